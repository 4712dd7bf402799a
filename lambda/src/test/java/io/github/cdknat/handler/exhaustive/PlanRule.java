package io.github.cdknat.handler.exhaustive;

import java.util.function.Predicate;

/** What holds for every plan in every world. */
enum PlanRule {
    PRIMARY_STAYS("The primary address is never unassigned.", CallRules::primaryStays),
    ONLY_OURS("Only what this request assigned, or what its event's record lists, is unassigned.", CallRules::onlyOurs),
    NOBODY_ELSES("What another resource's current record lists is never unassigned.", CallRules::nobodyElses),
    LIMIT("A Hold never assigns more than the limit leaves room for.", CallRules::limit),
    NEEDED("Only absent addresses are assigned, only settled ones unassigned, and never none.", CallRules::needed),
    LOCK("Nothing is called while an address of the gateway is changing.", CallRules::lock),
    FIT("Nothing is called on a gateway that is gone, pending, public or regional.", CallRules::fit),
    ASSIGNS_DECLARED("A Hold assigns declared addresses only, and none once it fails.", CallRules::assignsDeclared),
    EXPANDS_ONLY(
            "A Hold unassigns only without room, after two looks, what it owned and declares no more, highest first, no more"
                    + " than needed, and at first only if that makes room enough, or in a rollback.",
            CallRules::expandsOnly),
    SERVING_STAYS("No address that is still desired is unassigned.", CallRules::servingStays),
    UNDO_TAKES_MINE_ONLY(
            "A Hold that fails unassigns what is its own and in no record; in a rollback nothing.",
            CallRules::undoTakesMineOnly),
    ALONE("Nothing is begun before two looks saw no earlier request of the resource.", CallRules::alone),
    SUPERSEDED("When the stack is at another operation, nothing is begun.", CallRules::superseded),
    LATER_WINS("Nothing is begun when a later request of the resource runs.", CallRules::laterWins),
    RESTORES_IN_ROLLBACKS(
            "A Release assigns only in a rollback, and only what the current record lists.",
            CallRules::restoresInRollbacks),
    ADOPTED_STAY("In a rollback nobody takes away what the failed deployment has adopted.", CallRules::adoptedStay),
    ONE_CALL("A Release unassigns all that it owes in one call, failed addresses afterwards.", CallRules::oneCall),
    ONE_ASSIGN("A Hold assigns all that fit in one call, lowest first.", CallRules::oneAssign),
    DUPLICATES_DO_NOTHING("A Delete that nobody waits for changes nothing.", CallRules::duplicatesDoNothing),
    DRAIN("A Release drains as long as the current template says, a Hold as its own.", CallRules::drain),
    FAILED_ADDRESS(
            "No Hold goes on when a declared address is failed.", CallRules::failedAddressesAreNotAssignedAround),
    HELD(
            "SUCCESS of a Hold: every declared address was serving after its arrival and its last call.",
            ResponseRules::held),
    HELD_RECORD(
            "The record of a Hold lists what it declares, and marks what was there before.", ResponseRules::heldRecord),
    RELEASED(
            "SUCCESS of a Release: nothing owed was there after its last call, or, at the deadline, it drains.",
            ResponseRules::released),
    RELEASE_RESTORES(
            "SUCCESS of a rollback's Release: the current record's addresses are there, and serve if it brought them back.",
            ResponseRules::releaseRestores),
    FAILED_RECORD(
            "A failed Create keeps what is still its own, a failed Update its old record.",
            ResponseRules::failedRecord),
    RELEASE_KEEPS_ITS_ID("A Delete is answered with its own physical id.", ResponseRules::releaseKeepsItsId),
    DECIDED_ONCE("A decision never changes.", ResponseRules::decidedOnce),
    DESERVED("No Hold fails whose addresses all serve, in time, in its own operation.", ResponseRules::deserved),
    SHORT_PAUSES("A pause takes 1 to 126 seconds.", TimingRules::shortPauses),
    WAKES_AT_DEADLINES("No pause reaches beyond a deadline.", TimingRules::wakesAtDeadlines),
    ANSWERS_IN_TIME("After the last call nothing is waited for but a second look.", TimingRules::answersInTime),
    LATE_HOLDS_BEGIN_NOTHING("After its deadline a Hold begins nothing.", TimingRules::lateHoldsBeginNothing),
    AFTERLIFE_ENDS("After the afterlife an execution ends.", TimingRules::afterlifeEnds),
    STALE_BOOKS(
            "A page of CloudFormation's book that is older than the journal is not believed.",
            TimingRules::staleBooksAreNotBelieved),
    NOTHING_FORGOTTEN("A plan changes nothing of what the journal says was done.", TimingRules::nothingForgotten),
    ANSWERS_FIRST("What is decided is answered before anything else.", TimingRules::answersFirst),
    ANSWERS_ONCE("Nothing is answered twice, or without a decision.", TimingRules::answersOnce),
    DRAIN_WAITERS_CALL_NOTHING("A drain waiter changes nothing.", DrainWaiterRules::callsNothing),
    SETTLED(
            "SUCCESS of a drain waiter: what it waits for is there, in two looks; or it is late, and another one follows, or"
                    + " only drains are left.",
            DrainWaiterRules::settled),
    DRAIN_WAITER_FAILS(
            "A drain waiter fails if it is superseded, the gateway or an address is missing in two looks, or it is late and the"
                    + " last.",
            DrainWaiterRules::failsWithCause),
    GATE_KEEPS_ITS_ID(
            "A drain waiter is answered with the id that says what it waited for, or its old one.",
            DrainWaiterRules::gateKeepsItsId),
    HANDS_ON(
            "A request hands on only at its deadline, while something drains and a gate has yet to look; a Release remembers what it owes.",
            DrainWaiterRules::handsOn),
    ORDER("The same world has the same plan, in whatever order AWS lists things.", PlanRule::orderDoesNotMatter);

    private final String sentence;
    private final Predicate<PlanCheck> holds;

    PlanRule(String sentence, Predicate<PlanCheck> holds) {
        this.sentence = sentence;
        this.holds = holds;
    }

    private static boolean orderDoesNotMatter(PlanCheck it) {
        PlanState other = it.world().reordered();
        return other.equals(it.world()) || other.plan().equals(it.plan());
    }

    boolean holds(PlanCheck outcome) {
        return holds.test(outcome);
    }

    String sentence() {
        return sentence;
    }
}

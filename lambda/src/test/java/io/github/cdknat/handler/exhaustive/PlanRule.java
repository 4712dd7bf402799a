package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.disjoint;
import static io.github.cdknat.handler.exhaustive.PlanCheck.minus;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.plan.Plan;
import java.util.function.Predicate;

/** What holds for every plan in every world. */
enum PlanRule {
    PRIMARY_STAYS(
            "The primary address is never unassigned.",
            PlanCheck::unassigns,
            it -> it.gateway()
                    .flatMap(Gateway::primary)
                    .filter(it.unassigned()::contains)
                    .isEmpty()),
    ONLY_OURS(
            "Only what this request assigned, or what its event's record lists, is unassigned.",
            PlanCheck::unassigns,
            it -> minus(minus(it.unassigned(), it.owned()), it.journal().assigned())
                    .isEmpty()),
    NOBODY_ELSES(
            "What another resource's current record lists is never unassigned.",
            PlanCheck::unassigns,
            it -> disjoint(it.unassigned(), it.recordedElsewhere())),
    LIMIT(
            "A Hold assigns no more than the limit leaves room for, or one, which EC2 has not refused, before it gives up its own.",
            it -> it.isHold() && it.assigns(),
            it -> it.assigned().size() <= it.room()
                    || it.assigned().size() == 1
                            && it.journal().rejectedCall().isEmpty()
                            && !CreateOrUpdateRules.spare(it).isEmpty()),
    NEEDED(
            "Only absent addresses are assigned, only settled ones unassigned, or one that an old page may hide, and never none.",
            PlanCheck::calls,
            it -> disjoint(it.assigned(), it.there())
                    && (it.there(entry -> !entry.status().isChanging()).containsAll(it.unassigned())
                            || it.isRelease()
                                    && it.unassigned().size() == 1
                                    && DeleteRules.hidden(it).containsAll(it.unassigned())
                            || it.fails()
                                    && it.unassigned().size() == 1
                                    && it.journal().assigned().containsAll(it.unassigned()))
                    && (it.assigns() || it.unassigns())),
    LOCK(
            "Nothing is called while an address of the gateway is changing.",
            PlanCheck::calls,
            it -> it.gateway().orElseThrow().addresses().stream()
                    .noneMatch(entry -> entry.status().isChanging())),
    FIT(
            "Nothing is called on a gateway that is gone, nor by a Hold on one that is pending, public or regional.",
            it -> it.calls() && !it.fails(),
            it -> it.gateway()
                    .filter(gateway -> it.isRelease() ? !gateway.isGone() : CreateOrUpdateRules.isFit(gateway))
                    .isPresent()),
    ASSIGNS_DECLARED(
            "A Hold assigns declared addresses only, and none once it fails.",
            it -> it.isHold() && it.assigns(),
            it -> !it.fails() && it.desired().containsAll(it.assigned())),
    EXPANDS_ONLY(
            "A Hold unassigns only without room, after EC2 has refused an address, or after two looks at room that is owed to"
                    + " others, what it owned and nobody declares any more, highest first.",
            it -> it.isHold() && !it.fails() && it.unassigns(),
            CreateOrUpdateRules::expandsOnly),
    SERVING_STAYS(
            "No address that is still desired is unassigned.",
            PlanCheck::unassigns,
            it -> it.isRelease()
                    ? disjoint(it.unassigned(), it.recorded())
                    : it.fails() || disjoint(it.unassigned(), it.desired())),
    UNDO_TAKES_MINE_ONLY(
            "A Hold that fails unassigns what is its own and in no record; in a rollback nothing.",
            it -> it.fails() && it.calls(),
            it -> !it.isRollback()
                    && !it.assigns()
                    && it.journal().assigned().containsAll(it.unassigned())
                    && disjoint(it.unassigned(), it.recorded())
                    && disjoint(it.unassigned(), it.journal().notUnassigned())),
    ALONE(
            "Nothing is begun before two looks saw no earlier request of the resource.",
            it -> it.calls() && !it.fails(),
            PlanCheck::isAlone),
    SUPERSEDED(
            "When the stack is at another operation, nothing is begun but what a Release owed when it handed on.",
            it -> it.calls() && !it.fails() && !(it.isRelease() && it.journal().deferred()),
            PlanCheck::isCurrent),
    LATER_WINS(
            "Nothing is begun when a later request of the resource runs, but by a rollback that restores.",
            it -> it.calls()
                    && !it.fails()
                    && it.world().seen().later().stream().anyMatch(Execution::isRunning),
            it -> it.isRollback() && it.isHold() && it.owned().equals(it.desired())),
    RESTORES_IN_ROLLBACKS(
            "A Release assigns only in a rollback, and only what the current record lists.",
            it -> it.isRelease() && it.assigns(),
            it -> it.isRollback() && it.current().containsAll(it.assigned())),
    ADOPTED_STAY(
            "In a rollback nobody takes away what the failed deployment has adopted.",
            it -> it.isRollback() && it.unassigns() && !it.fails(),
            it -> disjoint(it.unassigned(), it.adopted())),
    UNSENT(
            "A request that the stack's events do not show begins nothing, and is refused when they cannot be late any more.",
            it -> !it.world().seen().evidence().sent() && it.settle().isEmpty() && !it.fails(),
            it -> !it.calls()
                    && (it.isDoubtful()
                            ? it.pause().isPresent()
                            : !it.succeeds() || it.owned().isEmpty())),
    DRAIN(
            "A Release drains as long as the current template says, a Hold as its own.",
            PlanCheck::unassigns,
            it -> it.call().orElseThrow().drainSeconds() == it.drainSeconds()),
    FAILED_ADDRESS(
            "No Hold goes on when a declared address is failed.",
            it -> it.isHold() && it.calls() && !it.fails(),
            it -> disjoint(it.failed(), it.desired())),
    HELD(
            "SUCCESS of a Hold: every declared address was serving after its arrival, its last call, and whatever the deployment"
                    + " that is rolled back may have released; or it was lost before.",
            it -> it.isHold() && it.succeeds() && !it.handsOn(),
            CreateOrUpdateRules::held),
    HELD_RECORD(
            "The record of a Hold lists what it declares.",
            it -> it.isHold() && it.succeeds(),
            it -> AddressRecord.parse(it.success().orElseThrow().physicalId())
                    .filter(kept -> kept.isOn(it.request().gatewayId()))
                    .filter(kept -> kept.addresses().equals(it.desired()))
                    .isPresent()),
    RELEASED(
            "SUCCESS of a Release: nothing owed was there after its last call, on a page that shows it, or as EC2 itself said;"
                    + " or, at the deadline, it drains.",
            it -> it.isRelease() && it.succeeds() && !it.handsOn(),
            DeleteRules::released),
    RELEASE_RESTORES(
            "SUCCESS of a rollback's Release: the current record's addresses are there, and serve if it brought them back; or the"
                    + " gateway goes too.",
            it -> it.isRelease() && it.isRollback() && it.succeeds() && !it.handsOn(),
            DeleteRules::releaseRestores),
    FAILED_RECORD(
            "A failed Create keeps what is still its own, a failed Update its old record.",
            it -> it.decision().filter(decision -> !decision.success()).isPresent(),
            CreateOrUpdateRules::failedRecord),
    RELEASE_KEEPS_ITS_ID(
            "A Delete is answered with its own physical id.",
            it -> it.isRelease() && it.decision().isPresent(),
            it -> it.request().eventPhysicalId().equals(it.decision().map(decision -> decision.physicalId()))),
    DECIDED_ONCE(
            "A decision never changes.",
            it -> it.journal().response().isPresent(),
            it -> it.plan().journal().response().equals(it.journal().response())),
    DESERVED(
            "No Hold fails whose addresses all serve, in time, in its own operation.",
            it -> it.isHold()
                    && it.fails()
                    && it.journal().failureReason().isEmpty()
                    && !it.journal().responded(),
            it -> !CreateOrUpdateRules.mightHold(it)),
    SHORT_PAUSES(
            "A pause takes 1 to 150 seconds.",
            it -> it.pause().isPresent(),
            it -> it.pause().get() >= 1 && it.pause().get() <= 150),
    WAKES_AT_DEADLINES(
            "No pause reaches beyond a deadline.",
            it -> it.pause().isPresent() && !it.plan().journal().responded(),
            TimingRules::wakesAtDeadlines),
    ANSWERS_IN_TIME(
            "After the last call nothing is called or waited for but a second look.",
            it -> it.now().isAfter(it.lastCall()) && !it.plan().journal().responded(),
            it -> !it.calls() && TimingRules.isNoMoreThanASecondLook(it)),
    LATE_HOLDS_BEGIN_NOTHING(
            "After its deadline a Hold begins nothing.",
            it -> it.isHold() && it.isLate() && !it.journal().deferred() && !it.fails(),
            it -> !it.calls()),
    AFTERLIFE_ENDS(
            "After the afterlife an execution ends.",
            it -> it.journal().responded() && it.now().isAfter(TimingRules.endOfAfterlife(it)),
            it -> it.plan().step() instanceof Plan.Step.Finish
                    || it.pause().isPresent() && TimingRules.isNoMoreThanASecondLook(it)),
    STALE_BOOKS(
            "A page of CloudFormation's book that is older than the journal is not believed.",
            TimingRules::isStale,
            it -> it.pause().isPresent()),
    NOTHING_FORGOTTEN(
            "A plan changes nothing of what the journal says was done.", it -> true, TimingRules::nothingForgotten),
    ANSWERS_FIRST(
            "What is decided is answered before anything else, unless the stack's events say what became of the answer.",
            it -> it.journal().response().isPresent()
                    && !it.journal().responded()
                    && it.world().seen().evidence().taken().isEmpty(),
            it -> it.plan().step() instanceof Plan.Step.Respond),
    ANSWERS_ONCE(
            "Nothing is answered twice, or without a decision.",
            it -> it.plan().step() instanceof Plan.Step.Respond,
            it -> !it.journal().responded() && it.plan().journal().response().isPresent()),
    DRAIN_WAITERS_CALL_NOTHING(
            "A drain waiter changes nothing.", it -> it.settle().isPresent(), it -> !it.calls()),
    SETTLED(
            "SUCCESS of a drain waiter: what it waits for is there, in two looks; or it is late, and another one follows, or"
                    + " only drains are left.",
            it -> it.settle().isPresent() && it.succeeds(),
            DrainWaiterRules::settled),
    DRAIN_WAITER_FAILS(
            "A drain waiter fails only after two looks, or if it is late and the last, and never one that waits for nothing.",
            it -> it.settle().isPresent() && it.decision().isPresent() && !it.succeeds(),
            DrainWaiterRules::failsWithCause),
    GATE_KEEPS_ITS_ID(
            "A drain waiter is answered with the id that says what it waited for, or its old one.",
            it -> it.settle().isPresent() && it.decision().isPresent(),
            DrainWaiterRules::keepsItsId),
    HANDS_ON(
            "A request hands on only at its deadline, while something drains and a gate has yet to look; a Release remembers what it owes.",
            PlanCheck::handsOn,
            DrainWaiterRules::handsOn),
    ORDER(
            "The same world has the same plan, in whatever order AWS lists things.",
            it -> true,
            PlanRule::orderDoesNotMatter);

    private final String sentence;
    private final Predicate<PlanCheck> applies;
    private final Predicate<PlanCheck> holds;

    PlanRule(String sentence, Predicate<PlanCheck> applies, Predicate<PlanCheck> holds) {
        this.sentence = sentence;
        this.applies = applies;
        this.holds = holds;
    }

    private static boolean orderDoesNotMatter(PlanCheck it) {
        PlanState other = it.world().reordered();
        return other.equals(it.world()) || other.plan().equals(it.plan());
    }

    boolean holds(PlanCheck outcome) {
        return !applies.test(outcome) || holds.test(outcome);
    }

    String sentence() {
        return sentence;
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.PlanCheck.disjoint;
import static io.github.cdknat.handler.exhaustive.PlanCheck.minus;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.shared.Ipv4;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What holds for every plan in every world: what a user or a neighbour would notice if it did not. */
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
            "A Hold assigns no more than the limit leaves room for, or one, which EC2 may refuse.",
            it -> it.isCreateOrUpdate() && it.assigns(),
            it -> it.assigned().size() <= it.room() || it.assigned().size() == 1),
    LOCK(
            "Nothing is called while an address of the gateway is changing.",
            PlanCheck::calls,
            it -> it.gateway().orElseThrow().addresses().stream()
                    .noneMatch(entry -> entry.status().isChanging())),
    FIT(
            "Nothing is called on a gateway that is gone, nor by a Hold on one that is pending, public or regional.",
            it -> it.calls() && !it.fails(),
            it -> it.gateway()
                    .filter(gateway -> it.isRelease() ? !gateway.isGone() : PlanCheck.isFit(gateway))
                    .isPresent()),
    ASSIGNS_DECLARED(
            "A Hold assigns declared addresses only, and none once it fails.",
            it -> it.isCreateOrUpdate() && it.assigns(),
            it -> !it.fails() && it.desired().containsAll(it.assigned())),
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
            "Nothing is begun while an earlier request of the resource is shown running.",
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
            it -> it.isRollback() && it.isCreateOrUpdate() && it.owned().equals(it.desired())),
    RESTORES_IN_ROLLBACKS(
            "A Release assigns only in a rollback, and only what the current record lists.",
            it -> it.isRelease() && it.assigns(),
            it -> it.isRollback() && it.current().containsAll(it.assigned())),
    ADOPTED_STAY(
            "In a rollback nobody takes away what the failed deployment has adopted.",
            it -> it.isRollback() && it.unassigns() && !it.fails(),
            it -> disjoint(it.unassigned(), it.adopted())),
    UNSENT(
            "A request that the stack's events do not show begins nothing.",
            it -> !it.world().seen().evidence().sent() && !it.fails(),
            it -> !it.calls()),
    DRAIN(
            "A Release drains as long as the current template says, a Hold as its own.",
            PlanCheck::unassigns,
            it -> it.call().orElseThrow().drainSeconds() == it.drainSeconds()),
    HELD(
            "SUCCESS of a Hold: every declared address serves, but what was lost before a rollback.",
            it -> it.isCreateOrUpdate() && it.succeeds() && !it.handsOn(),
            it -> it.serves(minus(it.desired(), it.isRollback() ? it.journal().notUnassigned() : Set.of()))),
    HELD_RECORD(
            "The record of a Hold lists what it declares.",
            it -> it.isCreateOrUpdate() && it.succeeds(),
            it -> AddressRecord.parse(it.success().orElseThrow().physicalId())
                    .filter(kept -> kept.isOn(it.request().gatewayId()))
                    .filter(kept -> kept.addresses().equals(it.desired()))
                    .isPresent()),
    RELEASED(
            "SUCCESS of a Release: nothing that it owes is left, but what drains where that is enough.",
            it -> it.isRelease() && it.succeeds() && !it.handsOn() && !it.isGone(),
            it -> disjoint(it.owed(), it.left()) && (it.mayDrainOn() || disjoint(it.owed(), it.draining()))),
    RELEASE_RESTORES(
            "SUCCESS of a rollback's Release: the current record's addresses are there, and serve if it brought them back; or the"
                    + " gateway goes too.",
            it -> it.isRelease() && it.isRollback() && it.succeeds() && !it.handsOn(),
            PlanRule::releaseRestores),
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
            it -> it.isCreateOrUpdate()
                    && it.fails()
                    && it.journal().failureReason().isEmpty()
                    && !it.journal().responded(),
            it -> !mightHold(it)),
    ANSWERS_IN_TIME(
            "After the last call nothing is called.",
            it -> it.now().isAfter(it.lastCall()) && !it.plan().journal().responded(),
            it -> !it.calls()),
    NOTHING_FORGOTTEN(
            "A plan changes nothing of what the journal says was done.", it -> true, PlanRule::nothingForgotten),
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

    /** A Create or Update of no address frees none. */
    private static boolean releaseRestores(PlanCheck it) {
        Set<Ipv4> restored = new TreeSet<>(it.current());
        restored.retainAll(it.journal().assigned());
        return it.isGone()
                || it.owned().isEmpty()
                || it.there().containsAll(it.current()) && disjoint(it.current(), it.draining()) && it.serves(restored);
    }

    private static boolean mightHold(PlanCheck it) {
        Request.CreateOrUpdate hold = it.hold().orElseThrow();
        return !hold.isShort()
                && it.world().seen().evidence().sent()
                && it.gateway()
                        .filter(PlanCheck::isFit)
                        .filter(gateway -> it.desired().stream().noneMatch(gateway::isPrimary))
                        .isPresent()
                && it.serves(it.desired())
                && it.desired().size() < hold.addressLimit()
                && !it.isLate()
                && it.isCurrent()
                && it.world().seen().later().isEmpty();
    }

    private static boolean nothingForgotten(PlanCheck it) {
        Journal before = it.journal();
        Journal after = it.plan().journal();
        return after.assigned().equals(before.assigned())
                && after.unassigned().equals(before.unassigned())
                && after.notUnassigned().equals(before.notUnassigned())
                && after.unavailable().equals(before.unavailable())
                && after.lastCall().equals(before.lastCall())
                && after.rejectedCall().equals(before.rejectedCall())
                && Objects.equals(
                        after.since().get(Journal.Fact.DENIED), before.since().get(Journal.Fact.DENIED))
                && after.permissionChecked() == before.permissionChecked()
                && (after.responded() == before.responded()
                        || before.response().isPresent()
                                && it.world().seen().evidence().taken().isPresent())
                && (before.operation().isEmpty() || after.operation().equals(before.operation()))
                && (before.failureReason().isEmpty() || after.failureReason().equals(before.failureReason()));
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

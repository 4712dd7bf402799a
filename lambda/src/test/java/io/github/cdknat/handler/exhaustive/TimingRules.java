package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.handler.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/** When things happen, and what is never forgotten. */
final class TimingRules {
    private static final int LONGEST_PAUSE = 126;

    private TimingRules() {}

    static boolean shortPauses(PlanCheck it) {
        return pause(it)
                .filter(seconds -> seconds < 1 || seconds > LONGEST_PAUSE)
                .isEmpty();
    }

    static boolean wakesAtDeadlines(PlanCheck it) {
        if (pause(it).isEmpty() || it.plan().journal().answered()) {
            return true;
        }
        Instant wakes = it.now().plusSeconds(pause(it).get() - 1L);
        return (!it.now().isBefore(it.deadline()) || !wakes.isAfter(it.deadline()))
                && (!it.now().isBefore(it.lastCall()) || !wakes.isAfter(it.lastCall()));
    }

    static boolean answersInTime(PlanCheck it) {
        boolean late = it.now().isAfter(it.lastCall()) && !it.plan().journal().answered();
        return !late
                || pause(it)
                                .filter(seconds -> seconds > Timing.AGREEMENT.toSeconds())
                                .isEmpty()
                        && (pause(it).isEmpty()
                                || it.plan().journal().sighting().isPresent())
                        && it.call().isEmpty();
    }

    static boolean lateHoldsBeginNothing(PlanCheck it) {
        return it.hold().isEmpty()
                || it.now().isBefore(it.deadline())
                || it.fails()
                || it.journal().handedOn()
                || it.call().isEmpty();
    }

    static boolean afterlifeEnds(PlanCheck it) {
        int gates = it.hold()
                .map(hold -> hold.gates().after())
                .or(() -> it.release().map(release -> release.gates().before()))
                .orElse(0);
        Instant end = Fixtures.START
                .plusSeconds((1L + gates) * it.request().serviceTimeout())
                .plus(Timing.AFTERLIFE);
        return !it.journal().answered()
                || !it.now().isAfter(end)
                || it.plan().step() instanceof Plan.Step.Finish
                || pause(it)
                        .filter(seconds -> seconds <= Timing.AGREEMENT.toSeconds())
                        .isPresent();
    }

    static boolean staleBooksAreNotBelieved(PlanCheck it) {
        boolean stale = it.settle()
                        .filter(gate -> gate.task() == Request.DrainWaiter.Task.NOTHING)
                        .isEmpty()
                && it.journal().operation().isPresent()
                && it.world().seen().operation().isBefore(it.own())
                && it.journal().failure().isEmpty()
                && it.journal().decision().isEmpty()
                && it.now().isBefore(it.deadline());
        return !stale || pause(it).isPresent();
    }

    static boolean nothingForgotten(PlanCheck it) {
        Journal before = it.journal();
        Journal after = it.plan().journal();
        return after.mine().equals(before.mine())
                && after.freed().equals(before.freed())
                && after.tolerated().equals(before.tolerated())
                && after.avoided().equals(before.avoided())
                && after.called().equals(before.called())
                && after.refusal().equals(before.refusal())
                && after.deniedSince().equals(before.deniedSince())
                && after.permitted() == before.permitted()
                && after.answered() == before.answered()
                && (before.operation().isEmpty() || after.operation().equals(before.operation()))
                && (before.failure().isEmpty() || after.failure().equals(before.failure()));
    }

    static boolean answersFirst(PlanCheck it) {
        boolean owesAnAnswer =
                it.journal().decision().isPresent() && !it.journal().answered();
        return !owesAnAnswer || it.plan().step() instanceof Plan.Step.Respond;
    }

    static boolean answersOnce(PlanCheck it) {
        boolean answers = it.plan().step() instanceof Plan.Step.Respond;
        return !answers
                || !it.journal().answered() && it.plan().journal().decision().isPresent();
    }

    private static Optional<Integer> pause(PlanCheck it) {
        return it.plan().step() instanceof Plan.Step.Wait pause ? Optional.of(pause.seconds()) : Optional.empty();
    }
}

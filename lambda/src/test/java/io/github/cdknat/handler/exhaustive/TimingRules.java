package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import java.time.Instant;

/** When things happen, and what is never forgotten. */
final class TimingRules {
    private TimingRules() {}

    static boolean wakesAtDeadlines(PlanCheck it) {
        Instant wakes = it.now().plusSeconds(it.pause().orElseThrow() - 1L);
        return (it.isLate() || !wakes.isAfter(it.deadline()))
                && (!it.now().isBefore(it.lastCall()) || !wakes.isAfter(it.lastCall()));
    }

    /** It goes on at once, or a verdict waits for a second look. */
    static boolean isNoMoreThanASecondLook(PlanCheck it) {
        return it.pause()
                .filter(seconds -> seconds > Timing.AGREEMENT.toSeconds()
                        || it.plan().journal().sighting().isEmpty())
                .isEmpty();
    }

    static Instant endOfAfterlife(PlanCheck it) {
        int gates = it.hold()
                .map(hold -> hold.gates().after())
                .or(() -> it.release().map(release -> release.gates().before()))
                .orElse(0);
        return Fixtures.after((1L + gates) * it.request().serviceTimeout()).plus(Timing.AFTERLIFE);
    }

    static boolean isStale(PlanCheck it) {
        return it.settle()
                        .filter(gate -> gate.task() == Request.DrainWaiter.Task.NOTHING)
                        .isEmpty()
                && it.isStale()
                && it.journal().failure().isEmpty()
                && it.journal().decision().isEmpty()
                && !it.isLate();
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
                && (after.answered() == before.answered()
                        || before.decision().isPresent()
                                && it.world().seen().evidence().taken().isPresent())
                && (before.operation().isEmpty() || after.operation().equals(before.operation()))
                && (before.failure().isEmpty() || after.failure().equals(before.failure()));
    }
}

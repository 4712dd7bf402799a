package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Timing;
import java.time.Instant;
import java.util.Objects;

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
                        || it.plan().journal().since().keySet().stream().allMatch(Journal.Fact::isLasting))
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
                && it.journal().failureReason().isEmpty()
                && it.journal().response().isEmpty()
                && !it.isLate();
    }

    static boolean nothingForgotten(PlanCheck it) {
        Journal before = it.journal();
        Journal after = it.plan().journal();
        return after.assigned().equals(before.assigned())
                && after.releasedEarly().equals(before.releasedEarly())
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
}

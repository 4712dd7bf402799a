package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.START;
import static io.github.cdknat.handler.plan.PlanFixture.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.shared.Ipv4;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that AWS refuses a call for want of a token: others need the account's tokens too. */
class ThrottledPlanTest {
    private static final int SERVICE_TIMEOUT = 1600;

    @ParameterizedTest
    @CsvSource({"0, 5, 7", "20, 5, 7", "40, 10, 15", "80, 20, 30", "120, 30, 45", "1000, 30, 45"})
    void waitsLongerTheLongerItHasLasted(long elapsed, long least, long most) {
        Set<Long> waits = waits(elapsed);
        assertThat(waits).allMatch(wait -> wait >= least && wait <= most).contains(least, most);
    }

    /** Executions that begin at the same moment would else come back together, and find one bucket's tokens for all of them. */
    @Test
    void executionsDoNotWaitInStep() {
        assertThat(waits(80)).hasSizeGreaterThan(6);
    }

    @Test
    void waitsNoLongerThanUntilItsDeadline() {
        long deadline = SERVICE_TIMEOUT - 180;
        assertThat(waits(deadline - 3)).containsExactly(4L);
    }

    @Test
    void whoHasMadeItsChangeComesBackSoonToSeeWhatBecameOfIt() {
        Journal.LastCall called = new Journal.LastCall(AddressChange.assign(Ipv4.sorted(PlanFixture.ips("9"))), START);
        assertThat(pause(1000, Journal.empty().with(draft -> draft.lastCall = called)))
                .isBetween(5L, 7L);
    }

    @Test
    void looksAtItsOwnDrainLessOften() {
        assertThat(duringDrain(true)).isEqualTo(22);
        assertThat(duringDrain(false)).isEqualTo(6);
    }

    private static long duringDrain(boolean crowded) {
        Journal journal = Journal.empty().with(draft -> {
            draft.lastCall =
                    new Journal.LastCall(AddressChange.unassign(Ipv4.sorted(PlanFixture.ips("9")), 350), START);
            draft.throttled = crowded;
        });
        return PollInterval.whileChanging(
                journal, new PlanFixture().draining("9").at(2).seen());
    }

    private static Set<Long> waits(long elapsed) {
        return IntStream.range(0, 200)
                .mapToObj(passes -> pause(elapsed, passes))
                .collect(Collectors.toSet());
    }

    private static long pause(long elapsed, int passes) {
        return pause(elapsed, Journal.empty().with(draft -> draft.passes = passes));
    }

    private static long pause(long elapsed, Journal journal) {
        Execution self = new Execution(PlanFixture.SELF, Execution.Status.RUNNING, START.toEpochMilli());
        Plan plan = Planner.planThrottled(create("9"), journal, self, START.plusSeconds(elapsed), "throttled");
        return ((Plan.Step.Wait) plan.step()).seconds();
    }
}

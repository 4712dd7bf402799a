package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowerBoundTest {
    private static final Interval DEPLOYMENT = interval(0, 100);

    @Test
    void isTheWholeTimeOfADeploymentThatAsksTheHandlerForNothing() {
        assertThat(LowerBound.of(DEPLOYMENT, List.of(), List.of(interval(20, 60))))
                .isEqualTo(seconds(100));
    }

    @Test
    void leavesOutTheTimeInWhichARequestIsOpenAndTheGatewayUnlocked() {
        assertThat(LowerBound.of(DEPLOYMENT, List.of(interval(10, 50)), List.of(interval(20, 45))))
                .isEqualTo(seconds(100 - 40 + 25));
    }

    @Test
    void countsALockOnceAndOnlyWhileARequestIsOpen() {
        List<Interval> open = List.of(interval(10, 30), interval(20, 40));
        List<Interval> locked = List.of(interval(0, 15), interval(12, 20), interval(38, 90));
        assertThat(LowerBound.of(DEPLOYMENT, open, locked)).isEqualTo(seconds(100 - 30 + 10 + 2));
    }

    @Test
    void leavesOutWhatLiesOutsideTheDeployment() {
        assertThat(LowerBound.of(DEPLOYMENT, List.of(interval(90, 150)), List.of(interval(95, 150))))
                .isEqualTo(seconds(90 + 5));
    }

    private static Interval interval(int from, int to) {
        return new Interval(Instant.EPOCH.plusSeconds(from), Instant.EPOCH.plusSeconds(to));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}

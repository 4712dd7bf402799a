package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowerBoundTest {
    private static final Interval DEPLOYMENT = span(0, 100);

    @Test
    void isTheWholeTimeOfADeploymentThatAsksTheHandlerForNothing() {
        assertThat(LowerBound.of(DEPLOYMENT, List.of(), List.of(span(20, 60)))).isEqualTo(seconds(100));
    }

    @Test
    void leavesOutTheTimeInWhichARequestIsOpenAndTheGatewayUnlocked() {
        assertThat(LowerBound.of(DEPLOYMENT, List.of(span(10, 50)), List.of(span(20, 45))))
                .isEqualTo(seconds(100 - 40 + 25));
    }

    @Test
    void countsALockOnceAndOnlyWhileARequestIsOpen() {
        List<Interval> open = List.of(span(10, 30), span(20, 40));
        List<Interval> locked = List.of(span(0, 15), span(12, 20), span(38, 90));
        assertThat(LowerBound.of(DEPLOYMENT, open, locked)).isEqualTo(seconds(100 - 30 + 10 + 2));
    }

    @Test
    void leavesOutWhatLiesOutsideTheDeployment() {
        assertThat(LowerBound.of(DEPLOYMENT, List.of(span(90, 150)), List.of(span(95, 150))))
                .isEqualTo(seconds(90 + 5));
    }

    private static Interval span(int from, int to) {
        return new Interval(Instant.EPOCH.plusSeconds(from), Instant.EPOCH.plusSeconds(to));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}

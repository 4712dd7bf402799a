package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeScaledClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private long wall;
    private final TimeScaledClock clock = new TimeScaledClock(100, () -> wall, nanos -> wall += nanos);

    @Test
    void timePassesSoManyTimesFaster() {
        clock.pass(START, START.plusSeconds(350));
        assertThat(wall).isEqualTo(millis(3500));
    }

    @Test
    void whoeverIsBehindHurriesAtTwiceThePaceUntilItHasCaughtUp() {
        wall += millis(300);
        clock.pass(START, START.plusSeconds(40));
        assertThat(wall).isEqualTo(millis(300 + 200));
        clock.pass(START.plusSeconds(40), START.plusSeconds(80));
        assertThat(wall).isEqualTo(millis(800));
        clock.pass(START.plusSeconds(80), START.plusSeconds(120));
        assertThat(wall).isEqualTo(millis(1200));
    }

    private static long millis(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}

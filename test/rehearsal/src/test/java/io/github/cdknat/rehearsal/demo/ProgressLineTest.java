package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:01:08Z");

    @Test
    void aDrainFillsABar() {
        assertThat(line(Optional.of(change(true)), OptionalInt.of(350), 127))
                .isEqualTo("  03:15  10.0.1.20-21 drains  [########................]  127 of 350 s");
    }

    @Test
    void aDrainThatTakesLongerThanItMayFillsTheBarAndNoMore() {
        assertThat(line(Optional.of(change(true)), OptionalInt.of(60), 80))
                .isEqualTo("  03:15  10.0.1.20-21 drains  [########################]  80 of 60 s");
    }

    @Test
    void aDrainOfUnknownLengthIsCounted() {
        assertThat(line(Optional.of(change(true)), OptionalInt.empty(), 20))
                .isEqualTo("  03:15  10.0.1.20-21 drains  20 s");
    }

    @Test
    void anAssignmentIsCounted() {
        assertThat(line(Optional.of(change(false)), OptionalInt.of(350), 4))
                .isEqualTo("  03:15  10.0.1.20-21 assigning  4 s");
    }

    @Test
    void otherwiseOnlyTimePasses() {
        assertThat(line(Optional.empty(), OptionalInt.of(350), 4)).isEqualTo("  03:15  ...");
    }

    private static String line(Optional<GatewayPoller.Change> change, OptionalInt drainSeconds, int elapsed) {
        return ProgressLine.of("03:15", BEGIN.plusSeconds(elapsed), change, drainSeconds);
    }

    private static GatewayPoller.Change change(boolean drains) {
        return new GatewayPoller.Change(drains, new TreeSet<>(List.of("10.0.1.20", "10.0.1.21")), BEGIN);
    }
}

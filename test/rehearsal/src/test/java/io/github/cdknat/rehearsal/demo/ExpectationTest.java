package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    @Test
    void aKeptOneIsWhatWasPromised() {
        assertThat(Expectation.that("both serve", "10.0.1.20-21", "10.0.1.20-21")
                        .isKept())
                .isTrue();
        assertThat(Expectation.atMost("calls", 20, 20).isKept()).isTrue();
        assertThat(Expectation.atMost("time", Duration.ofSeconds(8), Duration.ofSeconds(8))
                        .isKept())
                .isTrue();
    }

    @Test
    void aBrokenOneSaysWhatWasExpectedAndFound() {
        broken(
                Expectation.that(
                        "no call changes the gateway", List.of(), List.of("assign 10.0.1.20", "unassign 10.0.1.21")),
                "no call changes the gateway. Expected: nothing. Found: assign 10.0.1.20; unassign 10.0.1.21.");
        broken(Expectation.atMost("describe calls", 20, 21), "describe calls. Expected: 20 or fewer. Found: 21.");
        broken(
                Expectation.atMost("to SUCCESS", Duration.ofSeconds(8), Duration.ofMillis(8_040)),
                "to SUCCESS. Expected: 8.00 s or less. Found: 8.04 s.");
    }

    private static void broken(Expectation expectation, String sentence) {
        assertThat(expectation.isKept()).isFalse();
        assertThat(new BrokenExpectationException('b', expectation)).hasMessage("Step (b) is broken: " + sentence);
    }
}

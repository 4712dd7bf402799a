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
    void aBrokenListSaysWhatWasExpectedAndFound() {
        Expectation broken = Expectation.that(
                "no call changes the gateway", List.of(), List.of("assign 10.0.1.20", "unassign 10.0.1.21"));
        assertThat(broken.isKept()).isFalse();
        assertThat(new BrokenExpectationException('b', broken))
                .hasMessage(
                        "Step (b) is broken: no call changes the gateway. Expected: nothing. Found: assign 10.0.1.20;"
                                + " unassign 10.0.1.21.");
    }

    @Test
    void aBrokenFigureSaysItsLimit() {
        Expectation calls = Expectation.atMost("describe calls during the drain of 350 s", 20, 21);
        assertThat(calls.isKept()).isFalse();
        assertThat(new BrokenExpectationException('c', calls))
                .hasMessage(
                        "Step (c) is broken: describe calls during the drain of 350 s. Expected: 20 or fewer. Found:"
                                + " 21.");
        Expectation time =
                Expectation.atMost("from the drain's end to SUCCESS", Duration.ofSeconds(8), Duration.ofMillis(8_040));
        assertThat(time.isKept()).isFalse();
        assertThat(new BrokenExpectationException('c', time))
                .hasMessage(
                        "Step (c) is broken: from the drain's end to SUCCESS. Expected: 8.00 s or less. Found: 8.04 s.");
    }

    @Test
    void aFigureIsReadWithItsAim() {
        assertThat(Expectation.atMost("describe calls during the drain of 350 s", 20, 10)
                        .asFigure())
                .isEqualTo("10 describe calls during the drain of 350 s (aim: 20 or fewer)");
    }
}

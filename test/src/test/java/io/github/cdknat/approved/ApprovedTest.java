package io.github.cdknat.approved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApprovedTest {
    @Test
    void failsWithTheDifferenceAndSaysHowToAcceptIt() {
        assertThatThrownBy(() -> Approved.matches("sample.txt", "one\nthree\n"))
                .hasMessageContainingAll(
                        "sample.txt has changed, and others depend on it. If that is meant, say it in CHANGELOG.md and run"
                                + " this test again with -Dapprove",
                        "two",
                        "three");
    }

    @Test
    void whatIsTheSamePasses() {
        Approved.matches("sample.txt", "one\ntwo\n");
    }

    @Test
    void namesAreSortedAndListsAreNot() {
        assertThat(Approved.json(Map.of("b", List.of(2, 1), "a", "x")))
                .isEqualTo("{\n  \"a\" : \"x\",\n  \"b\" : [ 2, 1 ]\n}\n");
    }
}

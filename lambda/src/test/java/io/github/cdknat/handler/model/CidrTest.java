package io.github.cdknat.handler.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.shared.Cidr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.1.15, false",
        "10.0.1.16, true",
        "10.0.1.31, true",
        "10.0.1.32, false",
        "10.0.1.16/28, true",
        "10.0.1.24/29, true",
        "10.0.1.0/27, false",
        "10.0.1.32/28, false"
    })
    void containsWhatLiesInIt(String inner, boolean contained) {
        Cidr range = Cidr.parse("10.0.1.16/28").orElseThrow();
        assertThat(range.contains(Cidr.parse(inner).orElseThrow())).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.1.1/28", "10.0.1.0/33", "10.0.1.0/", "10.0.1.0/24/24", "10.0.1/24", "/24", ""})
    void isNothingElse(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }
}

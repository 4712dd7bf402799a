package io.github.cdknat.rehearsal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangesTest {
    @Test
    void neighboursMakeARange() {
        assertThat(AddressRanges.of(List.of("10.0.1.30", "10.0.1.20", "10.0.1.31", "10.0.1.32")))
                .isEqualTo("10.0.1.20, 10.0.1.30-32");
    }

    @Test
    void noAddressIsNone() {
        assertThat(AddressRanges.of(List.of())).isEqualTo("none");
    }

    @Test
    void aRangeEndsWithItsNetwork() {
        assertThat(AddressRanges.of(List.of("10.0.1.254", "10.0.1.255", "10.0.2.0")))
                .isEqualTo("10.0.1.254-255, 10.0.2.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            will assign 10.0.1.20, 10.0.1.21: all fit               | will assign 10.0.1.20-21: all fit
            waiting for 10.0.1.5 (assigning), 10.0.1.6 (assigning)  | waiting for 10.0.1.5-6 (assigning)
            10.0.1.5 (assigning), 10.0.1.6 (unassigning)            | 10.0.1.5 (assigning), 10.0.1.6 (unassigning)
            CREATE_COMPLETE 10.0.1.20*+10.0.1.21+10.0.1.22          | CREATE_COMPLETE 10.0.1.20*, 10.0.1.21-22
            10.0.1.20/32,10.0.1.21/32                               | 10.0.1.20/32,10.0.1.21/32
            nothing to shorten, 10.0.1.20                           | nothing to shorten, 10.0.1.20
            """)
    void shortensListsInsideATextAndKeepsTheirNotes(String text, String shortened) {
        assertThat(AddressRanges.shortened(text)).isEqualTo(shortened);
    }
}

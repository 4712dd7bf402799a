package io.github.cdknat.handler.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRecordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nat-0abc/none",
                "nat-0abc/10.0.1.9",
                "nat-0abc/10.0.1.9+10.0.1.10",
                "nat-0abc/9.0.0.1*+10.0.1.10+200.1.1.1*",
                "refused/none"
            })
    void isReadAsItWasWritten(String physicalId) {
        assertThat(AddressRecord.parse(physicalId).map(AddressRecord::physicalId))
                .contains(physicalId);
    }

    @Test
    void refusesWhatIsNoRecord() {
        String others =
                "/;nat-0abc;nat-0abc/;nat-0abc/None;nat-0abc/10.0.1.9+;nat-0abc/10.0.1.9**;nat-0abc/*;nat-0 abc/none;"
                        + "nat-0abc/10.0.1.9,10.0.1.10;nat-0abc/10.0.1.09;/nat-0abc/none;Stack-Addresses-1ABCDEF;"
                        + "drain-waiter/nat-0abc/10.0.1.9";
        assertThat(others.split(";"))
                .allSatisfy(id -> assertThat(AddressRecord.parse(id)).isEmpty());
        assertThat(AddressRecord.parse("")).isEmpty();
    }

    @Test
    void refusesAnIdThatCloudFormationCannotHaveTaken() {
        String many = "10.100.100.100*+".repeat(64) + "10.0.1.9";
        assertThat(AddressRecord.parse("nat-0abc/" + many)).isEmpty();
    }

    /** 57 entries of 16 characters with "+" between them, after the gateway's id and a slash. */
    @ParameterizedTest
    @CsvSource({"51, true", "52, false"})
    void readsIdsUpToTheLengthThatCloudFormationTakes(int digits, boolean isRecord) {
        String addresses = IntStream.range(0, 57)
                .mapToObj(i -> "100.100.100." + (100 + i) + "*")
                .collect(Collectors.joining("+"));
        String id = "nat-" + "0".repeat(digits) + "/" + addresses;
        assertThat(id).hasSize(isRecord ? 1024 : 1025);
        assertThat(AddressRecord.parse(id).isPresent()).isEqualTo(isRecord);
    }

    @Test
    void theLongestRecordOfOursFitsIntoAPhysicalId() {
        SortedSet<Ipv4> addresses = new TreeSet<>();
        for (int i = 0; i < 31; i++) {
            addresses.add(Ipv4.of("100.100.100." + (200 + i)));
        }
        AddressRecord longest = new AddressRecord("nat-" + "0".repeat(60), List.copyOf(addresses), addresses);
        assertThat(longest.physicalId()).hasSizeLessThanOrEqualTo(1024);
        assertThat(AddressRecord.parse(longest.physicalId())).contains(longest);
    }
}

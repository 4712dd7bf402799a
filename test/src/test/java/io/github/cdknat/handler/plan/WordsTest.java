package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.Scene.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the vocabulary is read and written: addresses, statuses, names of executions. */
class WordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.0.1.9", "100.99.10.1"})
    void anAddressIsReadAsItIsWritten(String text) {
        assertThat(Ipv4.parse(text).map(Ipv4::toString)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "10.0.1", "10.0.1.", ".0.1.9", "10.0.1.9.", "10.0.1.9.8", "10.0.1.256", "10.0.1.09", "10.0.1.1000",
                "10.0.1.:", "10.0.1./", "10.0.1.1/", "10.0.1.1:", "10.0.1.-1", "10.0..9"
            })
    void nothingElseIsAnAddress(String text) {
        assertThat(Ipv4.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AddressStatus.class)
    void aStatusIsReadAsItIsWritten(AddressStatus status) {
        assertThat(AddressStatus.of(status.text())).isEqualTo(status);
    }

    @Test
    void aStatusThatIsNotKnownIsUnknown() {
        assertThat(AddressStatus.of("retired")).isEqualTo(AddressStatus.UNKNOWN);
        assertThat(AddressStatus.of("")).isEqualTo(AddressStatus.UNKNOWN);
    }

    @Test
    void anExecutionsNameTellsTheRecordThatItStartsFrom() {
        ExecutionName name = new ExecutionName(
                "a".repeat(20), "update", ExecutionName.physicalId("nat-0abc/none"), "0".repeat(12), "1".repeat(16));
        assertThat(name.startsFrom("nat-0abc/none")).isTrue();
        assertThat(name.startsFrom("nat-0abc/10.0.1.5")).isFalse();
        assertThat(ExecutionName.parse(name.text())).contains(name);
    }

    @Test
    void executionsThatStartedTogetherAreOrderedByTheirNames() {
        Execution one = new Execution(Scene.name("a", "update", "1"), Execution.Status.RUNNING, 7);
        Execution other = new Execution(Scene.name("a", "update", "2"), Execution.Status.RUNNING, 7);
        assertThat(one.isEarlierThan(other)).isTrue();
        assertThat(other.isEarlierThan(one)).isFalse();
        assertThat(one.isEarlierThan(one)).isFalse();
    }

    @Test
    void aGatewaysInterfaceIsTheFirstThatEc2Tells() {
        GatewayAddress without = new GatewayAddress(Optional.of(ip("4")), AddressStatus.SUCCEEDED, true, "", "");
        GatewayAddress with = new GatewayAddress(Optional.of(ip("5")), AddressStatus.SUCCEEDED, false, "", "eni-1");
        assertThat(gateway(without, with).networkInterfaceId()).isEqualTo("eni-1");
        assertThat(gateway(without).networkInterfaceId()).isEmpty();
    }

    private static Gateway gateway(GatewayAddress... addresses) {
        return new Gateway(Scene.GATEWAY, "available", "private", "zonal", "subnet-1", List.of(addresses));
    }
}

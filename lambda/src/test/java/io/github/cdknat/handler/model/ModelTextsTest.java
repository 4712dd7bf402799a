package io.github.cdknat.handler.model;

import static io.github.cdknat.handler.plan.PlanFixture.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.plan.PlanFixture;
import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the vocabulary is read and written: addresses, statuses, names of executions. */
class ModelTextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.0.1.9", "100.99.10.1"})
    void anAddressIsReadAsItIsWritten(String text) {
        assertThat(Ipv4.parse(text).map(Ipv4::toString)).contains(text);
    }

    @Test
    void nothingElseIsAnAddress() {
        String others = "10.0.1,10.0.1.,.0.1.9,10.0.1.9.,10.0.1.9.8,10.0.1.256,10.0.1.09,10.0.1.1000,10.0.1.:,10.0.1./,"
                + "10.0.1.1/,10.0.1.1:,10.0.1.-1,10.0..9";
        assertThat(others.split(","))
                .allSatisfy(text -> assertThat(Ipv4.parse(text)).isEmpty());
        assertThat(Ipv4.parse("")).isEmpty();
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
        Execution one = new Execution(PlanFixture.name("a", "update", "1"), Execution.Status.RUNNING, 7);
        Execution other = new Execution(PlanFixture.name("a", "update", "2"), Execution.Status.RUNNING, 7);
        assertThat(one.isEarlierThan(other)).isTrue();
        assertThat(other.isEarlierThan(one)).isFalse();
        assertThat(one.isEarlierThan(one)).isFalse();
    }

    @Test
    void whoStartedBeforeIsEarlierAndWhoStartedAfterIsLater() {
        Observation seen = new PlanFixture()
                .execution(PlanFixture.name("a", "update", "1"), Execution.Status.RUNNING, -1)
                .execution(PlanFixture.name("a", "update", "2"), Execution.Status.RUNNING, 1)
                .seen();
        assertThat(seen.earlier()).extracting(other -> other.name().request()).containsExactly("1".repeat(12));
        assertThat(seen.later()).extracting(other -> other.name().request()).containsExactly("2".repeat(12));
    }

    /** What CloudFormation sends in each status (assumed where the User Guide is silent). */
    @ParameterizedTest
    @CsvSource({
        "CREATE_IN_PROGRESS, true, true, false",
        "UPDATE_IN_PROGRESS, true, true, true",
        "UPDATE_ROLLBACK_IN_PROGRESS, false, true, true",
        "ROLLBACK_IN_PROGRESS, false, false, true",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, false, false, true",
        "DELETE_IN_PROGRESS, false, false, true",
        "UPDATE_COMPLETE, false, false, false"
    })
    void aStatusTellsWhatIsSent(String status, boolean creates, boolean updates, boolean deletes) {
        StackOperation operation = new StackOperation(status, 0);
        assertThat(operation.creates()).isEqualTo(creates);
        assertThat(operation.updates()).isEqualTo(updates);
        assertThat(operation.deletes()).isEqualTo(deletes);
    }

    @Test
    void aFactIsSeenSinceItsFirstLookAndAnotherOneBeginsAnew() {
        Journal journal = Journal.empty()
                .seeing(Journal.Fact.ALONE, PlanFixture.START)
                .seeing(Journal.Fact.NO_ROOM, PlanFixture.START);
        Instant later = PlanFixture.START.plusSeconds(7);
        assertThat(journal.seeing(Journal.Fact.NO_ROOM, later)).isEqualTo(journal);
        assertThat(journal.hasSeen(Journal.Fact.NO_ROOM, Duration.ofSeconds(7), later))
                .isTrue();
        assertThat(journal.hasSeen(Journal.Fact.NO_ROOM, Duration.ofSeconds(8), later))
                .isFalse();
        assertThat(journal.seeing(Journal.Fact.UNDONE, later).since())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Journal.Fact.ALONE, PlanFixture.START, Journal.Fact.UNDONE, later));
    }

    @Test
    void aGatewaysInterfaceIsTheFirstThatEc2Tells() {
        GatewayAddress without = new GatewayAddress(Optional.of(ip("4")), AddressStatus.SUCCEEDED, true, "", "");
        GatewayAddress with = new GatewayAddress(Optional.of(ip("5")), AddressStatus.SUCCEEDED, false, "", "eni-1");
        assertThat(gateway(without, with).networkInterfaceId()).isEqualTo("eni-1");
        assertThat(gateway(without).networkInterfaceId()).isEmpty();
    }

    @Test
    void anAddressWithoutAnAddressIsStillToldOf() {
        GatewayAddress nameless = new GatewayAddress(Optional.empty(), AddressStatus.ASSIGNING, false, "", "");
        assertThat(nameless).hasToString("an unnamed address (assigning)");
    }

    private static Gateway gateway(GatewayAddress... addresses) {
        return new Gateway(PlanFixture.GATEWAY, "available", "private", "zonal", "subnet-1", List.of(addresses));
    }
}

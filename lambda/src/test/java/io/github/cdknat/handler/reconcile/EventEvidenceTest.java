package io.github.cdknat.handler.reconcile;

import static io.github.cdknat.handler.reconcile.ConvergeHarness.START;
import static io.github.cdknat.handler.reconcile.ConvergeHarness.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stack's events say of a request, and when they are believed. */
class EventEvidenceTest {
    private static final String FIVE = "nat-0abc/10.0.1.5";
    private static final String NINE = "nat-0abc/10.0.1.9";

    @Test
    void aRequestThatTheEventsDoNotShowIsRefusedAfterAWhile() {
        ConvergeHarness bench = new ConvergeHarness();
        bench.events = List::of;
        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly(
                        "FAILED nat-0abc/none: Cannot hold 10.0.1.9 on nat-0abc: the stack is CREATE_IN_PROGRESS,"
                                + " and its events do not show this request, so that nobody waits for it; nothing was done, deploy"
                                + " again.");
        assertThat(bench.now).isEqualTo(START.plusSeconds(150));
        assertThat(bench.changes).isEmpty();
    }

    /** One of the two is an old page, and the events are so only if the status is not. */
    @Test
    void eventsThatTheStatusContradictsCountWhenTheStatusCannotBeOldAnyMore() {
        ConvergeHarness bench = updating();
        bench.events = () -> List.of(bench.requested(""), ofTheStack("UPDATE_ROLLBACK_IN_PROGRESS"));
        bench.now = START.plusSeconds(59);
        bench.pass();
        assertThat(bench.journal).doesNotContainKey("operation");
        bench.now = START.plusSeconds(60);
        bench.pass();
        assertThat(bench.journal).containsKey("operation");
    }

    @Test
    void aStackThatIsBeingDeletedDeletesEverything() {
        ConvergeHarness bench = new ConvergeHarness().deleting(NINE).has("10.0.1.9", AddressStatus.SUCCEEDED);
        bench.events = List::of;
        bench.pass();
        assertThat(bench.journal).containsKey("operation");
        bench.operation = () -> answer(new StackOperation("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", START.toEpochMilli()));
        bench.journal = Map.of();
        bench.pass();
        assertThat(bench.journal).doesNotContainKey("operation");
    }

    @Test
    void theCurrentTemplatesDrainTermsStandInTheNewestEventThatAsksForSomething() {
        ConvergeHarness bench = new ConvergeHarness().deleting(NINE).has("10.0.1.9", AddressStatus.SUCCEEDED);
        bench.events = () -> List.of(
                bench.requested("{\"MaxDrainDurationSeconds\": \"300\"}"),
                bench.happened("UPDATE_IN_PROGRESS", FIVE, -1, "{\"MaxDrainDurationSeconds\": \"20\"}"));
        while (bench.changes.isEmpty()) {
            bench.pass();
        }
        assertThat(bench.changes).containsExactly(AddressChange.unassign(Ipv4.sorted(Set.of(Ipv4.of("10.0.1.9"))), 20));
    }

    /** A row may show what came before: what the events show beside it is nobody's to take away. */
    @Test
    void whatOnlyTheEventsShowAsRecordedIsNotReleased() {
        ConvergeHarness bench = new ConvergeHarness().deleting(NINE).has("10.0.1.9", AddressStatus.SUCCEEDED);
        StackEvent other = new StackEvent(
                "Other",
                NINE,
                "Custom::NatGatewaySecondaryAddresses",
                "CREATE_COMPLETE",
                START.minusSeconds(1),
                Map.of());
        bench.events = () -> List.of(bench.requested(""), other);
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.changes).isEmpty();
    }

    @Test
    void aRollbackKnowsTheRecordFromBeforeTheDeployment() {
        ConvergeHarness bench = updating();
        bench.operation = () -> answer(new StackOperation("UPDATE_ROLLBACK_IN_PROGRESS", START.toEpochMilli()));
        bench.events = () -> List.of(bench.requested(""), bench.happened("UPDATE_IN_PROGRESS", FIVE, -60, ""));
        bench.pass();
        assertThat(bench.journal).containsEntry("previousPhysicalId", FIVE);
    }

    /** The bucket never said that it took the answer; an event from before the request's own start may be an earlier request's. */
    @ParameterizedTest
    @CsvSource({"5, 0", "4, 1"})
    void anAnswerThatCloudFormationHasTakenIsNotSentAgain(long seconds, int answers) {
        ConvergeHarness bench = updating();
        bench.journal = Map.of(
                "operation", Map.of("status", "UPDATE_IN_PROGRESS", "changed", START.toEpochMilli()),
                "response", Map.of("success", true, "physicalId", NINE, "reason", "Holding."));
        bench.events = () -> List.of(bench.happened("UPDATE_COMPLETE", NINE, seconds, ""), bench.requested(""));
        bench.now = START.plusSeconds(10);
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.answers).hasSize(answers);
    }

    private static ConvergeHarness updating() {
        ConvergeHarness bench = new ConvergeHarness().has("10.0.1.9", AddressStatus.SUCCEEDED);
        bench.event.putAll(new HashMap<>(Map.of("RequestType", "Update", "PhysicalResourceId", FIVE)));
        bench.operation = () -> answer(new StackOperation("UPDATE_IN_PROGRESS", START.toEpochMilli()));
        return bench;
    }

    private static StackEvent ofTheStack(String status) {
        return new StackEvent("Network", "stack", "AWS::CloudFormation::Stack", status, START, Map.of());
    }
}

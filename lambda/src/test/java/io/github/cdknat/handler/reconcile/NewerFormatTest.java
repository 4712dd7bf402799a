package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.InvalidEventException;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.StackResources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a newer handler can read is left alone, and said so. */
class NewerFormatTest {
    private static final String JOURNAL =
            "Cannot finish the request for Addresses: its journal has format 2 (this handler reads"
                    + " formats up to 1; a newer release began the request, and the functions were set back meanwhile); nothing more was"
                    + " changed: look at the execution in Step Functions for what it had assigned, and deploy the newer release again or"
                    + " unassign that.";
    private static final String RECORD =
            "Cannot finish the request for Addresses: the record of Others is \"v2/nat-0abc,10.0.1.9\" (nat-..., the form that"
                    + " this handler reads; a newer release wrote it); nothing more was changed: deploy the newer release again.";

    private final ConvergeHarness bench = new ConvergeHarness().has("10.0.1.9", AddressStatus.SUCCEEDED);

    @ParameterizedTest
    @ValueSource(strings = {"converge", "recover", "respond", "answer"})
    void aJournalOfANewerFormatEndsItsExecution(String task) {
        bench.journal = Map.of("v", 2, "assigned", Map.of("assigned", List.of("10.0.1.9")));

        assertThat(bench.call(task, Map.of()))
                .isEqualTo(Map.of(
                        "v",
                        2,
                        "assigned",
                        Map.of("assigned", List.of("10.0.1.9")),
                        "next",
                        "FAILED",
                        "responded",
                        true));
        assertThat(bench.answers).containsExactly("FAILED refused/none: " + JOURNAL);
        assertThat(bench.changes).isEmpty();
    }

    @Test
    void aDecisionIsSentWhateverTheFormat() {
        bench.journal = Map.of(
                "v", 2, "response", Map.of("success", true, "physicalId", "nat-0abc/10.0.1.9", "reason", "Holding."));
        bench.call("respond", Map.of());

        assertThat(bench.answers).containsExactly("SUCCESS nat-0abc/10.0.1.9: Holding.");
    }

    @Test
    void whatIsAnsweredIsNotAnsweredAgain() {
        bench.journal = Map.of("v", 2, "responded", true);

        assertThat(bench.call("converge", Map.of())).containsEntry("next", "FAILED");
        assertThat(bench.answers).isEmpty();
    }

    @Test
    void aJournalWithoutANumberIsOfTheFirstFormat() {
        bench.journal = Map.of("passes", 3);

        assertThat(bench.call("converge", Map.of())).containsEntry("v", 1).containsEntry("next", "WAIT");
    }

    /** It may list what would be unassigned. */
    @ParameterizedTest
    @ValueSource(strings = {"Create", "Delete"})
    void aRecordOfANewerFormatInTheStackStopsEveryRequest(String type) {
        if (type.equals("Delete")) {
            bench.deleting("nat-0abc/10.0.1.9");
        }
        recordOfANewerFormat("CREATE_COMPLETE");

        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly(
                        "FAILED " + (type.equals("Delete") ? "nat-0abc/10.0.1.9" : "refused/none") + ": " + RECORD);
        assertThat(bench.changes).isEmpty();
    }

    @Test
    void oneThatIsBeingDeletedDoesNotCount() {
        recordOfANewerFormat("DELETE_COMPLETE");
        bench.journal = bench.call("converge", Map.of());

        assertThat(bench.answers).isEmpty();
        assertThat(bench.journal).containsEntry("next", "WAIT");
    }

    @Test
    void anAnswerThatIsOutStaysAsItIs() {
        bench.journal = Map.of(
                "responded",
                true,
                "response",
                Map.of("success", true, "physicalId", "nat-0abc/10.0.1.9", "reason", "Holding."));
        recordOfANewerFormat("CREATE_COMPLETE");

        assertThat(bench.call("converge", Map.of())).containsEntry("next", "SUCCEEDED");
        assertThat(bench.answers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Update", "Delete"})
    void aRequestAboutARecordOfANewerFormatIsRefused(String type) {
        refuses(
                event(type, "v2/nat-0abc,10.0.1.9", Map.of()),
                "Invalid PhysicalResourceId: \"v2/nat-0abc,10.0.1.9\" (nat-..., the form that this handler reads; a newer"
                        + " release wrote it); nothing was changed: deploy the newer release again.");
    }

    @Test
    void aDeclarationOfANewerFormatIsRefused() {
        refuses(
                event("Create", "", Map.of("Format", "2")),
                "Invalid Format: \"2\" (1, the newest that this handler reads); the functions are older than the template:"
                        + " deploy both from one release, and if handlerCode is set, set it to that release's jar.");
    }

    @Test
    void aDeleteNeedsNoPropertiesAndSoNoFormatOfThem() {
        assertThatCode(() -> RequestParser.parse(event("Delete", "nat-0abc/10.0.1.9", Map.of("Format", "2"))))
                .doesNotThrowAnyException();
    }

    @Test
    void propertiesThatANewerReleaseAddsAreIgnored() {
        assertThatCode(() -> RequestParser.parse(event("Create", "", Map.of("Mood", "sunny", "Format", "1"))))
                .doesNotThrowAnyException();
    }

    private void recordOfANewerFormat(String status) {
        StackResources records =
                new StackResources(List.of(new StackResources.Entry("Others", "v2/nat-0abc,10.0.1.9", status)));
        bench.records = () -> ConvergeHarness.answer(records);
    }

    private static void refuses(CloudFormationEvent event, String message) {
        assertThatThrownBy(() -> RequestParser.parse(event))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(message);
    }

    private static CloudFormationEvent event(String type, String physicalId, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(EventFixture.PROPERTIES);
        properties.putAll(more);
        return CloudFormationEvent.of(EventFixture.event(type, physicalId, properties));
    }
}

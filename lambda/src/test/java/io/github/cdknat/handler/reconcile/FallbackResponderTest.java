package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackResponderTest {
    private static final Map<String, Object> EVENT = EventFixture.event("Update", "nat-0abc/10.0.1.9", Map.of());
    private static final Map<String, Object> ERROR = Map.of("Error", "Runtime.ExitError", "Cause", "signal: killed");

    private final List<String> answers = new ArrayList<>();
    private final List<Map<String, Object>> log = new ArrayList<>();
    private int status = 200;

    @Test
    void failsWithTheCauseWhenNothingIsDecided() {
        Map<String, Object> next = answer(Map.of());
        assertThat(answers)
                .containsExactly(body(
                        "FAILED",
                        "Cannot finish the request for Addresses: the function failed (Runtime.ExitError: signal:"
                                + " killed); look at the execution in Step Functions for the cause.",
                        "nat-0abc/10.0.1.9"));
        assertThat(next).containsEntry("next", "FAILED");
    }

    @Test
    void goesOnTakingBackWhatTheRequestHasAssigned() {
        Map<String, Object> next = answer(Map.of("assigned", List.of("10.0.1.11")));
        assertThat(answers)
                .containsExactly(body(
                        "FAILED",
                        "Cannot finish the request for Addresses: the function failed (Runtime.ExitError: signal:"
                                + " killed); look at the execution in Step Functions for the cause. It goes on taking back"
                                + " 10.0.1.11; unassign that if it does not.",
                        "nat-0abc/10.0.1.9"));
        assertThat(next)
                .containsEntry("next", "WAIT")
                .containsEntry("wait", 60)
                .containsEntry("responded", true)
                .containsEntry("assigned", List.of("10.0.1.11"))
                .containsKey("failureReason");
        assertThat(answer(with(next, "fallbacks", 180))).containsEntry("next", "FAILED");
    }

    /** The call may have been made, unless Lambda refused to run the function. */
    @Test
    void aCallThatMayHaveBeenMadeCountsAndOneThatWasNotDoesNot() {
        Map<String, Object> pending = Map.of(
                "pendingChange", Map.of("verb", "ASSIGN", "addresses", List.of("10.0.1.11"), "drainSeconds", 350));
        assertThat(answer(pending)).containsEntry("next", "FAILED");
        assertThat(answer(with(pending, "mayHaveRun", true))).containsEntry("next", "WAIT");
    }

    /** CloudFormation deletes what a failed Create's record lists. */
    @Test
    void aCreateAnswersWithTheRecordOfWhatItMayHaveAssigned() {
        Map<String, Object> create = EventFixture.event("Create", Map.of("NatGatewayId", "nat-0abc"));
        answer(create, Map.of("assigned", List.of("10.0.1.11")));
        answer(create, Map.of());
        assertThat(answers.get(0)).contains("\"PhysicalResourceId\":\"nat-0abc/10.0.1.11\"");
        assertThat(answers.get(1)).contains("\"PhysicalResourceId\":\"refused/none\"");
    }

    @Test
    void sendsTheDecisionThatTheJournalHolds() {
        answer(Map.of("response", Map.of("success", true, "physicalId", "nat-0abc/10.0.1.10", "reason", "Holding.")));
        assertThat(answers).containsExactly(body("SUCCESS", "Holding.", "nat-0abc/10.0.1.10"));
    }

    @Test
    void doesNotTakeHalfADecisionForOne() {
        answer(Map.of("response", Map.of("success", true, "reason", "Holding.")));
        assertThat(answers.get(0)).contains("\"Status\":\"FAILED\"");
    }

    @Test
    void answersNothingWhenTheAnswerIsOut() {
        answer(Map.of("responded", true));
        assertThat(answers).isEmpty();
    }

    @Test
    void failsWhenTheBucketDoesNotTakeItSoThatTheStateMachineTriesAgain() {
        status = 503;
        assertThatThrownBy(() -> answer(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot answer: the ResponseURL took no answer");
        assertThat(log).hasSize(1);
    }

    private Map<String, Object> answer(Map<String, Object> journal) {
        return answer(EVENT, journal);
    }

    private Map<String, Object> answer(Map<String, Object> event, Map<String, Object> journal) {
        Responder responder = new Responder((url, body) -> {
            answers.add(new String(body, StandardCharsets.UTF_8));
            return status;
        });
        return new FallbackResponder(responder, log::add)
                .answer(Map.of("task", "answer", "event", event, "journal", journal, "error", ERROR));
    }

    private static Map<String, Object> with(Map<String, Object> journal, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(journal);
        changed.put(name, value);
        return changed;
    }

    private static String body(String status, String reason, String physicalId) {
        return "{\"Status\":\"" + status + "\",\"Reason\":\"" + reason + "\",\"PhysicalResourceId\":\"" + physicalId
                + "\",\"StackId\":\"stack\",\"RequestId\":\"request\",\"LogicalResourceId\":\"Addresses\","
                + "\"NoEcho\":false,\"Data\":{}}";
    }
}

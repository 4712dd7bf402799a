package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackResponderTest {
    private static final Map<String, Object> EVENT = Map.of(
            "RequestType", "Update",
            "ResponseURL", "https://bucket.s3.amazonaws.com/x",
            "StackId", "stack",
            "RequestId", "request",
            "LogicalResourceId", "Addresses",
            "PhysicalResourceId", "nat-0abc/10.0.1.9");
    private static final Map<String, Object> ERROR = Map.of("Error", "Runtime.ExitError", "Cause", "signal: killed");

    private final List<String> answers = new ArrayList<>();
    private final List<Map<String, Object>> log = new ArrayList<>();
    private int status = 200;

    @Test
    void failsWithTheCauseWhenNothingIsDecided() {
        answer(Map.of("mine", List.of("10.0.1.9")));
        assertThat(answers)
                .containsExactly(body(
                        "FAILED",
                        "Cannot finish the request for Addresses: the function failed (Runtime.ExitError: signal:"
                                + " killed); look at the execution in Step Functions, and unassign what it left on the"
                                + " gateway.",
                        "nat-0abc/10.0.1.9"));
    }

    @Test
    void sendsTheDecisionThatTheJournalHolds() {
        answer(Map.of("decision", Map.of("success", true, "physicalId", "nat-0abc/10.0.1.10", "reason", "Holding.")));
        assertThat(answers).containsExactly(body("SUCCESS", "Holding.", "nat-0abc/10.0.1.10"));
    }

    @Test
    void doesNotTakeHalfADecisionForOne() {
        answer(Map.of("decision", Map.of("success", true, "reason", "Holding.")));
        assertThat(answers.get(0)).contains("\"Status\":\"FAILED\"");
    }

    @Test
    void answersNothingWhenTheAnswerIsOut() {
        answer(Map.of("answered", true));
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

    private void answer(Map<String, Object> journal) {
        Responder responder = new Responder((url, body) -> {
            answers.add(new String(body, StandardCharsets.UTF_8));
            return status;
        });
        Map<String, Object> next = new FallbackResponder(responder, log::add)
                .answer(Map.of("task", "answer", "event", EVENT, "journal", journal, "error", ERROR));
        assertThat(next).containsEntry("next", "FAILED");
    }

    private static String body(String status, String reason, String physicalId) {
        return "{\"Status\":\"" + status + "\",\"Reason\":\"" + reason + "\",\"PhysicalResourceId\":\"" + physicalId
                + "\",\"StackId\":\"stack\",\"RequestId\":\"request\",\"LogicalResourceId\":\"Addresses\","
                + "\"NoEcho\":false,\"Data\":{}}";
    }
}

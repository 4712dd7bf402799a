package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionStarterTest {
    private static final Reply<Boolean> STARTED = new Reply.Answer<>(true, "request-1");

    private final List<String> started = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final List<Map<String, Object>> log = new ArrayList<>();
    private final Deque<Reply<Boolean>> starts = new ArrayDeque<>();
    private final Deque<Integer> bucket = new ArrayDeque<>();

    @Test
    void startsAnExecutionAndAnswersNothing() {
        starter().take(event());
        assertThat(started).hasSize(1);
        assertThat(answers).isEmpty();
    }

    @Test
    void startsAgainWhenNobodyKnowsWhetherItStarted() {
        starts.add(new Reply.OutcomeUnknown<>("connection closed", ""));
        starter().take(event());
        assertThat(started).hasSize(2).containsOnly(started.get(0));
        assertThat(answers).isEmpty();
    }

    @Test
    void failsWhenStepFunctionsRefusesForGood() {
        for (int i = 0; i < 3; i++) {
            starts.add(new Reply.Rejected<>(ErrorKind.FINAL, "InvalidExecutionInput", "too deep", "request-1"));
        }
        refuses(
                event(),
                "Cannot start the execution for Addresses: Step Functions answered InvalidExecutionInput: too deep; nothing"
                        + " was changed for this request, deploy again.");
        assertThat(started).hasSize(3);
    }

    @Test
    void asksForTheEventAgainWhenStepFunctionsMayYetTakeIt() {
        for (int i = 0; i < 3; i++) {
            starts.add(new Reply.Rejected<>(ErrorKind.DENIED, "AccessDeniedException", "not authorized", "request-1"));
        }
        assertThatThrownBy(() -> starter().take(event()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot start the execution for Addresses yet: Step Functions answered AccessDeniedException:"
                                + " not authorized");
        assertThat(answers).isEmpty();
        assertThat(log).hasSize(1);
    }

    @Test
    void failsWhenItCrashes() {
        starter(() -> {
                    throw new IllegalStateException("no credentials");
                })
                .take(event());
        assertThat(answers)
                .containsExactly(answer("Cannot start the execution for Addresses: the function failed"
                        + " (java.lang.IllegalStateException: no credentials); see its log group, and report it if the"
                        + " cause is not in your account."));
    }

    /** Its execution says what is wrong, and goes on saying so while the bucket is away. */
    @Test
    void startsAnExecutionForARequestThatAsksForWhatCannotBe() {
        starter().take(EventFixture.event("Create", Map.of("NatGatewayId", "igw-1")));
        starter().take(EventFixture.event("Update", Map.of()));
        assertThat(started).hasSize(2);
        assertThat(answers).isEmpty();
    }

    /** An answer repeats them, and stays under 4096 bytes. */
    @ParameterizedTest
    @CsvSource({
        "StackId, 0, 1024",
        "StackId, 1025, 1024",
        "RequestId, 0, 128",
        "RequestId, 20000, 128",
        "LogicalResourceId, 0, 255",
        "LogicalResourceId, 900000, 255",
        "PhysicalResourceId, 1025, 1024"
    })
    void neitherStartsNorAnswersWhatCannotBeAnswered(String name, int length, int most) {
        Map<String, Object> event = EventFixture.event("Update", Map.of());
        event.put(name, "x".repeat(length));
        assertThatThrownBy(() -> starter().take(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot take the event: " + name + " has " + length + " characters (1.." + most
                        + " without blanks); it did not come from CloudFormation, so nothing is started and nobody is"
                        + " answered.");
        assertThat(started).isEmpty();
        assertThat(answers).isEmpty();
    }

    @Test
    void refusesAnEventThatDoesNotSayWhomToAnswer() {
        Map<String, Object> event = event();
        event.remove("ResponseURL");
        assertThatThrownBy(() -> starter().take(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot take the event: ResponseURL is missing (CloudFormation sends one with every request);"
                                + " it did not come from CloudFormation, so nothing is started and nobody is answered.");
        assertThat(started).isEmpty();
    }

    @Test
    void refusesAnEventThatPassesCannotCarry() {
        Map<String, Object> event = event();
        event.put("OldResourceProperties", Map.of("Ballast", "x".repeat(70_000)));
        refuses(
                event,
                "Invalid event: 70287 bytes of JSON (at most 65536, which every pass carries along); remove from the"
                        + " resource's properties what the construct did not put there.");
        assertThat(started).isEmpty();
    }

    @Test
    void answersAgainWhenTheBucketDoesNotTakeIt() {
        Map<String, Object> event = event();
        event.put("RequestType", "Destroy");
        bucket.addAll(List.of(503, 500));
        starter().take(event);
        assertThat(answers).hasSize(3);
        assertThat(log.get(0)).containsEntry("delivery", "TAKEN");
    }

    @Test
    void failsWhenTheBucketNeverTakesIt() {
        Map<String, Object> event = event();
        event.put("RequestType", "Destroy");
        bucket.addAll(List.of(503, 500, 503));
        assertThatThrownBy(() -> starter().take(event))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot answer: the ResponseURL took no answer in 3 tries; the answer was: Invalid"
                        + " RequestType: \"Destroy\" (Create, Update or Delete); the event did not come from"
                        + " CloudFormation.");
        assertThat(log).hasSize(1);
    }

    private void refuses(Map<String, Object> event, String reason) {
        starter().take(event);
        assertThat(answers).containsExactly(answer(reason));
        assertThat(log).hasSize(1);
        assertThat(log.get(0)).containsEntry("reason", reason).containsEntry("delivery", "TAKEN");
    }

    private static String answer(String reason) {
        return "{\"Status\":\"FAILED\",\"Reason\":\"" + reason.replace("\"", "\\\"")
                + "\",\"PhysicalResourceId\":\"refused/none\",\"StackId\":\"stack\",\"RequestId\":\"request\","
                + "\"LogicalResourceId\":\"Addresses\",\"NoEcho\":false,\"Data\":{}}";
    }

    private ExecutionStarter starter() {
        return starter(() -> starts.isEmpty() ? STARTED : starts.poll());
    }

    private ExecutionStarter starter(Supplier<Reply<Boolean>> start) {
        StepFunctions executions = EventFixture.starting((name, input) -> {
            started.add(name);
            return start.get();
        });
        return new ExecutionStarter(executions, "machine", responder(), log::add);
    }

    private Responder responder() {
        return new Responder((url, body) -> {
            answers.add(new String(body, StandardCharsets.UTF_8));
            if (bucket.isEmpty()) {
                return 200;
            }
            int status = bucket.poll();
            if (status == 500) {
                throw new IOException("connection reset");
            }
            return status;
        });
    }

    private static Map<String, Object> event() {
        return EventFixture.event("Create", EventFixture.PROPERTIES);
    }
}

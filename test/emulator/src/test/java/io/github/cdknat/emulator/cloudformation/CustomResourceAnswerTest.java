package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CloudFormation takes as an answer ("Custom resource response objects", CloudFormation User Guide), and what it does not. */
class CustomResourceAnswerTest {
    private final ScriptedProvider deployments = new ScriptedProvider();
    private Stack stack;
    private Map<String, Object> answer;

    @BeforeEach
    void askForOneResource() {
        stack = deployments.silent("Create A").begin("{'Resources': {'A': {'Type': 'Custom::X'}}}");
        deployments.pass(2);
        answer = ScriptedProvider.answer(deployments.events.get(0));
    }

    @Test
    void theFirstAnswerCountsAndLaterOnesDoNot() {
        answer.put("PhysicalResourceId", "first");
        respond();
        answer.put("PhysicalResourceId", "second");
        respond();
        deployments.settle(stack);
        assertThat(stack.physicalId("A")).isEqualTo("first");
        assertThat(deployments.cloudFormation.custom().requests().get(0).answers())
                .hasSize(2);
    }

    @Test
    void anAnswerAfterTheTimeoutDoesNotCount() {
        deployments.pass(3601);
        respond();
        assertThat(deployments.settle(stack).status()).isEqualTo("ROLLBACK_COMPLETE");
    }

    @Test
    void refusesAnAddressThatCloudFormationDidNotGiveOut() {
        assertThat(deployments.cloudFormation.custom().respond("https://bucket/0123?X-Amz-Signature=1", new byte[0]))
                .isEqualTo(403);
        assertThat(stack.status()).isEqualTo("CREATE_IN_PROGRESS");
    }

    @ParameterizedTest
    @CsvSource({
        "StackId, arn:other, Invalid response: StackId does not match",
        "RequestId, other, Invalid response: RequestId does not match",
        "LogicalResourceId, B, Invalid response: LogicalResourceId does not match",
        "PhysicalResourceId, '', Invalid PhysicalResourceId",
        "PhysicalResourceId, 1025 characters, Invalid PhysicalResourceId",
        "Data, 4098 bytes, Response object is too long.",
        "Status, MAYBE, Invalid response: Status or Reason",
        "Status, FAILED, Invalid response: Status or Reason"
    })
    void failsTheResourceIfTheAnswerIsNotInOrder(String field, String value, String reason) {
        answer.put(
                field,
                switch (value) {
                    case "1025 characters" -> "x".repeat(1025);
                    case "4098 bytes" -> Map.of("x", "\u20ac".repeat(1366));
                    default -> value;
                });
        respond();
        assertThat(reasons()).containsExactly(reason);
    }

    @Test
    void failsTheResourceIfTheAnswerIsNoJson() {
        String url = (String) deployments.events.get(0).get("ResponseURL");
        deployments.cloudFormation.custom().respond(url, "oops".getBytes(StandardCharsets.UTF_8));
        assertThat(reasons()).containsExactly("Invalid response: StackId does not match");
    }

    @Test
    void theReasonOfAFailureIsShownAndItsPhysicalIdKept() {
        answer.put("Status", "FAILED");
        answer.put("Reason", "the reason");
        answer.put("PhysicalResourceId", "half-made");
        respond();
        assertThat(reasons()).containsExactly("the reason");
        deployments.settle(stack);
        assertThat(deployments.requests).endsWith("Delete A half-made");
    }

    @Test
    void anEventCanBeSentAgain() {
        CustomResources custom = deployments.cloudFormation.custom();
        custom.send(custom.requests().get(0));
        assertThat(deployments.events).hasSize(2);
        assertThat(deployments.events.get(1)).isEqualTo(deployments.events.get(0));
    }

    private void respond() {
        assertThat(deployments.respond(deployments.events.get(0), answer)).isEqualTo(200);
    }

    private List<String> reasons() {
        return stack.events().stream()
                .filter(event -> event.status().equals("CREATE_FAILED"))
                .map(Stack.Event::reason)
                .toList();
    }
}

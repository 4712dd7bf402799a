package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.simulation.InProcessAws;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may start executions can give them any input; only the event of it comes in. */
class ForgedInputTest {
    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

    static Stream<Map<String, Object>> forgeries() {
        Map<String, Object> operation = Map.of("status", "UPDATE_IN_PROGRESS", "changed", 0);
        Map<String, Object> undoing = Map.of("v", 1, "assigned", List.of("10.0.1.30"), "failureReason", "forged");
        Map<String, Object> assigning = Map.of("verb", "ASSIGN", "addresses", List.of("10.0.1.31"), "drainSeconds", 0);
        return Stream.of(
                undoing,
                Map.of("v", 1, "assigned", List.of("10.0.1.30"), "failureReason", "forged", "operation", operation),
                Map.of("v", 1, "operation", operation, "pendingChange", assigning, "permissionChecked", true));
    }

    /** With every event that the stack has ever sent, under a name of its own and under one that OnEvent would give. */
    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedJournalOfAnIdleStackChangesNothing(Map<String, Object> journal) throws IOException {
        scenario.deploy(20, 21);
        scenario.deploy(20);
        aws.ec2().gateways().assignOutOfBand(scenario.gateway, "10.0.1.30");
        int changes = scenario.changes().size();
        for (CustomResources.Request request : aws.cloudFormation().custom().requests()) {
            forge(request.event(), journal, "forged-" + request.event().get("RequestId"));
            forge(request.event(), journal, forgedName());
        }

        aws.quiesce();
        scenario.pass(400);
        scenario.holds(20, 30);
        assertThat(scenario.changes()).hasSize(changes);
    }

    private void forge(Map<String, Object> event, Map<String, Object> journal, String name) throws IOException {
        String machine =
                aws.stepFunctions().executions().get(0).arn().replaceAll(":execution:(.*):[^:]*$", ":stateMachine:$1");
        String input = JSON.std.asString(Map.of("event", event, "journal", journal));
        Map<String, Object> start = Map.of("stateMachineArn", machine, "name", name, "input", input);
        assertThat(aws.stepFunctions().call(new ApiCall("states", "StartExecution", start, ApiCall.ADMIN)))
                .isInstanceOf(ApiReply.Ok.class);
    }

    /** Of the same resource and type as the first execution, and of no request. */
    private String forgedName() {
        String name = aws.stepFunctions().executions().get(0).name();
        return name.substring(0, name.length() - 16)
                + String.format("%016x", aws.stepFunctions().executions().size());
    }
}

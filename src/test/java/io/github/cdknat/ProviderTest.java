package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.getAtt;
import static io.github.cdknat.SynthesizedStack.map;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** What stands behind the declarations of one stack. */
class ProviderTest {
    private static final String PREFIX = "NatGatewaySecondaryAddresses";

    private final App app = new App();
    private final Stack stack = new Stack(app, "Stack");

    /** Nine resources beside the declaration and its rights. */
    @Test
    void addsNineResourcesToAnEmptyStack() {
        declare(stack, "Addresses", "nat-0abc");

        assertThat(SynthesizedStack.of(stack).census())
                .isEqualTo(Map.of(
                        "AWS::IAM::Role",
                        3,
                        "AWS::IAM::RolePolicy",
                        1,
                        "AWS::Lambda::EventInvokeConfig",
                        1,
                        "AWS::Lambda::Function",
                        2,
                        "AWS::Logs::LogGroup",
                        2,
                        "AWS::StepFunctions::StateMachine",
                        1,
                        SynthesizedStack.TYPE,
                        1));
    }

    @Test
    void eachFurtherDeclarationAddsItselfAndItsRights() {
        declare(stack, "First", "nat-0abc");
        declare(stack, "Second", "nat-0abc");
        declare(stack, "Third", "nat-0def");

        Template template = Template.fromStack(stack);
        template.resourceCountIs(SynthesizedStack.TYPE, 3);
        template.resourceCountIs("AWS::IAM::RolePolicy", 3);
        assertThat(SynthesizedStack.of(stack).resources()).hasSize(9 + 6);
    }

    @Test
    void twoStacksHaveOneEach() {
        Stack other = new Stack(app, "Other");
        declare(stack, "Addresses", "nat-0abc");
        declare(other, "Addresses", "nat-0abc");

        assertThat(SynthesizedStack.of(other).census())
                .isEqualTo(SynthesizedStack.of(stack).census());
        assertThat(SynthesizedStack.of(other).declaration())
                .containsEntry("ServiceToken", getAtt(PREFIX + "OnEvent", "Arn"));
    }

    /** A custom resource can never change its ServiceToken, and a renamed resource is a replaced one: these ids are API. */
    @Test
    void theLogicalIdsAreThese() {
        declare(stack, "Addresses", "nat-0abc");

        assertThat(SynthesizedStack.of(stack).resources().keySet())
                .containsExactlyInAnyOrder(
                        "Addresses02DFC07F",
                        "AddressesRights94D33D1F",
                        PREFIX + "Converge",
                        PREFIX + "ConvergeLogs",
                        PREFIX + "ConvergeRole",
                        PREFIX + "Delivery",
                        PREFIX + "OnEvent",
                        PREFIX + "OnEventLogs",
                        PREFIX + "OnEventRole",
                        PREFIX + "StateMachine",
                        PREFIX + "StateMachineRole");
    }

    @Test
    void bothFunctionsRunFromOneJar() {
        declare(stack, "Addresses", "nat-0abc");
        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        Map<String, Object> converge = synthesized.properties(PREFIX + "Converge");
        Map<String, Object> onEvent = synthesized.properties(PREFIX + "OnEvent");

        assertThat(converge).containsEntry("Timeout", 60);
        assertFunction(converge, "Converge", IamStatementsTest.stateMachineArn());
        assertThat(onEvent).containsEntry("Timeout", 30).containsEntry("Code", converge.get("Code"));
        assertFunction(onEvent, "OnEvent", ref(PREFIX + "StateMachine"));
    }

    private static void assertFunction(Map<String, Object> function, String name, Object stateMachine) {
        assertThat(function)
                .containsEntry("Runtime", "java25")
                .containsEntry("Handler", "io.github.cdknat.handler." + name + "::handleRequest")
                .containsEntry("MemorySize", 1024)
                .containsEntry("Role", getAtt(PREFIX + name + "Role", "Arn"))
                .containsEntry("LoggingConfig", Map.of("LogGroup", ref(PREFIX + name + "Logs")))
                .containsEntry(
                        "Environment",
                        Map.of(
                                "Variables",
                                Map.of(
                                        "STATE_MACHINE_ARN",
                                        stateMachine,
                                        "JAVA_TOOL_OPTIONS",
                                        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")));
    }

    @Test
    void whatOnEventCouldNotTakeGoesToConverge() {
        declare(stack, "Addresses", "nat-0abc");

        assertThat(SynthesizedStack.of(stack).properties(PREFIX + "Delivery"))
                .isEqualTo(Map.of(
                        "FunctionName",
                        ref(PREFIX + "OnEvent"),
                        "Qualifier",
                        "$LATEST",
                        "MaximumEventAgeInSeconds",
                        90,
                        "MaximumRetryAttempts",
                        2,
                        "DestinationConfig",
                        Map.of("OnFailure", Map.of("Destination", getAtt(PREFIX + "Converge", "Arn")))));
    }

    @Test
    void theStateMachineIsTheDefinitionWithOneFunction() throws IOException {
        declare(stack, "Addresses", "nat-0abc");

        Map<String, Object> machine = SynthesizedStack.of(stack).properties(PREFIX + "StateMachine");
        assertThat(machine)
                .containsEntry("DefinitionString", definition())
                .containsEntry("DefinitionSubstitutions", Map.of("Converge", getAtt(PREFIX + "Converge", "Arn")))
                .containsEntry("RoleArn", getAtt(PREFIX + "StateMachineRole", "Arn"))
                .containsEntry("StateMachineName", IamStatementsTest.stateMachineName())
                .hasSize(4);
    }

    /** The same jar is the same asset on every machine; CDK hashes the hash that it is given. */
    @Test
    void theAssetIsNamedByTheJarsBytes() throws Exception {
        declare(stack, "Addresses", "nat-0abc");
        Map<String, Object> code =
                map(SynthesizedStack.of(stack).properties(PREFIX + "Converge").get("Code"));

        try (InputStream jar = NatGatewaySecondaryAddresses.class.getResourceAsStream("handler.jar")) {
            String hash = sha256(jar.readAllBytes());
            assertThat(code).containsEntry("S3Key", sha256(hash.getBytes(StandardCharsets.UTF_8)) + ".jar");
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void declare(Stack stack, String id, String gatewayId) {
        new NatGatewaySecondaryAddresses(stack, id, gatewayId, List.of());
    }

    private static String definition() throws IOException {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream("state-machine.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

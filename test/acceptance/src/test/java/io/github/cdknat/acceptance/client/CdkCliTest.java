package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.example.ExampleStack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.services.ec2.CfnSubnet;

/**
 * The life of a stack by the real CDK CLI, from an account without anything to one without the stack, on the emulated AWS over HTTP; the
 * packaged handler runs out of the asset that the CLI has uploaded. Each test goes on where the one before ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CdkCliTest {
    private static final String GATEWAY = ServedAwsExtension.GATEWAY;
    private static final ExampleStack.Parameters FIRST =
            ExampleStack.Parameters.example().on(GATEWAY);
    private static final String YES = " --require-approval never";

    static final ServedAwsExtension AWS = new ServedAwsExtension(1000);

    @TempDir
    static Path home;

    private static CdkCli cli;

    @BeforeAll
    static void begin() throws Exception {
        synthesize("first", FIRST, false);
        synthesize("replaced", FIRST.with(List.of("10.0.1.20", "10.0.1.22")), false);
        synthesize("failing", FIRST.with(List.of("10.0.1.22", "10.0.1.23")), true);
        AWS.start();
        cli = CdkCli.install(AWS.world().environment(), home);
    }

    @AfterAll
    static void end() throws InterruptedException {
        AWS.end();
    }

    /** A neighbour that comes after the addresses, and whose range EC2 refuses. */
    private static void synthesize(String folder, ExampleStack.Parameters parameters, boolean failing) {
        App app = new App(AppProps.builder()
                .outdir(home.resolve(folder).toString())
                .analyticsReporting(false)
                .build());
        ExampleStack stack = new ExampleStack(app, "Example", parameters);
        if (failing) {
            CfnSubnet.Builder.create(stack, "Neighbour")
                    .vpcId("vpc-0123456789abcdef0")
                    .cidrBlock("10.0.1.128/25")
                    .build()
                    .getNode()
                    .addDependency(stack.getNode().findChild("Addresses"));
        }
        app.synth();
    }

    @Test
    @Order(1)
    void anAccountIsBootstrapped() throws Exception {
        ClientProcess before = cli.cdk("deploy --app first" + YES);
        assertThat(before.status()).isEqualTo(1);
        assertThat(before.text()).contains("SSM parameter /cdk-bootstrap/hnb659fds/version not found");

        ClientProcess said = cli.cdk("bootstrap --app first");
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("Environment aws://123456789012/eu-central-1 bootstrapped.");
        assertThat(status("CDKToolkit")).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    @Order(2)
    void whatIsDeclaredServesWhenDeployHasSucceeded() throws Exception {
        ClientProcess said = cli.cdk("deploy --app first" + YES);
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("Example.AllowList = 10.0.1.20/32,10.0.1.21/32");
        assertThat(status("Example")).isEqualTo("CREATE_COMPLETE");
        assertThat(changes()).containsExactly("assign [10.0.1.20, 10.0.1.21]");
        assertThat(statuses()).isEqualTo(serving("10.0.1.20", "10.0.1.21"));
        assertThat(AWS.world()
                        .<Object>ask(
                                world -> world.cloudFormation().stack("Example").standIns()))
                .isEqualTo(Set.of("AWS::Logs::LogGroup"));
    }

    @Test
    @Order(3)
    void diffShowsWhatChangesAndChangesNothing() throws Exception {
        ClientProcess said = cli.cdk("diff --app replaced --fail");
        assertThat(said.status()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("[-]   \"10.0.1.21\"", "[+]   \"10.0.1.22\"");
        assertThat(statuses()).isEqualTo(serving("10.0.1.20", "10.0.1.21"));
    }

    @Test
    @Order(4)
    void aReplacedAddressDrainsInCleanUp() throws Exception {
        ClientProcess said = cli.cdk("deploy --app replaced" + YES);
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(status("Example")).isEqualTo("UPDATE_COMPLETE");
        assertThat(changes()).endsWith("assign [10.0.1.22]", "unassign [10.0.1.21]");
        assertThat(statuses()).isEqualTo(serving("10.0.1.20", "10.0.1.22"));
    }

    @Test
    @Order(5)
    void aNeighbourThatFailsTakesBackOnlyWhatWasAssigned() throws Exception {
        ClientProcess said = cli.cdk("deploy --app failing" + YES);
        assertThat(said.status()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains("The CIDR '10.0.1.128/25' conflicts with another subnet", "failed to deploy");
        assertThat(status("Example")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(changes()).endsWith("assign [10.0.1.23]", "unassign [10.0.1.23]");
        assertThat(statuses()).isEqualTo(serving("10.0.1.20", "10.0.1.22"));
    }

    @Test
    @Order(6)
    void destroyReleasesWhatWasDeclared() throws Exception {
        ClientProcess same = cli.cdk("diff --app replaced --fail --method template");
        assertThat(same.status()).as(same.text()).isZero();

        ClientProcess said = cli.cdk("destroy --app replaced --force");
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("Example: destroyed");
        assertThat(status("Example")).isEqualTo("DELETE_COMPLETE");
        assertThat(changes()).endsWith("unassign [10.0.1.20, 10.0.1.22]");
        assertThat(statuses()).isEqualTo(serving());
    }

    private static String status(String stack) {
        return AWS.world().ask(world -> world.cloudFormation().stack(stack).status());
    }

    private static Map<String, String> statuses() {
        return AWS.world().ask(world -> Map.copyOf(world.ec2().gateways().statuses(GATEWAY)));
    }

    private static Map<String, String> serving(String... addresses) {
        Map<String, String> all = new HashMap<>(Map.of("10.0.1.4", "succeeded"));
        List.of(addresses).forEach(address -> all.put(address, "succeeded"));
        return all;
    }

    /** What calls have changed on the gateway, oldest first. */
    private static List<String> changes() {
        return AWS.world()
                .ask(world -> world.account().callLog().entries(ApiCallLog.Entry::effect).stream()
                        .map(ApiCallLog.Entry::call)
                        .filter(call -> call.action().endsWith("PrivateNatGatewayAddress"))
                        .map(call -> (call.action().startsWith("A") ? "assign " : "unassign ")
                                + call.list("PrivateIpAddress"))
                        .toList());
    }
}

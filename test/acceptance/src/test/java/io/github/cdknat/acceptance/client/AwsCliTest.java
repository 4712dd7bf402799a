package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.ec2.Ec2Options;
import io.github.cdknat.emulator.ec2.EmbeddedEc2;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.emulator.iam.Authorizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that we did not write, AWS's command line interface, works with the emulated EC2 over HTTP as it does with AWS. Skipped
 * where no {@code aws} on the path works.
 */
class AwsCliTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the command line interface exits with when the service has refused the call ("Return codes", AWS CLI User Guide). */
    private static final List<Integer> REFUSED = List.of(254, 255);

    private record Said(int status, String out, String err) {}

    @TempDir
    Path home;

    private final EmulatedAccount account =
            EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 5);
    private final EmbeddedEc2 ec2 = new EmbeddedEc2(account, Authorizer.ALLOW_ALL, new Ec2Options());
    private final String gateway = ec2.privateGateway(1);
    private final EmulatorServer door = new EmulatorServer();

    @BeforeAll
    static void needsTheCommand() throws InterruptedException {
        Process process = version();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("aws --version ends within " + PATIENCE).isTrue();
        assertThat(process.exitValue()).as("exit status of aws --version").isZero();
    }

    private static Process version() {
        try {
            return new ProcessBuilder("aws", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return abort("no aws on this machine: " + e.getMessage());
        }
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void assignsDescribesAndUnassigns() throws Exception {
        assertThat(statuses(assign("--private-ip-addresses", "10.0.1.21", "10.0.1.20")))
                .containsExactlyInAnyOrder("10.0.1.20 assigning", "10.0.1.21 assigning");
        pass(20);
        Map<String, Object> described = list(ok("describe-nat-gateways", "--nat-gateway-ids", gateway), "NatGateways")
                .get(0);
        assertThat(described)
                .containsEntry("NatGatewayId", gateway)
                .containsEntry("State", "available")
                .containsEntry("ConnectivityType", "private");
        assertThat(statuses(described))
                .containsExactly("10.0.1.4 succeeded primary", "10.0.1.20 succeeded", "10.0.1.21 succeeded");
        Map<String, Object> unassigned = ok(
                "unassign-private-nat-gateway-address",
                "--nat-gateway-id",
                gateway,
                "--private-ip-addresses",
                "10.0.1.21",
                "--max-drain-duration-seconds",
                "60");
        assertThat(statuses(unassigned)).containsExactly("10.0.1.21 unassigning");
        assertThat(refused(
                        "assign-private-nat-gateway-address",
                        "--nat-gateway-id",
                        gateway,
                        "--private-ip-addresses",
                        "10.0.1.22"))
                .contains("An error occurred (OperationInProgress) when calling the AssignPrivateNatGatewayAddress");
        pass(61);
        assertThat(ec2.gateways().serving(gateway)).containsExactly("10.0.1.20", "10.0.1.4");
    }

    @Test
    void assignsByCountAndLooksAround() throws Exception {
        assign("--private-ip-address-count", "2");
        pass(20);
        assertThat(ec2.gateways().serving(gateway)).hasSize(3);
        String subnet = ec2.gateways().subnetOf(gateway);
        assertThat(list(ok("describe-subnets", "--subnet-ids", subnet), "Subnets")
                        .get(0))
                .containsEntry("SubnetId", subnet)
                .containsEntry("CidrBlock", "10.0.1.0/24");
        Map<String, Object> found = list(
                        ok("describe-network-interfaces", "--filters", "Name=subnet-id,Values=" + subnet),
                        "NetworkInterfaces")
                .get(0);
        assertThat(list(found, "PrivateIpAddresses")).hasSize(3);
    }

    @Test
    void isRefusedInEc2sWords() throws Exception {
        assertThat(refused("describe-nat-gateways", "--nat-gateway-ids", "nat-0123456789abcdef0"))
                .contains("An error occurred (NatGatewayNotFound) when calling the DescribeNatGateways operation");
        assertThat(refused(
                        "unassign-private-nat-gateway-address",
                        "--nat-gateway-id",
                        gateway,
                        "--private-ip-addresses",
                        "10.0.1.4"))
                .contains("(InvalidParameterValue) when calling the UnassignPrivateNatGatewayAddress operation")
                .contains("10.0.1.4 is the primary address of " + gateway);
        assertThat(refused(
                        "assign-private-nat-gateway-address",
                        "--nat-gateway-id",
                        gateway,
                        "--private-ip-addresses",
                        "10.0.1.20",
                        "--dry-run"))
                .contains("An error occurred (DryRunOperation)");
        assertThat(account.callLog().entries(ApiCallLog.Entry::effect)).isEmpty();
    }

    private Map<String, Object> assign(String... addresses) throws Exception {
        List<String> words = new ArrayList<>(List.of("--nat-gateway-id", gateway));
        words.addAll(List.of(addresses));
        return ok("assign-private-nat-gateway-address", words.toArray(String[]::new));
    }

    private Map<String, Object> ok(String command, String... words) throws Exception {
        Said said = aws(command, words);
        assertThat(said.status()).as(said.err()).isZero();
        return JSON.std.mapFrom(said.out());
    }

    private String refused(String command, String... words) throws Exception {
        Said said = aws(command, words);
        assertThat(said.status()).as(said.out()).isIn(REFUSED);
        return said.err();
    }

    /** Runs the command with no configuration, no credentials but these, and nobody to ask for others. */
    private Said aws(String command, String... words) throws Exception {
        door.register("ec2", ec2);
        List<String> line =
                new ArrayList<>(List.of("aws", "ec2", command, "--endpoint-url", door.url(), "--output", "json"));
        line.addAll(List.of(words));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", home.toString(),
                "AWS_ACCESS_KEY_ID", door.accessKeyOf("arn:aws:iam::123456789012:role/tester"),
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_DEFAULT_REGION", EmulatedAccount.REGION,
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_PAGER", "",
                "NO_PROXY", "127.0.0.1"));
        Process process = builder.start();
        process.onExit().thenRun(door::wake);
        boolean ended = door.pump(() -> !process.isAlive(), PATIENCE);
        process.destroyForcibly();
        assertThat(ended).as("%s ends within %s", command, PATIENCE).isTrue();
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static List<String> statuses(Map<String, Object> body) {
        return list(body, "NatGatewayAddresses").stream()
                .map(address -> address.get("PrivateIp") + " " + address.get("Status")
                        + (Boolean.TRUE.equals(address.get("IsPrimary")) ? " primary" : ""))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> body, String name) {
        return (List<Map<String, Object>>) body.get(name);
    }

    private void pass(int seconds) {
        account.clock().advance(Duration.ofSeconds(seconds));
    }
}

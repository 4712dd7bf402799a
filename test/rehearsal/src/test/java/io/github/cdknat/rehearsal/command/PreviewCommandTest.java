package io.github.cdknat.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.ec2.GatewayFixture;
import io.github.cdknat.emulator.http.EmulatorServer;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.simulation.ExampleTemplates;
import io.github.cdknat.simulation.InProcessAws;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A preview through the AWS SDK against the emulated EC2 and CloudFormation: it reads, and prints what the planner plans. */
class PreviewCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedAws aws = InProcessAws.start(4);
    private final EmulatorServer server = new EmulatorServer();
    private final CommandRun command;

    PreviewCommandTest(@TempDir Path folder) {
        command = new CommandRun(folder);
        server.register("ec2", aws.ec2());
        server.register("cloudformation", aws.cloudFormation());
        System.setProperty("aws.accessKeyId", server.accessKeyOf(ApiCall.ADMIN));
        System.setProperty("aws.secretAccessKey", "secret");
        aws.ec2()
                .existing(new GatewayFixture(
                        CommandRun.GATEWAY,
                        "subnet-0123456789abcdef0",
                        "vpc-0123456789abcdef0",
                        "10.0.1.0/24",
                        "available",
                        "private",
                        "zonal",
                        Stream.of("10.0.1.4", "10.0.1.50")
                                .map(ip -> new GatewayFixture.Address(ip, ip.endsWith(".4"), "succeeded"))
                                .toList()));
    }

    @AfterEach
    void close() {
        server.close();
        aws.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void reportsWhatAnUpdateWouldDoAndOnlyReads() {
        deployed(p -> p.with(List.of("10.0.1.20", "10.0.1.21")));
        int before = aws.account().callLog().entries().size();
        Map<String, String> statuses = aws.ec2().gateways().statuses(CommandRun.GATEWAY);
        CommandRun.Result result = preview(command.template("next.json", 21, 30, 50));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo(String.join(
                        System.lineSeparator(),
                        "Preview of Egress; nothing was changed",
                        "",
                        "Addresses02DFC07F on " + CommandRun.GATEWAY,
                        "  to assign   10.0.1.30",
                        "  to release  10.0.1.20",
                        "  kept        10.0.1.21",
                        "  adopted     10.0.1.50",
                        "  foreign     none",
                        "  room        for 4 more addresses now",
                        "  at worst    390 s (6:30) for its requests, drains at full length",
                        "  subnet      0 other network interfaces hold addresses there",
                        ""));
        assertThat(result.status()).isZero();
        List<ApiCallLog.Entry> calls = aws.account().callLog().entries();
        assertThat(calls.subList(before, calls.size()))
                .isNotEmpty()
                .extracting(entry -> entry.call().action())
                .containsOnly(
                        "ListStackResources", "DescribeNatGateways", "DescribeSubnets", "DescribeNetworkInterfaces");
        assertThat(aws.ec2().gateways().statuses(CommandRun.GATEWAY)).isEqualTo(statuses);
    }

    @Test
    void reportsANewStackAndWhoIsInTheWay() {
        aws.ec2().occupy(CommandRun.GATEWAY, "10.0.1.30");
        CommandRun.Result result = preview(command.template("next.json", 30));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("assumed the stack Egress is new: its records cannot be read (")
                .contains("to assign 10.0.1.30 to release none kept none adopted none")
                .contains("foreign 10.0.1.50 (succeeded)")
                .contains("in the way 10.0.1.30 is held by eni-")
                .contains("subnet 1 other network interface holds addresses there eni-");
    }

    @Test
    void reportsEarlyReleasesWhereThereIsNoRoom() {
        List<String> seven = new ArrayList<>();
        for (int octet = 21; octet <= 26; octet++) {
            seven.add("10.0.1." + octet);
        }
        deployed(p -> p.with(seven));
        CommandRun.Result result = preview(command.template("next.json", 21, 22, 23, 24, 25, 36));
        assertThat(result.status()).isZero();
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("to assign 10.0.1.36 to release 10.0.1.26")
                .contains("room for 0 more addresses now")
                .contains(
                        "early 10.0.1.26 would drain before the rest of the deployment has succeeded, because there is no"
                                + " room");
    }

    @Test
    void choosesForACountAsTheHandlerWould() throws IOException {
        CommandRun.Result result = preview(command.template("next.json", p -> p.counting(2)), "--json");
        assertThat(result.err()).isEmpty();
        Map<?, ?> preview =
                (Map<?, ?>) ((List<?>) JSON.std.mapFrom(result.out()).get("previews")).get(0);
        assertThat(preview.get("toAssign")).isEqualTo(List.of("10.0.1.253", "10.0.1.254"));
        assertThat(aws.account().callLog().of("GetSubnetCidrReservations")).hasSize(1);
    }

    @Test
    void reportsTheHandlersOwnRefusal() {
        CommandRun.Result result = preview(command.template("next.json", 4));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("refused Cannot hold 10.0.1.4 on " + CommandRun.GATEWAY
                        + ": 10.0.1.4 is the gateway's primary address, which can never be assigned or unassigned; remove"
                        + " it from secondaryPrivateIpAddresses.");
    }

    @Test
    void refusesAGatewayThatIsNotThere() {
        aws.ec2().gateways().deleteOutOfBand(CommandRun.GATEWAY);
        preview(command.template("next.json", 20))
                .assertRefused("Cannot preview Addresses02DFC07F: EC2 knows no NAT gateway " + CommandRun.GATEWAY
                        + " in this account and Region; check --region, --profile and the template.");
    }

    @Test
    void drainWaitersAreNotPreviewedBesideTheirOwner() {
        CommandRun.Result result = preview(
                command.template("next.json", p -> p.with(List.of("10.0.1.20")).draining(4000)));
        assertThat(result.status()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains(" on " + CommandRun.GATEWAY)))
                .containsExactly("Addresses02DFC07F on " + CommandRun.GATEWAY);
    }

    @Test
    void refusesAGatewayThatTheStackHasYetToMake() {
        preview(command.json("next.json", ExampleTemplates.of("Egress", ExampleStack.Parameters.example())))
                .assertRefused(
                        "Cannot preview Addresses02DFC07F: the stack makes its gateway itself, and there is no record of it"
                                + " yet; pass --nat-gateway-id once the gateway is there.");
    }

    @Test
    void refusesWhatTheHandlerCouldNotRead() {
        Map<String, Object> declaration = Map.of(
                "Type",
                "Custom::NatGatewaySecondaryAddresses",
                "Properties",
                Map.of("NatGatewayId", CommandRun.GATEWAY, "SecondaryPrivateIpAddresses", List.of("10.0.1")));
        preview(command.json("next.json", Map.of("Resources", Map.of("Addresses", declaration))))
                .assertRefused(
                        "Cannot preview Addresses: Invalid secondary private IP address: \"10.0.1\" (IPv4, four decimal"
                                + " numbers 0..255 without leading zeros); correct it in secondaryPrivateIpAddresses.");
    }

    @Test
    void refusesAnAccountThatDoesNotAnswer() {
        aws.ec2().endpoint().gate(call -> {
            if (call.action().equals("DescribeNatGateways")) {
                throw new ApiFaultException(503, "Unavailable", "The server is overloaded");
            }
            return call;
        });
        CommandRun.Result result = preview(command.template("next.json", 20));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("Cannot look at the gateway: ec2:DescribeNatGateways brought no answer (")
                .endsWith("); check the credentials, --region and --profile." + System.lineSeparator());
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "AWS_REGION", matches = ".+")
    void refusesToGuessTheRegion() {
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            command.refuses(
                    "Cannot look at the gateway: no Region is configured; give one with --region.",
                    "preview",
                    command.template("next.json", 20),
                    "--profile",
                    "none-of-this-machine");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    @Test
    void refusesATemplateWithoutAConstructOfOurs() {
        command.refuses(
                "Cannot preview Plain: there is no NatGatewaySecondaryAddresses in it; name a stack that has one.",
                "preview",
                command.json("Plain.json", Map.of("Resources", Map.of())));
    }

    private void deployed(UnaryOperator<ExampleStack.Parameters> change) {
        ExampleStack.Parameters parameters =
                change.apply(ExampleStack.Parameters.example().on(CommandRun.GATEWAY));
        aws.settle(aws.cloudFormation().deploy("Egress", ExampleTemplates.parsed("Egress", parameters)));
        aws.quiesce();
    }

    /** The command on a thread of its own; the emulator answers on this one. */
    private CommandRun.Result preview(String template, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "preview",
                                template,
                                "--stack",
                                "Egress",
                                "--region",
                                EmulatedAccount.REGION,
                                "--endpoint-url",
                                server.url()),
                        Stream.of(more))
                .toArray(String[]::new);
        CompletableFuture<CommandRun.Result> result = CompletableFuture.supplyAsync(() -> command.run(arguments));
        result.whenComplete((any, failure) -> server.wake());
        assertThat(server.pump(result::isDone, PATIENCE)).isTrue();
        return result.join();
    }
}

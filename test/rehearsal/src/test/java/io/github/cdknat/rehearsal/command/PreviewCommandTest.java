package io.github.cdknat.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCall;
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
    void playsAnUpdateOfWhatIsThereAndOnlyReads() {
        deployed(p -> p.with(List.of("10.0.1.20", "10.0.1.21")));
        int before = aws.account().callLog().entries().size();
        Map<String, String> statuses = aws.ec2().gateways().statuses(CommandRun.GATEWAY);
        CommandRun.Result result = preview(command.template("next.json", 21, 30, 50));
        assertThat(result.err()).isEmpty();
        assertThat(unwrapped(result))
                .startsWith("Preview of Egress: an update stand-ins 1 other resource, inert: AWS::SSM::Parameter"
                        + " As it is: UPDATE_COMPLETE after 8:")
                .contains("= " + CommandRun.GATEWAY
                        + ": 10.0.1.4 primary; 10.0.1.21 kept; 10.0.1.30 added; 10.0.1.50 adopted;"
                        + " 10.0.1.20 removed; 4 serve before, 4 after, never fewer than 4 (220,000 connections to one"
                        + " destination)")
                .contains("If something fails at its end: UPDATE_ROLLBACK_COMPLETE after ");
        assertThat(result.status()).isZero();
        assertThat(aws.account()
                        .callLog()
                        .entries()
                        .subList(before, aws.account().callLog().entries().size()))
                .extracting(entry -> entry.call().action())
                .contains("DescribeNatGateways", "ListStackResources")
                .allMatch(action -> action.matches("(Describe|List|Get)[A-Za-z]+"));
        assertThat(aws.ec2().gateways().statuses(CommandRun.GATEWAY)).isEqualTo(statuses);
    }

    @Test
    void foretellsThatAnAddressOfSomebodyElseIsInTheWay() {
        aws.ec2().occupy(CommandRun.GATEWAY, "10.0.1.30");
        CommandRun.Result result = preview(command.template("next.json", 30));
        assertThat(result.status()).isEqualTo(1);
        assertThat(unwrapped(result))
                .contains("assumed the stack Egress is new: its records cannot be read (")
                .contains("found 1 address of 10.0.1.0/24, the subnet of " + CommandRun.GATEWAY
                        + ", is not free: others hold it, or it is reserved")
                .contains("As it is: ROLLBACK_COMPLETE")
                .contains("It fails because of Addresses02DFC07F: Cannot ")
                .contains("10.0.1.50 not this stack's");
    }

    @Test
    void playsTheReleaseOfAConstructThatIsGoneAndTheMoveToAnotherGateway() {
        String other = aws.ec2().privateGateway(7);
        deployed(p -> p.on(other).with(List.of("10.0.7.20")));
        CommandRun.Result result = preview(command.template("next.json", 20));
        assertThat(result.err()).isEmpty();
        assertThat(unwrapped(result))
                .contains(CommandRun.GATEWAY + ": 10.0.1.4 primary; 10.0.1.20 added; 10.0.1.50 not this stack's")
                .contains(other + ": 10.0.7.4 primary; 10.0.7.20 removed; 2 serve before, 1 after");
        assertThat(result.status()).isZero();
    }

    @Test
    void choosesForACountAsTheHandlerWould() throws IOException {
        aws.ec2().occupy(CommandRun.GATEWAY, "10.0.1.254");
        CommandRun.Result result = preview(command.template("next.json", p -> p.counting(2)), "--json");
        assertThat(result.err()).isEmpty();
        Map<String, Object> json = JSON.std.mapFrom(result.out());
        assertThat(JSON.std.asString(((List<?>) json.get("deployments")).get(0)))
                .contains("{\"address\":\"10.0.1.252\",", "{\"address\":\"10.0.1.253\",")
                .doesNotContain("10.0.1.254");
        assertThat(aws.account().callLog().of("GetSubnetCidrReservations")).hasSize(1);
    }

    @Test
    void checksWhetherWhatIsDeclaredServes() {
        deployed(p -> p.with(List.of("10.0.1.20", "10.0.1.21")));
        CommandRun.Result same = preview(command.template("next.json", 20, 21), "--check");
        assertThat(unwrapped(same)).endsWith("Check: what is declared is what serves. ");
        assertThat(same.status()).isZero();
        aws.ec2().gateways().unassignOutOfBand(CommandRun.GATEWAY, "10.0.1.21", 1);
        aws.pass(Duration.ofSeconds(5));
        CommandRun.Result drifted = preview(command.template("next.json", 20, 21), "--check");
        assertThat(unwrapped(drifted))
                .contains("found somebody has taken 10.0.1.21 off " + CommandRun.GATEWAY + " since it was deployed")
                .endsWith("Check: what is declared is not what serves: 10.0.1.21 does not serve. ");
        assertThat(drifted.status()).isEqualTo(4);
    }

    @Test
    void playsADrainThatDrainWaitersWaitFor() {
        deployed(p -> p.with(List.of("10.0.1.20", "10.0.1.21")).draining(4000));
        CommandRun.Result result = preview(
                command.template("next.json", p -> p.with(List.of("10.0.1.21")).draining(4000)));
        assertThat(result.err()).isEmpty();
        assertThat(unwrapped(result))
                .contains("As it is: UPDATE_COMPLETE after 67:")
                .contains("10.0.1.4 primary; 10.0.1.21 kept; 10.0.1.20 removed; 10.0.1.50 not this stack's");
    }

    @Test
    void refusesAGatewayThatIsNotThere() {
        aws.ec2().gateways().deleteOutOfBand(CommandRun.GATEWAY);
        preview(command.template("next.json", 20))
                .assertRefused("Cannot preview Egress: EC2 knows no NAT gateway " + CommandRun.GATEWAY
                        + " in this account and Region; check --region, --profile and the template.");
    }

    @Test
    void refusesAGatewayThatTheStackHasYetToMake() {
        preview(command.json("next.json", ExampleTemplates.of("Egress", ExampleStack.Parameters.example())))
                .assertRefused(
                        "Cannot preview Egress: only CloudFormation knows its gateway, {{Gateway}}, and there is no"
                                + " record of it yet; pass --nat-gateway-id once the gateway is there.");
    }

    @Test
    void refusesAGatewayThatTheTemplateSaysOtherwise() {
        preview(command.template("next.json", 20), "--nat-gateway-id", "nat-0abc")
                .assertRefused("Cannot use --nat-gateway-id: the template says its gateways (" + CommandRun.GATEWAY
                        + "); leave it out.");
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
    void saysInOneSentenceThatThereAreNoCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            CommandRun.Result result = preview(command.template("next.json", 20), "--profile", "none-of-this-machine");
            assertThat(result.err())
                    .startsWith("Cannot look at the gateway: ec2:DescribeNatGateways brought no answer (Unable to load")
                    .endsWith("); check the credentials, --region and --profile." + System.lineSeparator())
                    .doesNotContain("@")
                    .hasSizeLessThan(300);
            assertThat(result.out()).isEmpty();
            assertThat(result.status()).isEqualTo(2);
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

    private static String unwrapped(CommandRun.Result result) {
        return result.out().replaceAll("\\s+", " ");
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

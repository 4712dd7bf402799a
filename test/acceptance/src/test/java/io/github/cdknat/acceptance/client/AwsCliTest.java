package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.ApiCallLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** AWS's command line interface works with the emulated AWS over HTTP as it does with AWS. Skipped where no {@code aws} works. */
class AwsCliTest {
    private static final String GATEWAY = ServedAwsExtension.GATEWAY;
    private static final String ASSIGN = "ec2 assign-private-nat-gateway-address --nat-gateway-id " + GATEWAY;
    private static final String UNASSIGN = "ec2 unassign-private-nat-gateway-address --nat-gateway-id " + GATEWAY;
    private static final String DESCRIBE = "ec2 describe-nat-gateways --nat-gateway-ids ";

    /** What the command line interface exits with when the service has refused the call ("Return codes", AWS CLI User Guide). */
    private static final List<Integer> REFUSED = List.of(254, 255);

    @RegisterExtension
    final ServedAwsExtension aws = new ServedAwsExtension(1000);

    @TempDir
    Path home;

    @BeforeAll
    static void needsTheCommand(@TempDir Path folder) throws Exception {
        try {
            assertThat(ClientProcess.run(List.of("aws", "--version"), folder, Map.of())
                            .status())
                    .isZero();
        } catch (IOException e) {
            abort("no aws on this machine: " + e.getMessage());
        }
    }

    @Test
    void anAddressIsAssignedServesAndDrains() throws Exception {
        assertThat(statuses(ok(ASSIGN + " --private-ip-addresses 10.0.1.21 10.0.1.20")))
                .containsExactlyInAnyOrder("10.0.1.20 assigning", "10.0.1.21 assigning");
        aws.until(world -> world.ec2().gateways().serving(GATEWAY).size() == 3);
        Map<String, Object> described =
                list(ok(DESCRIBE + GATEWAY), "NatGateways").get(0);
        assertThat(described)
                .containsEntry("NatGatewayId", GATEWAY)
                .containsEntry("State", "available")
                .containsEntry("ConnectivityType", "private");
        assertThat(statuses(described))
                .containsExactly("10.0.1.4 succeeded primary", "10.0.1.20 succeeded", "10.0.1.21 succeeded");
        assertThat(statuses(ok(UNASSIGN + " --private-ip-addresses 10.0.1.21 --max-drain-duration-seconds 4000")))
                .containsExactly("10.0.1.21 unassigning");
        assertThat(refused(ASSIGN + " --private-ip-addresses 10.0.1.22"))
                .contains("An error occurred (OperationInProgress) when calling the AssignPrivateNatGatewayAddress");
        aws.until(world -> world.ec2().gateways().statuses(GATEWAY).size() == 2);
    }

    @Test
    void itSeesWhatIsAroundTheGateway() throws Exception {
        ok(ASSIGN + " --private-ip-address-count 2");
        aws.until(world -> world.ec2().gateways().serving(GATEWAY).size() == 3);
        String subnet = aws.world().ask(world -> world.ec2().gateways().subnetOf(GATEWAY));
        assertThat(list(ok("ec2 describe-subnets --subnet-ids " + subnet), "Subnets")
                        .get(0))
                .containsEntry("CidrBlock", "10.0.1.0/24");
        Map<String, Object> found = ok("ec2 describe-network-interfaces --filters Name=subnet-id,Values=" + subnet);
        assertThat(list(list(found, "NetworkInterfaces").get(0), "PrivateIpAddresses"))
                .hasSize(3);
        assertThat(ok("sts get-caller-identity")).containsEntry("Account", "123456789012");
    }

    @Test
    void isRefusedInTheServicesWords() throws Exception {
        assertThat(refused(DESCRIBE + "nat-0123456789abcdef1"))
                .contains("An error occurred (NatGatewayNotFound) when calling the DescribeNatGateways operation");
        assertThat(refused(UNASSIGN + " --private-ip-addresses 10.0.1.4"))
                .contains("(InvalidParameterValue) when calling the UnassignPrivateNatGatewayAddress operation")
                .contains("10.0.1.4 is the primary address of " + GATEWAY);
        assertThat(refused(ASSIGN + " --private-ip-addresses 10.0.1.20 --dry-run"))
                .contains("An error occurred (DryRunOperation)");
        assertThat(refused("cloudformation describe-stacks --stack-name Nobodys"))
                .contains("(ValidationError)", "Stack with id Nobodys does not exist");
        assertThat(refused("dynamodb list-tables")).contains("The emulator does not model the service dynamodb.");
        assertThat(aws.world().<List<?>>ask(world -> world.account().callLog().entries(ApiCallLog.Entry::effect)))
                .isEmpty();
    }

    private Map<String, Object> ok(String words) throws Exception {
        ClientProcess said = aws(words);
        assertThat(said.status()).as(said.text()).isZero();
        return JSON.std.mapFrom(said.text());
    }

    private String refused(String words) throws Exception {
        ClientProcess said = aws(words);
        assertThat(said.status()).as(said.text()).isIn(REFUSED);
        return said.text();
    }

    private ClientProcess aws(String words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("aws", "--endpoint-url", aws.world().url(), "--output", "json"));
        command.addAll(List.of(words.split(" ")));
        return ClientProcess.run(command, home, aws.world().environment());
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
}

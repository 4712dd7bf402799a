package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.ec2.GatewayFixture;
import io.github.cdknat.simulation.InProcessAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What CloudFormation shows when a gateway cannot hold what is declared: the whole sentence, and nothing left behind. */
class CreateOrUpdateRefusalsTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

    @Test
    void failsWhenTheGatewayDoesNotExist() {
        scenario.on("nat-0123456789abcdef0");
        failsWith(
                "Cannot hold 10.0.1.20 on nat-0123456789abcdef0: EC2 knows no such NAT gateway in this account and"
                        + " Region; check natGatewayId.",
                20);
    }

    @Test
    void failsWhenTheGatewayIsDeleted() {
        aws.ec2().call(new ApiCall("ec2", "DeleteNatGateway", Map.of("NatGatewayId", scenario.gateway), ApiCall.ADMIN));
        scenario.pass(60);
        failsWith(
                scenario.cannotHold("10.0.1.20")
                        + "the NAT gateway is deleted; declare addresses of one that is available.",
                20);
    }

    @Test
    void failsWhenTheGatewayIsPublic() {
        String gateway = "nat-0123456789abcdef0";
        aws.ec2()
                .existing(new GatewayFixture(
                        gateway, subnet(), "vpc-1", "10.0.1.0/24", "available", "public", "zonal", List.of()));
        scenario.on(gateway);
        failsWith(
                "Cannot hold 10.0.1.20 on " + gateway
                        + ": the NAT gateway is public, and only a private one takes private secondary addresses this way;"
                        + " pass the id of a private NAT gateway.",
                20);
    }

    @Test
    void failsWhenTheGatewayIsRegional() {
        aws.ec2().gateways().regional(scenario.gateway);
        failsWith(
                scenario.cannotHold("10.0.1.20")
                        + "the NAT gateway is regional, and a regional one cannot be private; pass the id of a zonal"
                        + " private NAT gateway.",
                20);
    }

    @Test
    void failsWhenThePrimaryIsDeclared() {
        failsWith(
                scenario.cannotHold("10.0.1.4, 10.0.1.20")
                        + "10.0.1.4 is the gateway's primary address, which can never be assigned or unassigned; remove it"
                        + " from secondaryPrivateIpAddresses.",
                20,
                4);
    }

    @Test
    void failsWhenAnAddressIsOutsideTheSubnet() {
        scenario.tampering("SecondaryPrivateIpAddresses", List.of("10.0.2.20"));
        failsWith(
                scenario.cannotHold("10.0.2.20") + "10.0.2.20 is outside 10.0.1.0/24, the gateway's subnet " + subnet()
                        + "; declare addresses of that subnet.",
                20);
    }

    @Test
    void failsWhenAnAddressIsReserved() {
        failsWith(
                scenario.cannotHold("10.0.1.255")
                        + "10.0.1.255 is one of the five addresses that AWS reserves in 10.0.1.0/24, the gateway's subnet "
                        + subnet() + " (the first four and the last); declare another address.",
                255);
    }

    @Test
    void failsWhenMoreAreDeclaredThanTheLimitAllows() {
        scenario.tampering("AddressLimit", "2");
        failsWith(
                scenario.cannotHold("10.0.1.20, 10.0.1.21")
                        + "2 secondary addresses are declared, and with addressLimit 2 a gateway takes 1 beside its"
                        + " primary one; declare fewer, or raise addressLimit if your quota is higher.",
                20,
                21);
    }

    @Test
    void failsWhenSomethingElseHasTheAddress() {
        aws.ec2().occupy(scenario.gateway, "10.0.1.20");
        failsWith(
                "Cannot assign 10.0.1.20 to " + scenario.gateway
                        + ": EC2 refused it (InvalidIPAddress.InUse: Address 10.0.1.20 is in use.) while on the gateway are"
                        + " 10.0.1.4 (primary, succeeded); free the address or remove it from"
                        + " secondaryPrivateIpAddresses.",
                20);
    }

    @Test
    void failsWhenEc2sLimitIsLowerThanTheDeclaredOne() {
        aws.ec2().options().limit = 2;
        failsWith(
                "Cannot assign 10.0.1.20, 10.0.1.21 to " + scenario.gateway
                        + ": EC2 refused it (PrivateIpAddressLimitExceeded: The maximum number of addresses has been"
                        + " reached for " + scenario.gateway
                        + ") while on the gateway are 10.0.1.4 (primary, succeeded); free the address or remove it from"
                        + " secondaryPrivateIpAddresses.",
                20,
                21);
    }

    @Test
    void failsWithEc2sWordsWhenAnAddressFails() {
        aws.ec2().gateways().failNext("10.0.1.20", "The address is in use.");
        failsWithChanges(
                scenario.cannotHold("10.0.1.20, 10.0.1.21")
                        + "10.0.1.20 failed on the gateway, and EC2 says \"The address is in use.\"; unassign the failed"
                        + " address if it is still there, then deploy again.",
                20,
                21);
        scenario.pass(400);
        scenario.holds();
    }

    @Test
    void failsWhenAssigningIsDenied() {
        scenario.deploy();
        scenario.deny("ConvergeRole", "ec2:AssignPrivateNatGatewayAddress");
        failsWith(denied("ec2:AssignPrivateNatGatewayAddress"), 20);
    }

    /** An address that could never be taken away again is not assigned. */
    @Test
    void failsWhenUnassigningIsDenied() {
        scenario.deploy();
        scenario.deny("ConvergeRole", "ec2:UnassignPrivateNatGatewayAddress");
        failsWith(denied("ec2:UnassignPrivateNatGatewayAddress"), 20);
    }

    @Test
    void failsInTimeWhenTheGatewayStaysBusy() {
        aws.ec2().options().drain = full -> full.multipliedBy(10);
        scenario.busyFor(400);
        failsWith(
                scenario.cannotHold("10.0.1.20")
                        + "the time of this request (1600 s) is over and not serving are: 10.0.1.20 while"
                        + " the gateway is busy with 10.0.1.30 (unassigning since 2026-01-01T00:00:12Z or longer); deploy"
                        + " again after 2026-01-01T01:06:52Z, when the last drain is over.",
                20);
    }

    private void failsWith(String reason, int... lastOctets) {
        failsWithChanges(reason, lastOctets);
        assertThat(scenario.changes()).isEmpty();
    }

    private void failsWithChanges(String reason, int... lastOctets) {
        assertThat(scenario.deploy(lastOctets).status()).isIn("ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(scenario.reason()).isEqualTo(reason);
    }

    private String denied(String action) {
        return "Cannot change addresses of " + scenario.gateway + ": EC2 denies " + action
                + " (UnauthorizedOperation: You are not authorized to perform: " + action
                + "), and still did after 62 s; look for a service control policy, permissions boundary or edited role"
                + " that denies it.";
    }

    private String subnet() {
        return aws.ec2().gateways().subnetOf(scenario.gateway);
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.simulation.InProcessAws;
import org.junit.jupiter.api.Test;

/** What CloudFormation shows when a gateway cannot hold what is declared: the whole sentence, and nothing left behind. */
class CreateOrUpdateRefusalsTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

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
        failsWith(denied("ec2:AssignPrivateNatGatewayAddress", 62), 20);
    }

    /** An address that could never be taken away again is not assigned. */
    @Test
    void failsWhenUnassigningIsDenied() {
        scenario.deploy();
        scenario.deny("ConvergeRole", "ec2:UnassignPrivateNatGatewayAddress");
        failsWith(denied("ec2:UnassignPrivateNatGatewayAddress", 63), 20);
    }

    private void failsWith(String reason, int... lastOctets) {
        failsWithChanges(reason, lastOctets);
        assertThat(scenario.changes()).isEmpty();
    }

    private void failsWithChanges(String reason, int... lastOctets) {
        assertThat(scenario.deploy(lastOctets).status()).isIn("ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
        assertThat(scenario.reason()).isEqualTo(reason);
    }

    private String denied(String action, int seconds) {
        return "Cannot change addresses of " + scenario.gateway + ": EC2 denies " + action
                + " (UnauthorizedOperation: You are not authorized to perform: " + action
                + "), and still did after " + seconds + " s; look for a service control policy, permissions boundary or"
                + " edited role that denies it, then deploy again.";
    }

    private String subnet() {
        return aws.ec2().gateways().subnetOf(scenario.gateway);
    }
}

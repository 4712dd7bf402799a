package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What AssignPrivateNatGatewayAddress refuses because of what the gateway or its subnet holds, and in which codes. */
class AssignRefusalsContractTest extends Ec2Contract {
    @Test
    void refusesACountThatTheSubnetHasNoFreeAddressesFor() {
        String tight = createPrivate(subnet(vpc("10.1.0.0/28"), "10.1.0.0/28"));
        pass(60);
        ec2.options().limit = 32;
        assertThat(refusal(ASSIGN, "NatGatewayId", tight, "PrivateIpAddressCount", "11"))
                .isEqualTo("400 InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free"
                        + " addresses to satisfy the request.");
        assertThat(ok(ASSIGN, "NatGatewayId", tight, "PrivateIpAddressCount", "10"))
                .isNotEmpty();
    }

    @Test
    void refusesAllAddressesIfOneCannotBeAssigned() {
        ec2.occupy(gateway, "10.0.1.21");
        assertThat(code(refusedAssign("10.0.1.20", "10.0.1.21"))).isEqualTo("400 InvalidIPAddress.InUse");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    @Test
    void refusesMoreThanEightAddressesInAll() {
        serve("10.0.1.20", "10.0.1.21", "10.0.1.22", "10.0.1.23", "10.0.1.24", "10.0.1.25");
        assertThat(refusedAssign("10.0.1.26", "10.0.1.27"))
                .isEqualTo("400 PrivateIpAddressLimitExceeded: The maximum number of addresses has been reached for "
                        + gateway);
        serve("10.0.1.26");
        assertThat(code(refusedAssign("10.0.1.27"))).isEqualTo("400 PrivateIpAddressLimitExceeded");
    }

    @Test
    void refusesWhileAnAddressIsAssigning() {
        assign("10.0.1.20");
        assertThat(refusedAssign("10.0.1.21"))
                .isEqualTo("400 OperationInProgress: An operation on the addresses of " + gateway + " is in progress.");
    }

    @Test
    void refusesAGatewayThatIsNotPrivateOrNotAvailable() {
        gateway = createPrivate(subnet());
        assertThat(refusedAssign("10.0.1.20")).isEqualTo("400 IncorrectState: " + gateway + " is pending");
        gateway = existingPublic();
        assertThat(refusedAssign("10.0.1.20"))
                .isEqualTo("400 UnsupportedOperation: " + gateway + " is not a private NAT gateway");
    }

    @Test
    void theCodesAreSwitches() {
        Ec2Options options = ec2.options();
        options.notFoundCode = "InvalidNatGatewayID.NotFound";
        options.takenCode = "A";
        options.alreadyAssignedCode = "B";
        options.outOfSubnetCode = "C";
        options.limitCode = "D";
        options.primaryCode = "E";
        options.notAssignedCode = "F";
        options.busyCode = "IncorrectState";
        ec2.occupy(gateway, "10.0.1.30");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", "nat-00000000000000000", "PrivateIpAddressCount", "1"))
                .isEqualTo("400 InvalidNatGatewayID.NotFound");
        assertThat(code(refusedAssign("10.0.1.30"))).isEqualTo("400 A");
        assertThat(code(refusedAssign("10.0.1.4"))).isEqualTo("400 B");
        assertThat(code(refusedAssign("10.9.9.9"))).isEqualTo("400 C");
        assertThat(code(refusedUnassign("10.0.1.4"))).isEqualTo("400 E");
        assertThat(code(refusedUnassign("10.0.1.9"))).isEqualTo("400 F");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "8"))
                .isEqualTo("400 D");
        assign("10.0.1.20");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "1"))
                .isEqualTo("400 IncorrectState");
    }
}

package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What AssignPrivateNatGatewayAddress refuses, and in which words. */
class AssignRefusalsContractTest extends Ec2Contract {
    @Test
    void refusesACountThatTheSubnetHasNoFreeAddressesFor() {
        String tight = privateGatewayIn("10.1.0.0/28");
        ec2.options().limit = 32;
        assertThat(refusal(ASSIGN, "NatGatewayId", tight, "PrivateIpAddressCount", "11"))
                .isEqualTo("400 InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free"
                        + " addresses to satisfy the request.");
        assertThat(ok(ASSIGN, "NatGatewayId", tight, "PrivateIpAddressCount", "10"))
                .isNotEmpty();
    }

    @Test
    void refusesACountOutsideOneToThirtyOne() {
        for (String count : List.of("0", "32", "-1")) {
            assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", count))
                    .isEqualTo("400 InvalidParameterValue: Value (" + count + ") for parameter PrivateIpAddressCount is"
                            + " invalid. Expecting a whole number, 1 to 31.");
        }
    }

    @Test
    void refusesAddressesTogetherWithACount() {
        assertThat(refusal(
                        ASSIGN,
                        "NatGatewayId",
                        gateway,
                        "PrivateIpAddress",
                        List.of("10.0.1.20"),
                        "PrivateIpAddressCount",
                        "1"))
                .isEqualTo(
                        "400 InvalidParameterCombination: The parameter PrivateIpAddressCount cannot be used with the"
                                + " parameter PrivateIpAddress");
    }

    @Test
    void refusesNeitherAddressesNorACount() {
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway))
                .isEqualTo("400 MissingParameter: The request must contain the parameter PrivateIpAddress");
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.256")))
                .isEqualTo("400 InvalidParameterValue: Value (10.0.1.256) for parameter PrivateIpAddress is invalid."
                        + " This is not a valid IPv4 address.");
    }

    @Test
    void refusesAnAddressListedTwice() {
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20", "10.0.1.20")))
                .isEqualTo("400 InvalidParameterValue: The address 10.0.1.20 is listed twice.");
    }

    @Test
    void refusesAnAddressOutsideTheSubnetOrReserved() {
        for (String address : List.of("10.0.2.20", "10.0.1.0", "10.0.1.3", "10.0.1.255")) {
            assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of(address)))
                    .isEqualTo("400 InvalidParameterValue: Address " + address
                            + " does not fall within the subnet's address range or is reserved");
        }
    }

    @Test
    void refusesAnAddressThatSomethingElseHolds() {
        ec2.occupy(gateway, "10.0.1.20");
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")))
                .isEqualTo("400 InvalidIPAddress.InUse: Address 10.0.1.20 is in use.");
    }

    @Test
    void refusesAnAddressThatTheGatewayHas() {
        serve("10.0.1.20");
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")))
                .isEqualTo("400 Resource.AlreadyAssigned: 10.0.1.20 is already assigned to " + gateway);
    }

    @Test
    void refusesAllAddressesIfOneCannotBeAssigned() {
        ec2.occupy(gateway, "10.0.1.21");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20", "10.0.1.21")))
                .isEqualTo("400 InvalidIPAddress.InUse");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    @Test
    void refusesMoreThanEightAddressesInAll() {
        serve("10.0.1.20", "10.0.1.21", "10.0.1.22", "10.0.1.23", "10.0.1.24", "10.0.1.25");
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.26", "10.0.1.27")))
                .isEqualTo("400 PrivateIpAddressLimitExceeded: The maximum number of addresses has been reached for "
                        + gateway);
        serve("10.0.1.26");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.27")))
                .isEqualTo("400 PrivateIpAddressLimitExceeded");
    }

    @Test
    void refusesWhileAnAddressIsAssigning() {
        assign("10.0.1.20");
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.21")))
                .isEqualTo("400 OperationInProgress: An operation on the addresses of " + gateway + " is in progress.");
    }

    @Test
    void refusesAGatewayThatIsNotPrivateOrNotAvailable() {
        String subnet = (String) described().get("subnetId");
        Map<?, ?> made = (Map<?, ?>) ok("CreateNatGateway", "SubnetId", subnet, "AllocationId", "eipalloc-0abc")
                .get("natGateway");
        Object[] request = {"NatGatewayId", made.get("natGatewayId"), "PrivateIpAddress", List.of("10.0.1.20")};
        assertThat(refusal(ASSIGN, request))
                .isEqualTo("400 IncorrectState: " + made.get("natGatewayId") + " is pending");
        pass(60);
        assertThat(refusal(ASSIGN, request))
                .isEqualTo("400 UnsupportedOperation: " + made.get("natGatewayId") + " is not a private NAT gateway");
    }

    @Test
    void refusesAnUnknownGatewayAndWhatIsNoGatewayId() {
        assertThat(refusal(ASSIGN, "NatGatewayId", "nat-00000000000000000", "PrivateIpAddress", List.of("10.0.1.20")))
                .isEqualTo("400 NatGatewayNotFound: NatGateway nat-00000000000000000 was not found");
        assertThat(refusal(ASSIGN, "NatGatewayId", "nat-x", "PrivateIpAddress", List.of("10.0.1.20")))
                .isEqualTo("400 NatGatewayMalformed: The NAT gateway ID is not formed correctly: nat-x");
        assertThat(refusal(ASSIGN, "PrivateIpAddress", List.of("10.0.1.20")))
                .isEqualTo("400 MissingParameter: The request must contain the parameter NatGatewayId");
    }

    @Test
    void theCodesAreSwitches() {
        Ec2Options options = ec2.options();
        options.notFoundCode = "InvalidNatGatewayID.NotFound";
        options.takenCode = "A";
        options.alreadyAssignedCode = "B";
        options.outOfSubnetCode = "C";
        options.limitCode = "D";
        options.busyCode = "IncorrectState";
        ec2.occupy(gateway, "10.0.1.30");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", "nat-00000000000000000", "PrivateIpAddressCount", "1"))
                .isEqualTo("400 InvalidNatGatewayID.NotFound");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.30")))
                .isEqualTo("400 A");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.4")))
                .isEqualTo("400 B");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.9.9.9")))
                .isEqualTo("400 C");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "8"))
                .isEqualTo("400 D");
        assign("10.0.1.20");
        assertThat(refusalCode(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "1"))
                .isEqualTo("400 IncorrectState");
    }

    private String privateGatewayIn(String cidr) {
        Map<?, ?> vpc = (Map<?, ?>) ok("CreateVpc", "CidrBlock", cidr).get("vpc");
        Map<?, ?> subnet = (Map<?, ?>)
                ok("CreateSubnet", "VpcId", vpc.get("vpcId"), "CidrBlock", cidr).get("subnet");
        Map<?, ?> made =
                (Map<?, ?>) ok("CreateNatGateway", "SubnetId", subnet.get("subnetId"), "ConnectivityType", "private")
                        .get("natGateway");
        pass(60);
        return (String) made.get("natGatewayId");
    }
}

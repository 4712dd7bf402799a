package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** VPCs and subnets. */
class NetworkContractTest extends Ec2Contract {
    @Test
    void aVpcCanBeMadeFoundAndDeleted() {
        String vpc = vpc("10.2.0.0/16");
        Map<String, Object> shown =
                items(ok("DescribeVpcs", "VpcId", List.of(vpc)), "vpcSet").get(0);
        assertThat(shown).containsEntry("cidrBlock", "10.2.0.0/16").containsEntry("state", "available");
        assertThat(vpcs("cidr", "10.2.*")).containsExactly(vpc);
        assertThat(vpcs("vpc-id", vpc)).containsExactly(vpc);
        assertThat(vpcs("state", "pending")).isEmpty();
        ok("DeleteVpc", "VpcId", vpc);
        assertThat(refusal("DescribeVpcs", "VpcId", List.of(vpc)))
                .isEqualTo("400 InvalidVpcID.NotFound: The vpc ID '" + vpc + "' does not exist");
    }

    @Test
    void aBlockIsBroughtIntoItsCanonicalForm() {
        Map<?, ?> made =
                (Map<?, ?>) ok("CreateVpc", "CidrBlock", "100.68.0.18/18").get("vpc");
        assertThat(made.get("cidrBlock")).isEqualTo("100.68.0.0/18");
    }

    @Test
    void refusesBlocksWiderThanSixteenOrNarrowerThanTwentyEight() {
        assertThat(refusal("CreateVpc", "CidrBlock", "10.0.0.0/15"))
                .isEqualTo("400 InvalidVpc.Range: The CIDR '10.0.0.0/15' is invalid.");
        assertThat(refusal("CreateVpc", "CidrBlock", "10.0.0.0/29"))
                .isEqualTo("400 InvalidVpc.Range: The CIDR '10.0.0.0/29' is invalid.");
        assertThat(refusal("CreateSubnet", "VpcId", vpc("10.2.0.0/16"), "CidrBlock", "10.2.0.0/29"))
                .isEqualTo("400 InvalidSubnet.Range: The CIDR '10.2.0.0/29' is invalid.");
        assertThat(refusal("CreateVpc", "CidrBlock", "ten/16"))
                .isEqualTo("400 InvalidParameterValue: Value (ten/16) for parameter cidrBlock is invalid. This is not a"
                        + " valid CIDR block.");
        assertThat(refusal("CreateVpc"))
                .isEqualTo("400 MissingParameter: The request must contain the parameter CidrBlock");
    }

    @Test
    void aSubnetTellsHowManyAddressesAreFree() {
        String subnet = subnet(vpc("10.2.0.0/16"), "10.2.3.0/28");
        Map<String, Object> shown = describedSubnet(subnet);
        assertThat(shown)
                .containsEntry("cidrBlock", "10.2.3.0/28")
                .containsEntry("availableIpAddressCount", "11")
                .containsEntry("state", "available")
                .containsEntry("availabilityZone", "eu-central-1a");
        ok(
                "CreateNatGateway",
                "SubnetId",
                subnet,
                "ConnectivityType",
                "private",
                "SecondaryPrivateIpAddressCount",
                "2");
        assertThat(describedSubnet(subnet)).containsEntry("availableIpAddressCount", "8");
    }

    @Test
    void refusesSubnetsOutsideTheVpcOrAcrossAnother() {
        String vpc = vpc("10.2.0.0/16");
        subnet(vpc, "10.2.3.0/24");
        assertThat(refusal("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.3.0.0/24"))
                .isEqualTo("400 InvalidSubnet.Range: The CIDR '10.3.0.0/24' is invalid.");
        assertThat(refusal("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.2.3.128/25"))
                .isEqualTo("400 InvalidSubnet.Conflict: The CIDR '10.2.3.128/25' conflicts with another subnet");
        assertThat(refusal("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.2.0.0/20"))
                .isEqualTo("400 InvalidSubnet.Conflict: The CIDR '10.2.0.0/20' conflicts with another subnet");
        assertThat(refusal("CreateSubnet", "VpcId", "vpc-0abc", "CidrBlock", "10.2.0.0/20"))
                .isEqualTo("400 InvalidVpcID.NotFound: The vpc ID 'vpc-0abc' does not exist");
    }

    @Test
    void subnetsAreFilteredByTheirOwnFacts() {
        String vpc = vpc("10.2.0.0/16");
        String first = subnet(vpc, "10.2.1.0/24");
        String second = subnet(vpc, "10.2.2.0/24");
        assertThat(subnets("vpc-id", vpc)).containsExactly(first, second);
        assertThat(subnets("cidr-block", "10.2.2.0/24")).containsExactly(second);
        assertThat(subnets("subnet-id", first)).containsExactly(first);
        assertThat(subnets("availability-zone", "eu-central-1b")).isEmpty();
        assertThat(refusal("DescribeSubnets", "SubnetId", List.of("subnet-0abc")))
                .isEqualTo("400 InvalidSubnetID.NotFound: The subnet ID 'subnet-0abc' does not exist");
    }

    @Test
    void refusesToDeleteWhatIsInUse() {
        String vpc = vpc("10.2.0.0/16");
        String subnet = subnet(vpc, "10.2.1.0/24");
        Map<?, ?> made = (Map<?, ?>) ok("CreateNatGateway", "SubnetId", subnet, "ConnectivityType", "private")
                .get("natGateway");
        assertThat(refusal("DeleteSubnet", "SubnetId", subnet))
                .isEqualTo("400 DependencyViolation: '" + subnet + "' has dependencies and cannot be deleted.");
        assertThat(refusal("DeleteVpc", "VpcId", vpc))
                .isEqualTo("400 DependencyViolation: '" + vpc + "' has dependencies and cannot be deleted.");
        ok("DeleteNatGateway", "NatGatewayId", made.get("natGatewayId"));
        pass(30);
        ok("DeleteSubnet", "SubnetId", subnet);
        ok("DeleteVpc", "VpcId", vpc);
    }

    @Test
    void reservationsAreShownAndEc2ChoosesNoAddressOutOfThem() {
        String subnet = (String) described().get("subnetId");
        ok("CreateSubnetCidrReservation", "SubnetId", subnet, "Cidr", "10.0.1.4/30", "ReservationType", "explicit");
        ok("CreateSubnetCidrReservation", "SubnetId", subnet, "Cidr", "10.0.1.16/28", "ReservationType", "prefix");
        Map<String, Object> shown = ok("GetSubnetCidrReservations", "SubnetId", subnet, "MaxResults", "5");
        assertThat(each(shown, "subnetIpv4CidrReservationSet", "cidr")).containsExactly("10.0.1.4/30", "10.0.1.16/28");
        assertThat(each(shown, "subnetIpv4CidrReservationSet", "reservationType"))
                .containsExactly("explicit", "prefix");
        ok(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "1");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4", "10.0.1.8");
    }

    @Test
    void anAddressOutOfAReservationForPrefixesIsRefusedUnlessTheSwitchSaysOtherwise() {
        String subnet = (String) described().get("subnetId");
        ok("CreateSubnetCidrReservation", "SubnetId", subnet, "Cidr", "10.0.1.16/28", "ReservationType", "prefix");
        ok("CreateSubnetCidrReservation", "SubnetId", subnet, "Cidr", "10.0.1.32/28", "ReservationType", "explicit");
        assertThat(refusal(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")))
                .isEqualTo(
                        "400 InvalidParameterValue: Address 10.0.1.20 lies in a subnet CIDR reservation for prefixes");
        serve("10.0.1.40");
        ec2.options().prefixReservationsRefuse = false;
        serve("10.0.1.20");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4", "10.0.1.20", "10.0.1.40");
    }

    @Test
    void refusesReservationsOutsideTheSubnetAcrossAnotherOrOfAnotherType() {
        String subnet = (String) described().get("subnetId");
        ok("CreateSubnetCidrReservation", "SubnetId", subnet, "Cidr", "10.0.1.16/28", "ReservationType", "prefix");
        for (String cidr : List.of("10.0.2.0/28", "10.0.1.16/30", "10.0.1.17/28")) {
            assertThat(refusal(
                            "CreateSubnetCidrReservation",
                            "SubnetId",
                            subnet,
                            "Cidr",
                            cidr,
                            "ReservationType",
                            "prefix"))
                    .isEqualTo("400 InvalidParameterValue: Value (" + cidr + ") for parameter cidr is invalid.");
        }
        assertThat(refusal(
                        "CreateSubnetCidrReservation",
                        "SubnetId",
                        subnet,
                        "Cidr",
                        "10.0.1.64/28",
                        "ReservationType",
                        "mine"))
                .isEqualTo("400 InvalidParameterValue: Value (mine) for parameter reservationType is invalid.");
    }

    private String vpc(String cidr) {
        return (String) ((Map<?, ?>) ok("CreateVpc", "CidrBlock", cidr).get("vpc")).get("vpcId");
    }

    private String subnet(String vpc, String cidr) {
        Map<?, ?> made =
                (Map<?, ?>) ok("CreateSubnet", "VpcId", vpc, "CidrBlock", cidr).get("subnet");
        return (String) made.get("subnetId");
    }

    private Map<String, Object> describedSubnet(String id) {
        return items(ok("DescribeSubnets", "SubnetId", List.of(id)), "subnetSet")
                .get(0);
    }

    private List<Object> vpcs(String filter, String value) {
        return each(ok("DescribeVpcs", "Filter", filter(filter, value)), "vpcSet", "vpcId");
    }

    private List<Object> subnets(String filter, String value) {
        return each(ok("DescribeSubnets", "Filter", filter(filter, value)), "subnetSet", "subnetId");
    }

    private static List<Object> filter(String name, String... values) {
        return List.of(Map.of("Name", name, "Value", List.of(values)));
    }
}

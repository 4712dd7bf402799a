package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** VPCs and subnets. */
class NetworkContractTest extends Ec2Contract {
    @Test
    void aVpcCanBeMadeFoundByItsCanonicalBlockAndDeleted() {
        String vpc = vpc("10.2.0.18/16");
        Map<String, Object> shown =
                items(ok("DescribeVpcs", "VpcId", List.of(vpc)), "vpcSet").get(0);
        assertThat(shown)
                .containsEntry("cidrBlock", "10.2.0.0/16")
                .containsEntry("state", "available")
                .containsEntry("isDefault", "false")
                .containsEntry("ownerId", "123456789012")
                .containsEntry("instanceTenancy", "default")
                .containsEntry("dhcpOptionsId", vpc.replace("vpc", "dopt"));
        assertThat(items(shown, "cidrBlockAssociationSet").get(0))
                .containsEntry("cidrBlock", "10.2.0.0/16")
                .containsEntry("cidrBlockState", Map.of("state", "associated"));
        assertThat(vpcs("cidr-block-association.cidr-block", "10.2.0.0/16")).containsExactly(vpc);
        assertThat(vpcs("is-default", "true")).isEmpty();
        assertThat(vpcs("cidr", "10.2.*")).containsExactly(vpc);
        assertThat(vpcs("vpc-id", vpc)).containsExactly(vpc);
        assertThat(vpcs("state", "pending")).isEmpty();
        ok("DeleteVpc", "VpcId", vpc);
        assertThat(refusal("DescribeVpcs", "VpcId", List.of(vpc)))
                .isEqualTo("400 InvalidVpcID.NotFound: The vpc ID '" + vpc + "' does not exist");
    }

    @Test
    void aSubnetTellsHowManyAddressesAreFree() {
        String subnet = subnet(vpc("10.2.0.0/16"), "10.2.3.0/28");
        assertThat(describedSubnet(subnet))
                .containsEntry("cidrBlock", "10.2.3.0/28")
                .containsEntry("availableIpAddressCount", "11")
                .containsEntry("state", "available")
                .containsEntry("availabilityZone", "eu-central-1a")
                .containsEntry("availabilityZoneId", "euc1-az1")
                .containsEntry("ownerId", "123456789012")
                .containsEntry("subnetArn", "arn:aws:ec2:eu-central-1:123456789012:subnet/" + subnet)
                .containsEntry("defaultForAz", "false")
                .containsEntry("mapPublicIpOnLaunch", "false");
        createPrivate(subnet, "SecondaryPrivateIpAddressCount", "2");
        assertThat(describedSubnet(subnet)).containsEntry("availableIpAddressCount", "8");
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
        for (String alias : List.of("cidr", "cidrBlock")) {
            assertThat(subnets(alias, "10.2.2.0/24")).containsExactly(second);
        }
        for (String all :
                List.of("availabilityZone=eu-central-1a", "availability-zone-id=euc1-az1", "default-for-az=false")) {
            assertThat(subnets(all.replaceAll("=.*", ""), all.replaceAll(".*=", "")))
                    .contains(first, second);
        }
    }

    @Test
    void refusesToDeleteWhatIsInUse() {
        String vpc = vpc("10.2.0.0/16");
        String subnet = subnet(vpc, "10.2.1.0/24");
        String made = createPrivate(subnet);
        assertThat(refusal("DeleteSubnet", "SubnetId", subnet))
                .isEqualTo("400 DependencyViolation: '" + subnet + "' has dependencies and cannot be deleted.");
        assertThat(refusal("DeleteVpc", "VpcId", vpc))
                .isEqualTo("400 DependencyViolation: '" + vpc + "' has dependencies and cannot be deleted.");
        ok("DeleteNatGateway", "NatGatewayId", made);
        pass(30);
        ok("DeleteSubnet", "SubnetId", subnet);
        ok("DeleteVpc", "VpcId", vpc);
    }

    @Test
    void reservationsAreShownAndEc2ChoosesNoAddressOutOfThem() {
        reserve("10.0.1.4/30", "explicit");
        reserve("10.0.1.16/28", "prefix");
        Map<String, Object> shown = ok("GetSubnetCidrReservations", "SubnetId", subnet(), "MaxResults", "5");
        assertThat(each(shown, "subnetIpv4CidrReservationSet", "cidr")).containsExactly("10.0.1.4/30", "10.0.1.16/28");
        assertThat(each(shown, "subnetIpv4CidrReservationSet", "reservationType"))
                .containsExactly("explicit", "prefix");
        assertThat(each(shown, "subnetIpv4CidrReservationSet", "ownerId")).containsOnly("123456789012");
        ok(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "1");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4", "10.0.1.8");
    }

    @Test
    void anAddressOutOfAReservationForPrefixesIsRefusedUnlessTheSwitchSaysOtherwise() {
        reserve("10.0.1.16/28", "prefix");
        reserve("10.0.1.32/28", "explicit");
        assertThat(refusedAssign("10.0.1.20"))
                .isEqualTo(
                        "400 InvalidParameterValue: Address 10.0.1.20 lies in a subnet CIDR reservation for prefixes");
        serve("10.0.1.40");
        ec2.options().prefixReservationsRefuse = false;
        serve("10.0.1.20");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4", "10.0.1.20", "10.0.1.40");
    }

    private Map<String, Object> describedSubnet(String id) {
        return items(ok("DescribeSubnets", "SubnetId", List.of(id)), "subnetSet")
                .get(0);
    }

    private List<Object> vpcs(String filter, String value) {
        return found("DescribeVpcs", "vpcSet", "vpcId", filter, value);
    }

    private List<Object> subnets(String filter, String value) {
        return found("DescribeSubnets", "subnetSet", "subnetId", filter, value);
    }
}

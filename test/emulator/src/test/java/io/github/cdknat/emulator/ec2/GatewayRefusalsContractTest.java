package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CreateNatGateway refuses, and in which words. */
class GatewayRefusalsContractTest extends Ec2Contract {
    private String subnet;

    @BeforeEach
    void findTheSubnet() {
        subnet = (String) described().get("subnetId");
    }

    @Test
    void refusesSecondaryAddressesTogetherWithACount() {
        assertThat(refusal(
                        "CreateNatGateway",
                        "SubnetId",
                        subnet,
                        "ConnectivityType",
                        "private",
                        "SecondaryPrivateIpAddress",
                        List.of("10.0.1.40"),
                        "SecondaryPrivateIpAddressCount",
                        "2"))
                .isEqualTo("400 InvalidParameterCombination: SecondaryPrivateIpAddressCount and"
                        + " SecondaryPrivateIpAddress cannot be specified together");
    }

    @Test
    void refusesMoreSecondaryAddressesThanTheLimit() {
        assertThat(refusalCode(
                        "CreateNatGateway",
                        "SubnetId",
                        subnet,
                        "ConnectivityType",
                        "private",
                        "SecondaryPrivateIpAddressCount",
                        "8"))
                .isEqualTo("400 PrivateIpAddressLimitExceeded");
    }

    @Test
    void aGatewayIsPublicByDefaultAndNeedsAnElasticAddress() {
        assertThat(refusal("CreateNatGateway", "SubnetId", subnet))
                .isEqualTo("400 MissingParameter: The request must contain the parameter AllocationId");
        assertThat(create("AllocationId", "eipalloc-0abc")).containsEntry("connectivityType", "public");
    }

    @Test
    void refusesAPrivateGatewayThatIsRegionalOrHasAnElasticAddress() {
        String why = "400 InvalidParameterCombination: A private NAT gateway is zonal and takes no Elastic IP address";
        assertThat(refusal(
                        "CreateNatGateway",
                        "SubnetId",
                        subnet,
                        "ConnectivityType",
                        "private",
                        "AvailabilityMode",
                        "regional"))
                .isEqualTo(why);
        assertThat(refusal(
                        "CreateNatGateway",
                        "SubnetId",
                        subnet,
                        "ConnectivityType",
                        "private",
                        "AllocationId",
                        "eipalloc-0abc"))
                .isEqualTo(why);
    }

    @Test
    void refusesAnUnknownConnectivityTypeAndAnUnknownSubnet() {
        assertThat(refusal("CreateNatGateway", "SubnetId", subnet, "ConnectivityType", "secret"))
                .isEqualTo("400 InvalidParameterValue: Value (secret) for parameter connectivityType is invalid.");
        assertThat(refusal("CreateNatGateway", "SubnetId", "subnet-0abc", "ConnectivityType", "private"))
                .isEqualTo("400 InvalidSubnetID.NotFound: The subnet ID 'subnet-0abc' does not exist");
    }

    @Test
    void refusesAPrimaryAddressThatIsTakenOrOutsideTheSubnet() {
        assertThat(refusal(
                        "CreateNatGateway",
                        "SubnetId",
                        subnet,
                        "ConnectivityType",
                        "private",
                        "PrivateIpAddress",
                        "10.0.1.4"))
                .isEqualTo("400 InvalidIPAddress.InUse: Address 10.0.1.4 is in use.");
        assertThat(refusalCode(
                        "CreateNatGateway",
                        "SubnetId",
                        subnet,
                        "ConnectivityType",
                        "private",
                        "PrivateIpAddress",
                        "10.0.2.4"))
                .isEqualTo("400 InvalidParameterValue");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> create(Object... namesAndValues) {
        Object[] all = new Object[namesAndValues.length + 2];
        all[0] = "SubnetId";
        all[1] = subnet;
        System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
        return (Map<String, Object>) ok("CreateNatGateway", all).get("natGateway");
    }
}

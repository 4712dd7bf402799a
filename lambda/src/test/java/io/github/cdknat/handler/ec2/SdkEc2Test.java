package io.github.cdknat.handler.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;

class SdkEc2Test {
    private final Client client = new Client();
    private final SdkEc2 ec2 = new SdkEc2(client, client);

    @Test
    void readsWhatIsTakenAndReservedInASubnet() {
        assertThat(ec2.describeSubnetUsage("subnet-1"))
                .isEqualTo(new Reply.Answer<>(
                        SubnetUsage.of(
                                Subnet.of("subnet-1", "10.0.1.0/24").orElseThrow(),
                                List.of(Ipv4.of("10.0.1.9"), Ipv4.of("10.0.1.10")),
                                List.of(range("10.0.1.64/28"), range("10.0.1.32/28"))),
                        ""));
    }

    @Test
    void interfacesThatDoNotEndAreNoAnswer() {
        client.moreInterfaces = "more";
        assertThat(ec2.describeSubnetUsage("subnet-1"))
                .isEqualTo(new Reply.OutcomeUnknown<>("the list of network interfaces does not end", ""));
    }

    @Test
    void reservationsThatDoNotEndAreNoAnswer() {
        client.moreReservations = "more";
        assertThat(ec2.describeSubnetUsage("subnet-1"))
                .isEqualTo(new Reply.OutcomeUnknown<>("the list of subnet CIDR reservations does not end", ""));
    }

    @Test
    void aSubnetWithoutARangeIsNoAnswer() {
        client.cidrBlock = null;
        assertThat(ec2.describeSubnetUsage("subnet-1"))
                .isEqualTo(new Reply.OutcomeUnknown<>("EC2 does not tell the CIDR block of subnet-1", ""));
        assertThat(ec2.describeSubnet("subnet-1").requestId()).isEmpty();
    }

    @Test
    void aGatewayOfWhichNothingIsToldIsOneOfWhichNothingIsKnown() {
        assertThat(ec2.describeGateway("nat-0abc").outcome()).isEqualTo("accepted");
    }

    private static Cidr range(String text) {
        return Cidr.parse(text).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static final class Client implements Ec2Client {
        private String cidrBlock = "10.0.1.0/24";
        private String moreInterfaces;
        private String moreReservations;

        @Override
        public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
            return DescribeSubnetsResponse.builder()
                    .subnets(subnet -> subnet.cidrBlock(cidrBlock))
                    .build();
        }

        @Override
        public DescribeNetworkInterfacesResponse describeNetworkInterfaces(DescribeNetworkInterfacesRequest request) {
            return DescribeNetworkInterfacesResponse.builder()
                    .networkInterfaces(
                            found -> found.privateIpAddress("10.0.1.9")
                                    .privateIpAddresses(
                                            item -> item.privateIpAddress("10.0.1.9"),
                                            item -> item.privateIpAddress("10.0.1.10"),
                                            item -> item.privateIpAddress("nonsense"))
                                    .ipv4Prefixes(item -> item.ipv4Prefix("10.0.1.32/28")),
                            found -> found.description("an interface of which EC2 tells nothing"))
                    .nextToken(moreInterfaces)
                    .build();
        }

        @Override
        public GetSubnetCidrReservationsResponse getSubnetCidrReservations(GetSubnetCidrReservationsRequest request) {
            return GetSubnetCidrReservationsResponse.builder()
                    .subnetIpv4CidrReservations(
                            found -> found.reservationType("prefix").cidr("10.0.1.64/28"),
                            found -> found.reservationType("explicit").cidr("10.0.1.128/28"))
                    .nextToken(moreReservations)
                    .build();
        }

        @Override
        public DescribeNatGatewaysResponse describeNatGateways(DescribeNatGatewaysRequest request) {
            return DescribeNatGatewaysResponse.builder()
                    .natGateways(found -> found.natGatewayAddresses(address -> address.isPrimary(null)))
                    .build();
        }

        @Override
        public String serviceName() {
            return "ec2";
        }

        @Override
        public void close() {}
    }
}

package io.github.cdknat.handler.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.handler.plan.Neighbourhood;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

class SdkEc2Test {
    @Test
    void readsAllPagesOfWhatIsTakenInASubnet() {
        Reply<Neighbourhood> reply = subnet("10.0.1.0/24", token -> token == null ? "more" : null, token -> null);
        Neighbourhood around = ((Reply.Answer<Neighbourhood>) reply).value();
        assertThat(around.taken()).containsExactly(Ipv4.of("10.0.1.7"), Ipv4.of("10.0.1.8"), Ipv4.of("10.0.1.9"));
        assertThat(around.reserved())
                .containsExactlyInAnyOrder(
                        Cidr.parse("10.0.1.16/28").orElseThrow(),
                        Cidr.parse("10.0.1.32/28").orElseThrow(),
                        Cidr.parse("10.0.1.32/28").orElseThrow());
    }

    @Test
    void aListOfInterfacesThatDoesNotEndIsNoAnswer() {
        assertThat(subnet("10.0.1.0/24", token -> "more", token -> null))
                .isEqualTo(new Reply.Unknown<>("the list of network interfaces does not end", ""));
    }

    @Test
    void aListOfReservationsThatDoesNotEndIsNoAnswer() {
        assertThat(subnet("10.0.1.0/24", token -> null, token -> "more"))
                .isEqualTo(new Reply.Unknown<>("the list of subnet CIDR reservations does not end", ""));
    }

    @Test
    void aSubnetWithoutACidrBlockIsNoAnswer() {
        assertThat(subnet(null, token -> null, token -> null))
                .isEqualTo(new Reply.Unknown<>("EC2 does not tell the CIDR block of subnet-1", ""));
    }

    private static Reply<Neighbourhood> subnet(
            String cidr, UnaryOperator<String> interfacePages, UnaryOperator<String> reservationPages) {
        Ec2Client client = new Client() {
            @Override
            public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
                return DescribeSubnetsResponse.builder()
                        .subnets(Subnet.builder().cidrBlock(cidr).build())
                        .build();
            }

            @Override
            public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
                    DescribeNetworkInterfacesRequest request) {
                String last = request.nextToken() == null ? "10.0.1.8" : "10.0.1.9";
                return DescribeNetworkInterfacesResponse.builder()
                        .networkInterfaces(NetworkInterface.builder()
                                .privateIpAddress("10.0.1.7")
                                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                                        .privateIpAddress(last)
                                        .build())
                                .ipv4Prefixes(Ipv4PrefixSpecification.builder()
                                        .ipv4Prefix("10.0.1.32/28")
                                        .build())
                                .build())
                        .nextToken(interfacePages.apply(request.nextToken()))
                        .build();
            }

            @Override
            public GetSubnetCidrReservationsResponse getSubnetCidrReservations(
                    GetSubnetCidrReservationsRequest request) {
                return GetSubnetCidrReservationsResponse.builder()
                        .subnetIpv4CidrReservations(
                                List.of(reservation("10.0.1.16/28", "prefix"), reservation("10.0.1.64/28", "explicit")))
                        .nextToken(reservationPages.apply(request.nextToken()))
                        .build();
            }
        };
        return new SdkEc2(client, client).describeNeighbourhood("subnet-1");
    }

    private static SubnetCidrReservation reservation(String cidr, String type) {
        return SubnetCidrReservation.builder().cidr(cidr).reservationType(type).build();
    }

    private abstract static class Client implements Ec2Client {
        @Override
        public String serviceName() {
            return "ec2";
        }

        @Override
        public void close() {}
    }
}

package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The network interfaces that hold the addresses of subnets, and the pages they come in. */
class NetworkInterfaceContractTest extends Ec2Contract {
    @Test
    void aGatewaysNetworkInterfaceHoldsAllItsAddressesThePrimaryOneFirst() {
        String subnet = subnet();
        gateway = createPrivate(
                subnet, "PrivateIpAddress", "10.0.1.100", "SecondaryPrivateIpAddress", List.of("10.0.1.50"));
        String id = (String) items(described(), "natGatewayAddressSet").get(0).get("networkInterfaceId");
        Map<String, Object> shown = items(
                        ok("DescribeNetworkInterfaces", "NetworkInterfaceId", List.of(id)), "networkInterfaceSet")
                .get(0);
        assertThat(shown)
                .containsEntry("privateIpAddress", "10.0.1.100")
                .containsEntry("subnetId", subnet)
                .containsEntry("status", "in-use")
                .containsEntry("interfaceType", "nat_gateway")
                .containsEntry("description", "Interface for NAT Gateway " + gateway)
                .containsEntry("requesterManaged", "true")
                .containsEntry("ownerId", "123456789012")
                .containsEntry(
                        "privateIpAddressesSet",
                        List.of(
                                Map.of("privateIpAddress", "10.0.1.100", "primary", "true"),
                                Map.of("privateIpAddress", "10.0.1.50", "primary", "false")));
    }

    @Test
    void networkInterfacesAreFoundBySubnetAndByAddress() {
        String subnet = subnet();
        serve("10.0.1.20");
        ec2.occupy(gateway, "10.0.1.30");
        assertThat(interfaces("subnet-id", subnet)).hasSize(2);
        assertThat(interfaces("addresses.private-ip-address", "10.0.1.20", "10.0.1.21"))
                .containsExactly(
                        items(described(), "natGatewayAddressSet").get(0).get("networkInterfaceId"));
        assertThat(interfaces("private-ip-address", "10.0.1.20")).isEmpty();
        assertThat(interfaces("interface-type", "nat_gateway")).hasSize(1);
        assertThat(interfaces("description", "")).hasSize(1);
        assertThat(interfaces("status", "available")).isEmpty();
    }

    @Test
    void subnetsAndNetworkInterfacesComeInPages() {
        for (int octet = 20; octet < 31; octet++) {
            ec2.occupy(gateway, "10.0.1." + octet);
        }
        Map<String, Object> page = ok("DescribeNetworkInterfaces", "MaxResults", "10");
        assertThat(items(page, "networkInterfaceSet")).hasSize(10);
        assertThat(items(
                        ok("DescribeNetworkInterfaces", "MaxResults", "10", "NextToken", page.get("nextToken")),
                        "networkInterfaceSet"))
                .hasSize(2);
        String vpc = vpc("10.2.0.0/16");
        for (int n = 0; n < 5; n++) {
            subnet(vpc, "10.2." + n + ".0/24");
        }
        Map<String, Object> subnets = ok("DescribeSubnets", "MaxResults", "5");
        assertThat(items(subnets, "subnetSet")).hasSize(5);
        assertThat(items(ok("DescribeSubnets", "NextToken", subnets.get("nextToken")), "subnetSet"))
                .hasSize(1);
    }

    private List<Object> interfaces(String filter, String... values) {
        return found("DescribeNetworkInterfaces", "networkInterfaceSet", "networkInterfaceId", filter, values);
    }
}

package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;

/** Routes to a private NAT gateway. */
class GatewayRoutesTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void eachSubnetsRouteTableGetsARoute() {
        PrivateNatGateway gateway = make();
        List<CfnRoute> routes = gateway.routeTo("10.8.0.0/16", subnet("A", "rtb-1"), subnet("B", "rtb-2"));

        assertThat(routes).hasSize(2);
        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.properties(id(routes.get(0))))
                .isEqualTo(Map.of(
                        "DestinationCidrBlock",
                        "10.8.0.0/16",
                        "NatGatewayId",
                        ref("Gateway43CB3636"),
                        "RouteTableId",
                        "rtb-1"));
        assertThat(synthesized.properties(id(routes.get(1)))).containsEntry("RouteTableId", "rtb-2");
        assertThat(synthesized.dependsOn(id(routes.get(0)))).isEmpty();
    }

    @Test
    void subnetsThatShareARouteTableShareTheRoute() {
        PrivateNatGateway gateway = make();
        gateway.routeTo("10.8.0.0/16", subnet("A", "rtb-1"), subnet("B", "rtb-1"));
        gateway.routeTo("10.8.0.0/16", subnet("C", "rtb-1"));
        gateway.routeTo("10.9.0.0/16", subnet("D", "rtb-1"));

        assertThat(SynthesizedStack.of(stack).ids("AWS::EC2::Route")).hasSize(2);
    }

    @Test
    void aRouteTableOfTheAppIsTakenAsItIs() {
        CfnRouteTable table =
                CfnRouteTable.Builder.create(stack, "Table").vpcId("vpc-1").build();
        CfnRoute route = make().routeTo("0.0.0.0/0", table).get(0);

        assertThat(SynthesizedStack.of(stack).properties(id(route)))
                .containsEntry("RouteTableId", ref("Table"))
                .containsEntry("DestinationCidrBlock", "0.0.0.0/0");
    }

    @Test
    void anImportedGatewayTakesRoutesToo() {
        IPrivateNatGateway gateway = PrivateNatGateway.fromPrivateNatGatewayId(stack, "Imported", "nat-0abc");
        CfnRoute route = gateway.routeTo("10.8.0.0/16", subnet("A", "rtb-1")).get(0);

        assertThat(SynthesizedStack.of(stack).properties(id(route))).containsEntry("NatGatewayId", "nat-0abc");
    }

    private PrivateNatGateway make() {
        return PrivateNatGateway.Builder.create(stack, "Gateway")
                .subnet(subnet("Own", "rtb-0"))
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .build();
    }

    private ISubnet subnet(String id, String routeTableId) {
        return Subnet.fromSubnetAttributes(
                stack,
                id,
                SubnetAttributes.builder()
                        .subnetId("subnet-" + id)
                        .routeTableId(routeTableId)
                        .build());
    }

    private String id(CfnRoute route) {
        return (String) stack.resolve(route.getLogicalId());
    }
}

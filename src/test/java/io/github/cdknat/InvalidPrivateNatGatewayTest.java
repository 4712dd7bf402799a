package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Subnet;

/** What a gateway of one's own refuses at synthesis, and in which words. */
class InvalidPrivateNatGatewayTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void refusesItsPrimaryAddressAmongTheSecondaryOnes() {
        assertThatThrownBy(() -> make(
                        props -> props.privateIpAddress("10.0.1.9").secondaryPrivateIpAddresses(List.of("10.0.1.9"))))
                .hasMessage("Invalid secondaryPrivateIpAddresses of Stack/Gateway/SecondaryAddresses: 10.0.1.9 is the"
                        + " gateway's primary address (it can never be assigned or unassigned); remove it.");
    }

    @Test
    void refusesAPrimaryAddressThatIsNone() {
        assertThatThrownBy(() -> make(props -> props.privateIpAddress("10.0.1.256")))
                .hasMessage(
                        "Invalid privateIpAddress of Stack/Gateway: \"10.0.1.256\" (IPv4, four decimal numbers 0..255"
                                + " without leading zeros); correct it.");
    }

    @Test
    void refusesToBeWithoutASubnet() {
        assertThatThrownBy(() -> make(props -> props.subnet(null)))
                .hasMessage(
                        "Invalid subnet of Stack/Gateway: it is missing (a gateway lives in one subnet, for good); give one.");
        assertThatThrownBy(() -> new PrivateNatGateway(stack, "Nothing", null))
                .hasMessage("Invalid props of Stack/Nothing: null (a subnet is required); build them with"
                        + " PrivateNatGatewayProps.builder().");
    }

    @Test
    void refusesASnapshot() {
        assertThatThrownBy(() -> make(props -> props.removalPolicy(RemovalPolicy.SNAPSHOT)))
                .hasMessage("Invalid removalPolicy of Stack/Gateway: SNAPSHOT (DESTROY, RETAIN or"
                        + " RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots); choose one of these.");
    }

    private PrivateNatGateway make(UnaryOperator<PrivateNatGatewayProps.Builder> change) {
        PrivateNatGatewayProps.Builder props =
                PrivateNatGatewayProps.builder().subnet(Subnet.fromSubnetId(stack, "Subnet", "subnet-1"));
        return new PrivateNatGateway(stack, "Gateway", change.apply(props).build());
    }
}

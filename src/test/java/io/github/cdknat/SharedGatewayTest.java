package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.Construct;

/** Declarations of one stack on one gateway go one after the other, so that they never compete for a slot. */
class SharedGatewayTest {
    private final App app = new App();
    private final Stack stack = new Stack(app, "Stack");

    @Test
    void declarationsOnOneGatewayAreInSequence() {
        NatGatewaySecondaryAddresses first = declare(stack, "First", "nat-0abc", "10.0.1.20");
        NatGatewaySecondaryAddresses second =
                declare(new Construct(stack, "Nested"), "Second", "nat-0abc", "10.0.1.21");
        NatGatewaySecondaryAddresses third = declare(stack, "Third", "nat-0abc", "10.0.1.22");

        assertThat(before(first)).isEmpty();
        assertThat(before(second)).containsExactly(id(first));
        assertThat(before(third)).containsExactly(id(second));
    }

    @Test
    void declarationsOnDifferentGatewaysAreIndependent() {
        NatGatewaySecondaryAddresses first = declare(stack, "First", "nat-0abc", "10.0.1.20");
        NatGatewaySecondaryAddresses second = declare(stack, "Second", "nat-0def", "10.0.1.20");

        assertThat(before(first)).isEmpty();
        assertThat(before(second)).isEmpty();
    }

    @Test
    void aGatewaysRefItsAttributeAndTheGatewayItselfAreTheSame() {
        CfnNatGateway gateway = SynthesizedStack.gateway(stack, "Gateway");
        NatGatewaySecondaryAddresses first = declare(stack, "First", gateway.getRef(), "10.0.1.20");
        NatGatewaySecondaryAddresses second = declare(stack, "Second", gateway.getAttrNatGatewayId(), "10.0.1.21");
        NatGatewaySecondaryAddresses third = NatGatewaySecondaryAddresses.Builder.create(stack, "Third")
                .natGateway(gateway)
                .secondaryPrivateIpAddresses(List.of("10.0.1.22"))
                .build();

        assertThat(before(second)).containsExactly(id(first));
        assertThat(before(third)).containsExactly(id(second));
    }

    @Test
    void anImportedGatewayIsTheOneWithItsId() {
        NatGatewaySecondaryAddresses first = declare(stack, "First", "nat-0abc", "10.0.1.20");
        NatGatewaySecondaryAddresses second = NatGatewaySecondaryAddresses.Builder.create(stack, "Second")
                .natGateway(CfnNatGateway.fromNatGatewayId(stack, "Imported", "nat-0abc"))
                .secondaryPrivateIpAddresses(List.of("10.0.1.21"))
                .build();

        assertThat(before(second)).containsExactly(id(first));
    }

    @Test
    void equalImportsAndParametersAreTheSame() {
        NatGatewaySecondaryAddresses first = declare(stack, "First", Fn.importValue("gateway"), "10.0.1.20");
        NatGatewaySecondaryAddresses second = declare(stack, "Second", Fn.importValue("gateway"), "10.0.1.21");
        NatGatewaySecondaryAddresses other = declare(stack, "Other", Fn.importValue("other"), "10.0.1.21");
        CfnParameter parameter = CfnParameter.Builder.create(stack, "Gateway").build();
        NatGatewaySecondaryAddresses third = declare(stack, "Third", parameter.getValueAsString(), "10.0.1.20");
        NatGatewaySecondaryAddresses fourth = declare(stack, "Fourth", parameter.getValueAsString(), "10.0.1.21");

        assertThat(before(second)).containsExactly(id(first));
        assertThat(before(other)).isEmpty();
        assertThat(before(third)).isEmpty();
        assertThat(before(fourth)).containsExactly(id(third));
    }

    /** Both gateways have the logical id Gateway; the declarations share an address and are none of each other's business. */
    @Test
    void gatewaysOfTwoOtherStacksAreTwo() {
        CfnNatGateway one = SynthesizedStack.gateway(new Stack(app, "One"), "Gateway");
        CfnNatGateway two = SynthesizedStack.gateway(new Stack(app, "Two"), "Gateway");
        NatGatewaySecondaryAddresses first = declare(stack, "First", one.getRef(), "10.0.1.20");
        NatGatewaySecondaryAddresses second = declare(stack, "Second", two.getRef(), "10.0.1.20");
        NatGatewaySecondaryAddresses third = declare(stack, "Third", one.getRef(), "10.0.1.21");

        assertThat(before(second)).isEmpty();
        assertThat(before(third)).containsExactly(id(first));
        assertThat(SynthesizedStack.of(stack).properties(id(first)).get("NatGatewayId"))
                .isNotEqualTo(SynthesizedStack.of(stack).properties(id(second)).get("NatGatewayId"));
    }

    private static NatGatewaySecondaryAddresses declare(
            Construct scope, String id, String gatewayId, String... addresses) {
        return new NatGatewaySecondaryAddresses(scope, id, gatewayId, List.of(addresses));
    }

    private String id(NatGatewaySecondaryAddresses addresses) {
        return (String) stack.resolve(addresses.getResource().getLogicalId());
    }

    /** The declarations that this one has to follow. */
    private List<Object> before(NatGatewaySecondaryAddresses addresses) {
        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        return synthesized.dependsOn(id(addresses)).stream()
                .filter(other -> SynthesizedStack.TYPE.equals(
                        synthesized.resource((String) other).get("Type")))
                .toList();
    }
}

package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.simulation.ExampleTemplates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Stack;

/** A stack whose addresses are declared in any form, with a partner that comes after them and an output of what was chosen. */
final class CountTemplate {
    private CountTemplate() {}

    /**
     * Synthesizes it.
     *
     * @param note a property of the partner; a change to it is an update
     * @param sibling what else is declared on the gateway, between the addresses and the partner
     */
    static Template of(
            String name,
            String gatewayId,
            String note,
            UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration,
            Optional<UnaryOperator<NatGatewaySecondaryAddresses.Builder>> sibling) {
        App app = new App();
        Stack stack = new Stack(app, name);
        NatGatewaySecondaryAddresses addresses = addresses(stack, "Addresses", gatewayId, declaration);
        Optional<NatGatewaySecondaryAddresses> between =
                sibling.map(declared -> addresses(stack, "Sibling", gatewayId, declared));
        CfnResource partner = new CfnResource(
                stack,
                "Partner",
                CfnResourceProps.builder()
                        .type("AWS::SSM::Parameter")
                        .properties(Map.of("Type", "String", "Value", note))
                        .build());
        partner.getNode().addDependency(addresses);
        between.ifPresent(partner.getNode()::addDependency);
        List<String> values = addresses.getSecondaryPrivateIpAddresses();
        CfnOutput.Builder.create(stack, "Chosen")
                .value(values.isEmpty() ? "none" : String.join(",", values))
                .build();
        return ExampleTemplates.of(app, name);
    }

    private static NatGatewaySecondaryAddresses addresses(
            Stack stack, String id, String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return declaration
                .apply(NatGatewaySecondaryAddresses.Builder.create(stack, id).natGatewayId(gatewayId))
                .build();
    }
}

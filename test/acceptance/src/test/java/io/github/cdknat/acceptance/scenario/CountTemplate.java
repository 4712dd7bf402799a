package io.github.cdknat.acceptance.scenario;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.cloudformation.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
     */
    static Template of(
            String name,
            String gatewayId,
            String note,
            UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return of(name, gatewayId, note, declaration, Optional.empty());
    }

    /** The same with a sibling on the same gateway, which comes between the addresses and the partner. */
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
        Path file = Path.of(app.synth().getStackByName(name).getTemplateFullPath());
        try {
            return Template.of(JSON.std.mapFrom(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NatGatewaySecondaryAddresses addresses(
            Stack stack, String id, String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return declaration
                .apply(NatGatewaySecondaryAddresses.Builder.create(stack, id).natGatewayId(gatewayId))
                .build();
    }
}

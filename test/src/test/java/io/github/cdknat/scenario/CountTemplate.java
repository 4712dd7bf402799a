package io.github.cdknat.scenario;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.testkit.cloudformation.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        App app = new App();
        Stack stack = new Stack(app, name);
        NatGatewaySecondaryAddresses addresses = declaration
                .apply(NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                        .natGatewayId(gatewayId))
                .build();
        CfnResource partner = new CfnResource(
                stack,
                "Partner",
                CfnResourceProps.builder()
                        .type("AWS::SSM::Parameter")
                        .properties(Map.of("Type", "String", "Value", note))
                        .build());
        partner.getNode().addDependency(addresses);
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
}

package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.getAtt;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.IStableStringProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/** Whatever is not known at synthesis passes as it is; the handler checks it. */
class TokensTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void anAttributePasses() {
        declare(SynthesizedStack.gateway(stack, "Gateway").getAttrNatGatewayId(), List.of("10.0.1.20"));

        assertThat(SynthesizedStack.of(stack).declaration())
                .containsEntry("NatGatewayId", getAtt("Gateway", "NatGatewayId"));
    }

    @Test
    void anotherLibrarysReferencePasses() {
        CfnResource foreign = new CfnResource(
                stack,
                "Foreign",
                CfnResourceProps.builder().type("Custom::Gateway").build());
        INatGatewayRef imported =
                CfnNatGateway.fromNatGatewayId(stack, "Imported", Token.asString(foreign.getAtt("GatewayId")));
        NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGateway(imported)
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .build();

        assertThat(SynthesizedStack.of(stack).declaration())
                .containsEntry("NatGatewayId", getAtt("Foreign", "GatewayId"));
    }

    @Test
    void aGatewayWhosePropertiesAreTokensPasses() {
        CfnNatGateway gateway = CfnNatGateway.Builder.create(stack, "Gateway")
                .subnetId("subnet-1")
                .connectivityType(parameter("Connectivity", "String").getValueAsString())
                .privateIpAddress(parameter("Primary", "String").getValueAsString())
                .build();

        declare(gateway.getRef(), List.of("10.0.1.20"));
    }

    @Test
    void aSplitListOfKnownLengthPasses() {
        declare("nat-0abc", Fn.split(",", parameter("List", "String").getValueAsString(), 2));

        Map<String, Object> split = Map.of("Fn::Split", List.of(",", ref("List")));
        assertThat(SynthesizedStack.of(stack).declaration())
                .containsEntry(
                        "SecondaryPrivateIpAddresses",
                        List.of(Map.of("Fn::Select", List.of(0, split)), Map.of("Fn::Select", List.of(1, split))));
    }

    @Test
    void oneAddressPassesAndKeepsTheOthersInPlace() {
        String token = parameter("Extra", "String").getValueAsString();
        declare("nat-0abc", List.of("10.0.1.21", token, "10.0.1.20"));

        assertThat(SynthesizedStack.of(stack).declaration())
                .containsEntry("SecondaryPrivateIpAddresses", List.of("10.0.1.21", ref("Extra"), "10.0.1.20"));
    }

    @Test
    void aDrainInSecondsPassesAndCloudFormationWaitsAsLongAsItCan() {
        NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .maxDrainDuration(Duration.seconds(parameter("Drain", "Number").getValueAsNumber()))
                .build();

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.declaration())
                .containsEntry("MaxDrainDurationSeconds", ref("Drain"))
                .containsEntry("ServiceTimeout", 3600);
    }

    @Test
    void aLazyIdIsAskedForAtSynthesisOnly() {
        AtomicReference<String> known = new AtomicReference<>();
        IStableStringProducer whenKnown = () -> {
            assertThat(known).doesNotHaveNullValue();
            return known.get();
        };
        declare(Lazy.string(whenKnown), List.of("10.0.1.20"));
        known.set("nat-0abc");

        assertThat(SynthesizedStack.of(stack).declaration()).containsEntry("NatGatewayId", "nat-0abc");
    }

    private void declare(String gatewayId, List<String> addresses) {
        new NatGatewaySecondaryAddresses(stack, "Addresses", gatewayId, addresses);
    }

    private CfnParameter parameter(String id, String type) {
        return CfnParameter.Builder.create(stack, id).type(type).build();
    }
}

package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.IConstruct;

/** The construct in what else CDK apps are made of. */
class CdkIntegrationTest {
    private static final String PREFIX = "NatGatewaySecondaryAddresses";

    private final App app = new App();
    private final Stack stack = new Stack(app, "Stack");

    @Test
    void aNestedStackTakesItsParentsGateway() {
        CfnNatGateway gateway = SynthesizedStack.gateway(stack, "Gateway");
        NestedStack nested = new NestedStack(stack, "Nested");
        declare(nested, "Addresses", gateway.getRef());

        assertThat(SynthesizedStack.of(nested).declaration().get("NatGatewayId"))
                .isEqualTo(Map.of("Ref", "referencetoStackGatewayFB8CDD60Ref"));
    }

    @Test
    void aStageGivesTheSameLogicalIds() {
        Stack staged = new Stack(new Stage(app, "Stage"), "Stack");
        declare(staged, "Addresses", "nat-0def");
        declare(stack, "Addresses", "nat-0abc");

        assertThat(SynthesizedStack.of(staged).resources().keySet())
                .isEqualTo(SynthesizedStack.of(stack).resources().keySet());
    }

    @Test
    void anotherStackTakesTheAttributes() {
        NatGatewaySecondaryAddresses addresses = declare(stack, "Addresses", "nat-0abc");
        Stack consumer = new Stack(app, "Consumer");
        CfnOutput.Builder.create(consumer, "Primary")
                .value(addresses.getPrimaryPrivateIpAddress())
                .build();

        assertThat(map(SynthesizedStack.of(consumer).outputs().get("Primary")).get("Value"))
                .isEqualTo(Map.of(
                        "Fn::ImportValue",
                        "Stack:ExportsOutputFnGetAttAddresses02DFC07FPrimaryPrivateIpAddress92D11343"));
    }

    @Test
    void aStackInAKnownRegionNamesNoRegionOfItsOwn() {
        Stack known = new Stack(
                app,
                "Known",
                StackProps.builder()
                        .env(Environment.builder()
                                .account("123456789012")
                                .region("eu-central-1")
                                .build())
                        .build());
        declare(known, "Addresses", "nat-0def");
        declare(stack, "Addresses", "nat-0abc");

        assertThat(SynthesizedStack.of(known).properties(PREFIX + "ConvergeRole"))
                .isEqualTo(SynthesizedStack.of(stack).properties(PREFIX + "ConvergeRole"));
    }

    @Test
    void tagsReachWhatCanBeTaggedAndNothingElse() {
        declare(stack, "Addresses", "nat-0abc");
        Stack tagged = new Stack(new App(), "Tagged");
        declare(tagged, "Addresses", "nat-0abc");
        Tags.of(tagged).add("team", "network");

        SynthesizedStack synthesized = SynthesizedStack.of(tagged);
        assertThat(synthesized.declaration())
                .isEqualTo(SynthesizedStack.of(stack).declaration());
        assertThat(synthesized.properties(PREFIX + "OnEvent"))
                .containsEntry("Tags", List.of(Map.of("Key", "team", "Value", "network")));
        assertThat(synthesized.properties(PREFIX + "StateMachine"))
                .containsEntry("Tags", List.of(Map.of("Key", "team", "Value", "network")));
    }

    @Test
    void anAspectMayAddDependencies() {
        CfnResource firewall = new CfnResource(
                stack,
                "Firewall",
                CfnResourceProps.builder()
                        .type("AWS::CloudFormation::WaitConditionHandle")
                        .build());
        new NatGatewaySecondaryAddresses(stack, "First", "nat-0abc", List.of("10.0.1.20"));
        new NatGatewaySecondaryAddresses(stack, "Second", "nat-0abc", List.of("10.0.1.21"));
        Aspects.of(stack).add(new AfterTheFirewall(firewall));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.ids(SynthesizedStack.TYPE))
                .hasSize(2)
                .allSatisfy(id -> assertThat(synthesized.dependsOn(id)).contains("Firewall"));
        assertThat(synthesized.dependsOn(synthesized.ids(SynthesizedStack.TYPE).get(1)))
                .contains(synthesized.ids(SynthesizedStack.TYPE).get(0));
    }

    private record AfterTheFirewall(CfnResource firewall) implements IAspect {
        @Override
        public void visit(IConstruct node) {
            if (node instanceof NatGatewaySecondaryAddresses addresses) {
                addresses.getResource().getNode().addDependency(firewall);
            }
        }
    }

    private static NatGatewaySecondaryAddresses declare(Stack stack, String id, String gatewayId) {
        return new NatGatewaySecondaryAddresses(stack, id, gatewayId, List.of("10.0.1.20"));
    }
}

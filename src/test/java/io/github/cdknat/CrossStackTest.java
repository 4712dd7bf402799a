package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;

/** The addresses of one stack, used in another. */
class CrossStackTest {
    /** What a stack's value is read with, by the feature flag's value. */
    @ParameterizedTest
    @CsvSource({"strong, Fn::ImportValue", "weak, Fn::GetStackOutput"})
    void chosenAddressesCrossStacksWithEveryKindOfReference(String kind, String function) {
        App app = new App(AppProps.builder()
                .context(Map.of("@aws-cdk/core:defaultCrossStackReferences", kind))
                .build());
        Stack producer = new Stack(app, "Producer");
        PrivateNatGateway gateway = PrivateNatGateway.Builder.create(producer, "Egress")
                .subnet(Subnet.fromSubnetId(producer, "Subnet", "subnet-1"))
                .secondaryPrivateIpAddressCount(2)
                .build();
        Stack consumer = new Stack(app, "Consumer");
        ISecurityGroup group = SecurityGroup.fromSecurityGroupId(consumer, "Group", "sg-1");
        gateway.getSecondaryAddresses().peers().forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
        CfnOutput.Builder.create(consumer, "All")
                .value(Fn.join(",", gateway.getSecondaryAddresses().values()))
                .build();

        SynthesizedStack synthesized = SynthesizedStack.of(consumer);
        assertThat(synthesized.ids(CfnSecurityGroupIngress.CFN_RESOURCE_TYPE_NAME))
                .hasSize(2)
                .allSatisfy(id -> assertThat(
                                synthesized.properties(id).get("CidrIp").toString())
                        .contains("Fn::Select", "Fn::Split", function));
        assertThat(map(synthesized.outputs().get("All")).get("Value").toString())
                .contains(function);
    }

    @Test
    void listedAddressesCrossStacksAsLiterals() {
        App app = new App();
        Stack producer = new Stack(app, "Producer");
        PrivateNatGateway gateway = PrivateNatGateway.Builder.create(producer, "Egress")
                .subnet(Subnet.fromSubnetId(producer, "Subnet", "subnet-1"))
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .build();
        Stack consumer = new Stack(app, "Consumer");
        CfnOutput.Builder.create(consumer, "First")
                .value(gateway.getSecondaryAddresses().get(0))
                .build();

        assertThat(map(SynthesizedStack.of(consumer).outputs().get("First")).get("Value"))
                .isEqualTo("10.0.1.20");
    }
}

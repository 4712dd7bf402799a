package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.getAtt;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Subnet;
import software.constructs.Construct;

/** What each property of a gateway of one's own becomes in the template. */
class PrivateNatGatewayTest {
    private static final String GATEWAY = "Gateway43CB3636";
    private static final String ADDRESSES = "GatewaySecondaryAddresses006ABC6A";
    private static final String NAT_GATEWAY = "AWS::EC2::NatGateway";

    private final Stack stack = SynthesizedStack.emptyStack();

    /** So that going down to none is an update like any other, and does not take the rights away before the drain. */
    @Test
    void theCustomResourceIsThereForNoAddressToo() {
        make(props -> props);

        assertThat(SynthesizedStack.of(stack).declaration()).containsEntry("SecondaryPrivateIpAddresses", List.of());
    }

    @Test
    void takesACount() {
        PrivateNatGateway gateway = make(props -> props.secondaryPrivateIpAddressCount(2)
                .secondaryPrivateIpAddressPool("10.0.1.16/28")
                .excludedAddresses(List.of("10.0.1.17")));

        assertThat(SynthesizedStack.of(stack).declaration())
                .containsEntry("SecondaryPrivateIpAddressCount", 2)
                .containsEntry("SecondaryPrivateIpAddressPool", "10.0.1.16/28")
                .containsEntry("ExcludedAddresses", List.of("10.0.1.17"))
                .doesNotContainKey("SecondaryPrivateIpAddresses");
        assertThat(gateway.getSecondaryPrivateIpAddresses()).hasSize(2);
    }

    @Test
    void drainAndLimitAreThoseOfTheAddresses() {
        make(props -> props.maxDrainDuration(Duration.minutes(2)).addressLimit(16));

        assertThat(SynthesizedStack.of(stack).declaration())
                .containsEntry("MaxDrainDurationSeconds", 120)
                .containsEntry("AddressLimit", 16);
    }

    @Test
    void primaryAddressNameAndTagsAreTheGateways() {
        PrivateNatGateway gateway = make(props ->
                props.privateIpAddress("10.0.1.9").natGatewayName("egress").tags(Map.of("team", "network")));
        Tags.of(stack).add("stage", "test");

        assertThat(SynthesizedStack.of(stack).properties(GATEWAY))
                .containsEntry("PrivateIpAddress", "10.0.1.9")
                .containsEntry(
                        "Tags",
                        List.of(
                                Map.of("Key", "Name", "Value", "egress"),
                                Map.of("Key", "stage", "Value", "test"),
                                Map.of("Key", "team", "Value", "network")));
        assertThat(gateway.getPrimaryPrivateIpAddress()).isEqualTo("10.0.1.9");
    }

    @Test
    void aNameIsTheEndOfAPathThatIsTooLongForATag() {
        Construct scope = new Construct(stack, "Long".repeat(50));
        PrivateNatGateway.Builder.create(new Construct(scope, "Longer".repeat(20)), "Gateway")
                .subnet(subnet(stack))
                .build();

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized
                        .properties(synthesized.id("AWS::EC2::NatGateway"))
                        .toString())
                .containsPattern("Value=[a-zA-Z/]{248}/Gateway[,}]");
    }

    @Test
    void aPrimaryAddressThatEc2ChoosesIsAnAttribute() {
        PrivateNatGateway gateway = make(props -> props);

        assertThat(stack.resolve(gateway.getPrimaryPrivateIpAddress()))
                .isEqualTo(getAtt(ADDRESSES, "PrimaryPrivateIpAddress"));
        assertThat(stack.resolve(gateway.getNetworkInterfaceId())).isEqualTo(getAtt(ADDRESSES, "NetworkInterfaceId"));
    }

    @Test
    void takesAnL1SubnetToo() {
        CfnSubnet subnet = CfnSubnet.Builder.create(stack, "Subnet")
                .vpcId("vpc-1")
                .cidrBlock("10.0.1.0/24")
                .build();
        make(props -> props.subnet(subnet));

        assertThat(SynthesizedStack.of(stack).properties(GATEWAY)).containsEntry("SubnetId", ref("Subnet"));
    }

    @Test
    void theBuilderMakesWhatThePropsMake() {
        PrivateNatGateway.Builder.create(stack, "Gateway")
                .subnet(subnet(stack))
                .privateIpAddress("10.0.1.9")
                .secondaryPrivateIpAddressCount(1)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Stack other = SynthesizedStack.emptyStack();
        new PrivateNatGateway(
                other,
                "Gateway",
                PrivateNatGatewayProps.builder()
                        .subnet(subnet(other))
                        .privateIpAddress("10.0.1.9")
                        .secondaryPrivateIpAddressCount(1)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build());

        assertThat(SynthesizedStack.of(stack).template())
                .isEqualTo(SynthesizedStack.of(other).template());
    }

    @ParameterizedTest
    @CsvSource({
        "DESTROY, Delete, Delete",
        "RETAIN, Retain, Retain",
        "RETAIN_ON_UPDATE_OR_DELETE, RetainExceptOnCreate, Retain"
    })
    void theRemovalPolicyIsForTheGatewayAndItsAddresses(RemovalPolicy policy, String deletion, String replacement) {
        make(props -> props.removalPolicy(policy));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.resource(GATEWAY))
                .containsEntry("DeletionPolicy", deletion)
                .containsEntry("UpdateReplacePolicy", replacement);
        assertThat(synthesized.resource(ADDRESSES))
                .containsEntry("DeletionPolicy", deletion)
                .containsEntry("UpdateReplacePolicy", "Delete");
    }

    /** A gateway that stays has to be drained like any other. */
    @Test
    void aGatewayThatIsRetainedInWhateverWayIsNotSaidToEnd() {
        PrivateNatGateway byProperty = make(props -> props.removalPolicy(RemovalPolicy.RETAIN));
        PrivateNatGateway later = PrivateNatGateway.Builder.create(stack, "Later")
                .subnet(subnet(stack))
                .build();
        ((CfnNatGateway) later.getNode().getDefaultChild()).applyRemovalPolicy(RemovalPolicy.RETAIN);
        CfnNatGateway foreign = SynthesizedStack.gateway(stack, "L1");
        foreign.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        new NatGatewaySecondaryAddresses(stack, "OnL1", foreign.getRef(), List.of("10.0.1.20"));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.ids(SynthesizedStack.TYPE)).hasSize(3).allSatisfy(id -> {
            assertThat(synthesized.properties(id)).doesNotContainKey("NatGatewayDeletedWithStack");
        });
        assertThat(byProperty.getNode().getPath()).isEqualTo("Stack/Gateway");
    }

    @Test
    void moreAddressesOnItFollowItsOwn() {
        PrivateNatGateway gateway = make(props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20")));
        NatGatewaySecondaryAddresses.Builder.create(stack, "More")
                .natGateway(gateway)
                .secondaryPrivateIpAddresses(List.of("10.0.1.21"))
                .build();

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        String more = synthesized.ids(SynthesizedStack.TYPE).get(1);
        assertThat(synthesized.dependsOn(more)).contains(ADDRESSES);
        assertThat(synthesized.properties(more))
                .containsEntry("NatGatewayId", ref(GATEWAY))
                .containsEntry("NatGatewayDeletedWithStack", "true");
    }

    private PrivateNatGateway make(UnaryOperator<PrivateNatGatewayProps.Builder> change) {
        return new PrivateNatGateway(
                stack,
                "Gateway",
                change.apply(PrivateNatGatewayProps.builder().subnet(subnet(stack)))
                        .build());
    }

    private static ISubnet subnet(Stack stack) {
        String id = "Subnet" + stack.getNode().getChildren().size();
        return Subnet.fromSubnetId(stack, id, "subnet-1");
    }
}

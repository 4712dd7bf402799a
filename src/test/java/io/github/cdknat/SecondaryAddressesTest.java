package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.getAtt;
import static io.github.cdknat.SynthesizedStack.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnPrefixList;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** The addresses of a declaration as strings, peers and prefix list entries, and rules that come before them. */
class SecondaryAddressesTest {
    private static final String LOGICAL_ID = "Addresses02DFC07F";
    private static final String INGRESS = "AWS::EC2::SecurityGroupIngress";

    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void listedAddressesAreLiteralsInOrder() {
        SecondaryAddresses addresses = listed("10.0.1.21", "10.0.1.20");

        assertThat(addresses.values()).containsExactly("10.0.1.20", "10.0.1.21");
        assertThat(addresses.cidrs()).containsExactly("10.0.1.20/32", "10.0.1.21/32");
        assertThat(addresses.size()).isEqualTo(2);
        assertThat(addresses.get(1)).isEqualTo("10.0.1.21");
    }

    @Test
    void countedAddressesAreAsManyAttributes() {
        SecondaryAddresses addresses = counted(2);

        assertThat(addresses.size()).isEqualTo(2);
        assertThat(stack.resolve(addresses.get(1))).isEqualTo(chosen(1));
        assertThat(counted(0, "None").values()).isEmpty();
    }

    /** A security group of the app keeps its rules inline by default: a removed one is then an edit in place. */
    @Test
    void eachPeerMakesARuleResourceOfItsOwn() {
        listed("10.0.1.20", "10.0.1.21").peers().forEach(peer -> group().addIngressRule(peer, Port.tcp(443)));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.ids(INGRESS)).hasSize(2);
        assertThat(synthesized.properties(synthesized.ids(INGRESS).get(0)))
                .containsEntry("CidrIp", "10.0.1.20/32")
                .containsEntry("FromPort", 443)
                .containsEntry("Description", "from 10.0.1.20/32:443");
    }

    /** CDK's own peers for tokens share one id, under which an imported group keeps the first rule only. */
    @Test
    void everyChosenAddressGetsARuleOfAnImportedGroupToo() {
        ISecurityGroup imported = SecurityGroup.fromSecurityGroupId(stack, "Imported", "sg-1");
        counted(2).peers().forEach(peer -> imported.addIngressRule(peer, Port.tcp(443)));

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.ids(INGRESS))
                .extracting(id -> synthesized.properties(id).get("CidrIp"))
                .containsExactlyInAnyOrder(join("", chosen(0), "/32"), join("", chosen(1), "/32"));
        assertThat(synthesized.properties(synthesized.ids(INGRESS).get(0)))
                .containsEntry("Description", "from Stack/Addresses address 0:443");
    }

    @Test
    void aPeerCanBeAllowedThroughConnections() {
        SecurityGroup group = group();
        listed("10.0.1.20").peers().get(0).getConnections().allowTo(group, Port.tcp(443), "egress");

        assertThat(SynthesizedStack.of(stack).ids(INGRESS)).hasSize(1);
    }

    @Test
    void rulesAndPrefixListsThatAllowTheAddressesComeFirst() {
        SecurityGroup group = group();
        SecondaryAddresses addresses = listed("10.0.1.20", "10.0.1.21");
        group.addIngressRule(addresses.peers().get(0), Port.tcp(443));
        CfnPrefixList list = CfnPrefixList.Builder.create(stack, "AllowList")
                .addressFamily("IPv4")
                .prefixListName("partner")
                .maxEntries(7)
                .entries(addresses.prefixListEntries("egress"))
                .build();
        addresses.allowedBy(group, list);

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.dependsOn(LOGICAL_ID)).contains("AllowList", synthesized.id(INGRESS));
        assertThat(synthesized.dependsOn("AllowList")).isEmpty();
        assertThat(synthesized.properties("AllowList"))
                .containsEntry(
                        "Entries",
                        List.of(
                                Map.of("Cidr", "10.0.1.20/32", "Description", "egress"),
                                Map.of("Cidr", "10.0.1.21/32", "Description", "egress")));
    }

    /** Allow-lists need it: the primary address carries connections too. */
    @Test
    void thePrimaryAddressIsAmongAllCidrs() {
        assertThat(stack.resolve(listed("10.0.1.20").cidrsWithPrimary()))
                .isEqualTo(List.of(
                        join("", getAtt("Addresses02DFC07F", "PrimaryPrivateIpAddress"), "/32"), "10.0.1.20/32"));
    }

    private static Map<String, Object> chosen(int index) {
        return Map.of(
                "Fn::Select",
                List.of(index, Map.of("Fn::Split", List.of(",", getAtt(LOGICAL_ID, "SecondaryPrivateIpAddresses")))));
    }

    private SecurityGroup group() {
        return stack.getNode().tryFindChild("Group") instanceof SecurityGroup group
                ? group
                : SecurityGroup.Builder.create(stack, "Group")
                        .vpc(Vpc.fromVpcAttributes(
                                stack,
                                "Vpc",
                                VpcAttributes.builder()
                                        .vpcId("vpc-1")
                                        .availabilityZones(List.of("eu-central-1a"))
                                        .build()))
                        .build();
    }

    private SecondaryAddresses listed(String... addresses) {
        return new NatGatewaySecondaryAddresses(stack, "Addresses", "nat-0abc", List.of(addresses))
                .getSecondaryAddresses();
    }

    private SecondaryAddresses counted(int count) {
        return counted(count, "Addresses");
    }

    private SecondaryAddresses counted(int count, String id) {
        return NatGatewaySecondaryAddresses.Builder.create(stack, id)
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddressCount(count)
                .build()
                .getSecondaryAddresses();
    }
}

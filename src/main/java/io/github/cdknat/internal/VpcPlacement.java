package io.github.cdknat.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.constructs.Construct;
import software.constructs.IDependable;

/** Where in a VPC the functions run. */
record VpcPlacement(IVpc vpc, Optional<SubnetSelection> subnets, List<ISecurityGroup> securityGroups) {
    /** What Lambda needs to connect a function to a VPC ("Giving Lambda functions access to resources in an Amazon"
     * + " VPC"). */
    static Map<String, Object> statement() {
        return PolicyDocuments.allow(
                "*",
                "ec2:AssignPrivateIpAddresses",
                "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:UnassignPrivateIpAddresses");
    }

    /** Equal for the same place; by path, because a reference can come back from CDK as another object. */
    List<Object> identity() {
        return List.of(
                vpc.getNode().getPath(),
                subnets,
                securityGroups.stream().map(group -> group.getNode().getPath()).toList());
    }

    /** As Lambda takes it; with a security group of the functions' own, if none is given. */
    CfnFunction.VpcConfigProperty vpcConfig(Construct provider) {
        List<String> groups = securityGroups.isEmpty()
                ? List.of(ownGroup(provider).getSecurityGroupId())
                : securityGroups.stream()
                        .map(ISecurityGroup::getSecurityGroupId)
                        .toList();
        return CfnFunction.VpcConfigProperty.builder()
                .subnetIds(selected().getSubnetIds())
                .securityGroupIds(groups)
                .build();
    }

    /** What the functions' way out consists of: it must not go before they have given their last answer. */
    List<IDependable> wayOut() {
        return Stream.concat(
                        Stream.of(selected().getInternetConnectivityEstablished()),
                        vpc.getNode().findAll().stream().filter(CfnVPCEndpoint.class::isInstance))
                .toList();
    }

    private SelectedSubnets selected() {
        return vpc.selectSubnets(
                subnets.orElseGet(() -> SubnetSelection.builder().build()));
    }

    private SecurityGroup ownGroup(Construct provider) {
        SecurityGroup group = SecurityGroup.Builder.create(provider, "SecurityGroup")
                .vpc(vpc)
                .description("Functions that change addresses of NAT gateways: everything out, nothing in")
                .build();
        ProviderResources.withLogicalId((CfnSecurityGroup) group.getNode().getDefaultChild(), "SecurityGroup");
        return group;
    }
}

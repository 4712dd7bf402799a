package io.github.cdknat;

import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.constructs.Construct;

/** Where in a VPC the functions run. */
record Network(List<String> subnetIds, List<String> securityGroupIds) {
    /** What Lambda needs to connect a function to a VPC ("Giving Lambda functions access to resources in an Amazon VPC"). */
    static final List<String> ACTIONS = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    static Network of(Construct provider, HandlerSettings.Placement placement) {
        SubnetSelection selection =
                placement.subnets().orElseGet(() -> SubnetSelection.builder().build());
        List<String> groups = placement.securityGroups().isEmpty()
                ? List.of(ownGroup(provider, placement).getSecurityGroupId())
                : placement.securityGroups().stream()
                        .map(ISecurityGroup::getSecurityGroupId)
                        .toList();
        return new Network(placement.vpc().selectSubnets(selection).getSubnetIds(), groups);
    }

    CfnFunction.VpcConfigProperty vpcConfig() {
        return CfnFunction.VpcConfigProperty.builder()
                .subnetIds(subnetIds)
                .securityGroupIds(securityGroupIds)
                .build();
    }

    private static SecurityGroup ownGroup(Construct provider, HandlerSettings.Placement placement) {
        SecurityGroup group = SecurityGroup.Builder.create(provider, "SecurityGroup")
                .vpc(placement.vpc())
                .description("Functions that change addresses of NAT gateways: everything out, nothing in")
                .build();
        ProviderParts.fixLogicalId((CfnSecurityGroup) group.getNode().getDefaultChild(), "SecurityGroup");
        return group;
    }
}

package io.github.cdknat;

import java.util.List;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CfnRolePolicy;
import software.constructs.Construct;

/** The right to change one gateway's addresses. */
final class Rights {
    /** A policy's name has at most 128 characters (IAM API Reference, PutRolePolicy); a gateway's id may have 64 here. */
    private static final int LONGEST_NAME_PREFIX = 63;

    private Rights() {}

    /** The gateway's id is in the name, which is create-only: for another gateway the rights are replaced, not edited. */
    static CfnRolePolicy on(Construct construct, DeclaredGateway gateway, CfnRole role) {
        UniqueResourceNameOptions upToLongest = UniqueResourceNameOptions.builder()
                .maxLength(LONGEST_NAME_PREFIX)
                .build();
        return CfnRolePolicy.Builder.create(construct, "Rights")
                .roleName(role.getRef())
                .policyName(Names.uniqueResourceName(construct, upToLongest) + "-" + gateway.id())
                .policyDocument(Policies.document(List.of(Policies.allow(
                        List.of("ec2:AssignPrivateNatGatewayAddress", "ec2:UnassignPrivateNatGatewayAddress"),
                        Policies.arn("ec2", "natgateway/" + gateway.id())))))
                .build();
    }
}

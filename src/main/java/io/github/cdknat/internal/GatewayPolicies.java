package io.github.cdknat.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.iam.CfnManagedPolicy;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CfnRolePolicy;
import software.constructs.Construct;

/**
 * The rights to change gateways' addresses. A declaration has a policy of its own, inline in the role, while there is room; what follows
 * shares managed policies.
 *
 * <p>A policy is replaced when it changes, never edited: what a deployment gives up goes in its clean-up, where the old rights go last.
 */
final class GatewayPolicies {
    /** A role's inline policies may have 10,240 characters in all (IAM quotas); one gateway's takes up to 250. */
    static final int INLINE = 35;

    /** A policy's description says which gateways, in up to 1,000 characters (IAM API Reference, CreatePolicy). */
    static final int SHARED = 40;

    /** Ten can be attached to a role (IAM quotas), and a deployment that replaces them all has both the old and the new ones. */
    static final int MANAGED = 4;

    /** A policy's name has at most 128 characters (IAM API Reference, PutRolePolicy); a gateway's id may have 64 here. */
    private static final int LONGEST_NAME_PREFIX = 63;

    private final Construct provider;
    private final String role;
    private final Set<String> shared = new LinkedHashSet<>();
    private int declarations;
    private int managed;
    private @Nullable CfnManagedPolicy last;

    GatewayPolicies(Construct provider, CfnRole role) {
        this.provider = provider;
        this.role = role.getRef();
    }

    /** The policy that gives one declaration its rights. */
    CfnResource of(Construct construct, TargetGateway gateway) {
        return declarations++ < INLINE ? ofItsOwn(construct, gateway) : together(gateway);
    }

    /** The gateway's id is in the name, which is create-only. */
    private CfnRolePolicy ofItsOwn(Construct construct, TargetGateway gateway) {
        UniqueResourceNameOptions upToLongest = UniqueResourceNameOptions.builder()
                .maxLength(LONGEST_NAME_PREFIX)
                .build();
        return CfnRolePolicy.Builder.create(construct, "Rights")
                .roleName(role)
                .policyName(Names.uniqueResourceName(construct, upToLongest) + "-" + gateway.id())
                .policyDocument(document(arn(gateway.id())))
                .build();
    }

    /** The gateways' ids are in the description, which is create-only. */
    private CfnManagedPolicy together(TargetGateway gateway) {
        if (last == null || shared.size() == SHARED) {
            shared.clear();
            managed++;
            CfnManagedPolicy.Builder next = CfnManagedPolicy.Builder.create(provider, "Rights" + managed)
                    .policyDocument(document(List.of()))
                    .roles(List.of(role));
            last = ProviderResources.withLogicalId(next.build(), "Rights" + managed);
        }
        shared.add(gateway.id());
        last.setDescription("Addresses of " + String.join(" ", shared));
        last.setPolicyDocument(
                document(shared.stream().map(GatewayPolicies::arn).toList()));
        return last;
    }

    private static Map<String, Object> document(Object gateways) {
        return PolicyDocuments.document(List.of(PolicyDocuments.allow(
                gateways, "ec2:AssignPrivateNatGatewayAddress", "ec2:UnassignPrivateNatGatewayAddress")));
    }

    private static String arn(String gatewayId) {
        return PolicyDocuments.arn("ec2", "natgateway/" + gatewayId);
    }
}

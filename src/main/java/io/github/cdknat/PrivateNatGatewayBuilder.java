package io.github.cdknat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;

/**
 * Describes a private NAT gateway with its secondary addresses; null means the default. Without a list and without a count the
 * gateway has no secondary address.
 * @param <B> the builder that every method returns
 */
public abstract class PrivateNatGatewayBuilder<B extends PrivateNatGatewayBuilder<B>>
        extends SecondaryAddressesBuilder<B> {
    PrivateNatGatewayBuilder() {}

    /**
     * The gateway's subnet, from which all its addresses are; required. Another subnet replaces the gateway: the new one gets
     * its addresses before the old one goes.
     * @param subnet for example an {@code ISubnet} or a {@code CfnSubnet}
     * @return this builder
     */
    public B subnet(@Nullable ISubnetRef subnet) {
        return with("subnet", subnet);
    }

    /**
     * The gateway's primary address, which it keeps for life. Another one replaces the gateway.
     * @param privateIpAddress an IPv4 address of the subnet, or a token; default: EC2 chooses
     * @return this builder
     */
    public B privateIpAddress(@Nullable String privateIpAddress) {
        return with("privateIpAddress", privateIpAddress);
    }

    /**
     * The gateway's name, its tag {@code Name}.
     * @param natGatewayName default: the construct's path, as CDK's tags for VPC resources
     * @return this builder
     */
    public B natGatewayName(@Nullable String natGatewayName) {
        return with("natGatewayName", natGatewayName);
    }

    /**
     * The gateway's tags beside its name. Tags of a scope, set with {@code Tags.of(scope)}, reach it as well.
     * @param tags default none; put in the order of their keys, so that the template is the same in every JVM
     * @return this builder
     */
    public B tags(@Nullable Map<String, String> tags) {
        return with("tags", tags == null ? Map.of() : new TreeMap<>(tags));
    }

    /**
     * Whether the routes that {@code routeTo} makes come after the addresses, so that no traffic is sent to a gateway whose
     * addresses are not all assigned yet.
     * @param routesWaitForAddresses default false: traffic may begin with the primary address
     * @return this builder
     */
    public B routesWaitForAddresses(boolean routesWaitForAddresses) {
        return with("routesWaitForAddresses", routesWaitForAddresses);
    }

    /**
     * What happens to the gateway and its addresses when the construct is removed or its stack deleted.
     * @param removalPolicy DESTROY (default) deletes the gateway; nobody waits for its addresses to drain. RETAIN leaves the
     *     gateway with its addresses, also if their creation is rolled back, and a replaced gateway without them;
     *     RETAIN_ON_UPDATE_OR_DELETE is the same but for a rolled back creation. SNAPSHOT is refused.
     */
    @Override
    public B removalPolicy(@Nullable RemovalPolicy removalPolicy) {
        return super.removalPolicy(removalPolicy);
    }
}

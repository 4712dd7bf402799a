package io.github.cdknat.internal;

import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.EgressRuleConfig;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.IngressRuleConfig;

/**
 * One address as a peer of security groups. CDK's own peers would not do: all that are tokens share one id, under which a security
 * group keeps the first rule only; and they let a group write its rules inline, where a removed one is an edit in place.
 */
public record AddressPeer(String cidr, String id) implements IPeer {
    @Override
    public Boolean getCanInlineRule() {
        return false;
    }

    @Override
    public String getUniqueId() {
        return id;
    }

    @Override
    public IngressRuleConfig toIngressRuleConfig() {
        return IngressRuleConfig.builder().cidrIp(cidr).build();
    }

    @Override
    public EgressRuleConfig toEgressRuleConfig() {
        return EgressRuleConfig.builder().cidrIp(cidr).build();
    }

    @Override
    public Connections getConnections() {
        return new Connections(ConnectionsProps.builder().peer(this).build());
    }
}

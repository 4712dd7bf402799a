package io.github.cdknat.handler.ec2;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.shared.Subnet;
import java.util.Optional;

/** Every call that the handler makes to EC2; each is made once and answered by a value, never by an exception. */
public interface Ec2 {
    /** DescribeNatGateways for one id; a gateway that EC2 does not know is an empty answer, not a refusal. */
    Reply<Optional<Gateway>> describeGateway(String natGatewayId);

    /** DescribeSubnets for one id; empty if EC2 does not know it. */
    Reply<Optional<Subnet>> describeSubnet(String subnetId);

    /**
     * DescribeSubnets, DescribeNetworkInterfaces and GetSubnetCidrReservations, all pages: what is taken in a subnet. A subnet
     * that EC2 does not know is a refusal.
     */
    Reply<SubnetUsage> describeSubnetUsage(String subnetId);

    /** AssignPrivateNatGatewayAddress or UnassignPrivateNatGatewayAddress; an answer means accepted. */
    Reply<Boolean> change(String natGatewayId, AddressChange change);

    /** The same with DryRun: an answer means that the caller may; nothing changes. */
    Reply<Boolean> mayChange(String natGatewayId, AddressChange change);
}

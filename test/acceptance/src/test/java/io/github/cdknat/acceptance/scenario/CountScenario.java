package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.simulation.InProcessAws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/** A scenario whose addresses are declared in any form: counted, out of a pool, beside those of a sibling. */
final class CountScenario extends Scenario {
    static final String POOL = "10.0.1.16/28";

    private int deployments;

    CountScenario() {
        super(InProcessAws.start(7));
    }

    static UnaryOperator<NatGatewaySecondaryAddresses.Builder> fromPool(int count) {
        return fromPool(count, POOL);
    }

    static UnaryOperator<NatGatewaySecondaryAddresses.Builder> fromPool(int count, String pool) {
        return props -> props.secondaryPrivateIpAddressCount(count).secondaryPrivateIpAddressPool(pool);
    }

    /** Deploys that, and returns the stack's status when all is quiet. */
    String deploy(UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return deployOn(gateway, declaration);
    }

    String deployOn(String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return deploy(gatewayId, declaration, Optional.empty());
    }

    String deployWithSibling(UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration, List<String> sibling) {
        return deploy(gateway, declaration, Optional.of(props -> props.secondaryPrivateIpAddresses(sibling)));
    }

    private String deploy(
            String gatewayId,
            UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration,
            Optional<UnaryOperator<NatGatewaySecondaryAddresses.Builder>> sibling) {
        String note = String.valueOf(deployments++);
        return end(aws.cloudFormation().deploy(STACK, CountTemplate.of(STACK, gatewayId, note, declaration, sibling)))
                .status();
    }

    /** Something else in the gateway's subnet has that address. */
    void take(String address) {
        aws.ec2().occupy(gateway, address);
    }

    void free(String address) {
        aws.ec2().vacate(gateway, address);
    }

    void reserve(String cidr, String type) {
        String subnet = aws.ec2().gateways().subnetOf(gateway);
        aws.ec2()
                .call(new ApiCall(
                        "ec2",
                        "CreateSubnetCidrReservation",
                        Map.of("SubnetId", subnet, "Cidr", cidr, "ReservationType", type),
                        ApiCall.ADMIN));
    }

    Stack stack() {
        return aws.cloudFormation().stack(STACK);
    }

    SortedSet<String> serving() {
        return aws.ec2().gateways().serving(gateway);
    }

    /** What the handler's log says in that field: "reason", or "why" it planned what it did. */
    List<String> logged(String field) {
        return aws.log().stream()
                .filter(line -> line.containsKey(field))
                .map(line -> String.valueOf(line.get(field)))
                .toList();
    }
}

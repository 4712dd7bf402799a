package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.Collection;
import java.util.List;

/**
 * What assign and unassign have in common: the gateway's lock, and the reply. In which order EC2 checks a request is assumed: parameters,
 * gateway, lock, addresses, limit.
 */
abstract class AddressCall {
    final EmulatedAccount account;
    final Ec2Options options;
    final NatGateways gateways;

    AddressCall(EmulatedAccount account, Ec2Options options, NatGateways gateways) {
        this.account = account;
        this.options = options;
        this.gateways = gateways;
    }

    /**
     * "While unassigning is in progress, you cannot assign/unassign additional IP addresses" (API, UnassignPrivateNatGatewayAddress). That
     * the gateway has to be available and private is assumed.
     */
    NatGatewayModel changeable(ApiCall call) {
        NatGatewayModel gateway = gateways.get(ParameterValidation.required(call, "NatGatewayId"));
        if (!gateway.state.equals("available")) {
            throw new ApiFaultException(options.notAvailableCode, gateway.id + " is " + gateway.state);
        }
        if (!gateway.connectivity.equals("private")) {
            throw new ApiFaultException(options.notPrivateCode, gateway.id + " is not a private NAT gateway");
        }
        if (gateway.isAny("unassigning") || options.lockWhileAssigning && gateway.isAny("assigning")) {
            throw new ApiFaultException(
                    options.busyCode, "An operation on the addresses of " + gateway.id + " is in progress.");
        }
        return gateway;
    }

    /** Only the affected addresses (API, examples); privateIp is left out where EC2 chose the address. */
    RequestHandling.Outcome reply(NatGatewayModel gateway, Collection<IPv4Address> affected, boolean named) {
        List<Members> set = affected.stream()
                .filter(gateway.addresses::containsKey)
                .map(ip -> gateway.item(gateway.addresses.get(ip), options))
                .toList();
        if (!named) {
            set.forEach(item -> item.remove("privateIp"));
        }
        return RequestHandling.Outcome.changed(
                new Members().with("natGatewayId", gateway.id).with("natGatewayAddressSet", set));
    }
}

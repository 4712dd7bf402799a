package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.ec2.NatGatewayModel.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What assign and unassign have in common: the gateway's lock, and the reply. In which order EC2 checks a request is assumed: parameters,
 * gateway, lock, addresses, limit.
 */
record AddressCalls(Ec2Options options, NatGateways gateways) {
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
        List<Object> set = new ArrayList<>();
        for (IPv4Address ip : affected) {
            Address address = gateway.addresses.get(ip);
            if (address != null) {
                Map<String, Object> item = gateway.item(address, options);
                if (!named) {
                    item.remove("privateIp");
                }
                set.add(item);
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("natGatewayId", gateway.id);
        body.put("natGatewayAddressSet", set);
        return RequestHandling.Outcome.changed(body);
    }
}

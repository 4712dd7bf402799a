package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.ec2.NatGatewayModel.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** An address's end: unassigning, then gone (seen; "After the existing connections drain out, the private IP addresses are released", API). */
final class UnassignPrivateNatGatewayAddress extends AddressCall {
    private static final int LONGEST_DRAIN = 4000;
    private static final int DEFAULT_DRAIN = 350;

    private final List<NatGateways.Drain> drains = new ArrayList<>();

    UnassignPrivateNatGatewayAddress(EmulatedAccount account, Ec2Options options, NatGateways gateways) {
        super(account, options, gateways);
    }

    List<NatGateways.Drain> drains() {
        return List.copyOf(drains);
    }

    /** "You cannot unassign your primary private IP" (API). */
    RequestHandling.Outcome unassign(ApiCall call) {
        SortedSet<IPv4Address> unwanted = ParameterValidation.addresses(call, "PrivateIpAddress");
        if (unwanted.isEmpty()) {
            throw ParameterValidation.missing("PrivateIpAddress");
        }
        int seconds = call.text("MaxDrainDurationSeconds") == null
                ? DEFAULT_DRAIN
                : ParameterValidation.number(call, "MaxDrainDurationSeconds", 1, LONGEST_DRAIN);
        NatGatewayModel gateway = changeable(call);
        unwanted.forEach(ip -> requireUnassignable(gateway, ip));
        if (!call.isDryRun()) {
            drain(gateway, unwanted, seconds);
        }
        return reply(gateway, unwanted, true);
    }

    private void requireUnassignable(NatGatewayModel gateway, IPv4Address ip) {
        Address address = gateway.addresses.get(ip);
        if (address == null) {
            throw new ApiFaultException(options.notAssignedCode, ip + " is not assigned to " + gateway.id);
        }
        if (address.primary) {
            throw new ApiFaultException(options.primaryCode, ip + " is the primary address of " + gateway.id);
        }
        if (address.status.equals("failed") && !options.failedCanBeUnassigned) {
            throw new ApiFaultException(options.failedCode, ip + " of " + gateway.id + " has failed");
        }
    }

    void drain(NatGatewayModel gateway, Collection<IPv4Address> unwanted, int seconds) {
        Duration time = options.drain.apply(Duration.ofSeconds(seconds));
        for (IPv4Address ip : unwanted) {
            Address address = gateway.addresses.get(ip);
            boolean atOnce = address.status.equals("failed") && !options.failedDrains;
            address.status = "unassigning";
            int index = drains.size();
            drains.add(new NatGateways.Drain(gateway.id, ip.toString(), account.now(), null));
            account.events().tell("ec2", gateway.id, ip + " unassigning: drain begins, up to " + seconds + " s");
            account.clock().after(atOnce ? Duration.ZERO : time, () -> drained(gateway, address, index));
        }
        gateways.changed(gateway);
    }

    private void drained(NatGatewayModel gateway, Address address, int index) {
        NatGateways.Drain drain = drains.get(index);
        drains.set(index, new NatGateways.Drain(drain.gatewayId(), drain.address(), drain.begin(), account.now()));
        if (gateway.addresses.get(address.ip) == address) {
            gateway.remove(address);
            account.events().tell("ec2", gateway.id, address.ip + " gone: drain ends");
            gateways.changed(gateway);
        }
    }
}

package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.testkit.ec2.NatGatewayModel.Address;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** An address's beginning: assigning, then succeeded or failed (API, NatGatewayAddress). */
final class Assigning {
    private static final int MOST_BY_COUNT = 31;

    private final World world;
    private final Ec2Switches switches;
    private final NatGateways gateways;
    private final AddressCalls calls;
    private final Map<Ipv4, String> failures = new HashMap<>();

    Assigning(World world, Ec2Switches switches, NatGateways gateways, AddressCalls calls) {
        this.world = world;
        this.switches = switches;
        this.gateways = gateways;
        this.calls = calls;
    }

    void failNext(Ipv4 address, String message) {
        failures.put(address, message);
    }

    /** Carries it out; a DryRun is only checked. */
    Endpoint.Outcome assign(ApiCall call) {
        boolean byCount = call.text("PrivateIpAddressCount") != null;
        SortedSet<Ipv4> given = Requests.addresses(call, "PrivateIpAddress");
        requireEither(byCount, given);
        int count = byCount ? Requests.number(call, "PrivateIpAddressCount", 1, MOST_BY_COUNT) : given.size();
        NatGatewayModel gateway = calls.changeable(call);
        given.forEach(ip -> requireAssignable(gateway, ip));
        requireRoom(gateway, count);
        SortedSet<Ipv4> wanted = byCount ? chosen(gateway, count) : given;
        if (!call.isDryRun()) {
            wanted.forEach(ip -> begin(gateway, ip));
            gateways.changed(gateway);
        }
        return calls.reply(gateway, wanted, !byCount || switches.countReplyNamesAddresses);
    }

    /** "You can't specify this parameter when also specifying private IP addresses" (API); that one is needed is assumed. */
    private static void requireEither(boolean byCount, SortedSet<Ipv4> given) {
        if (byCount && !given.isEmpty()) {
            throw new ApiFaultException(
                    400,
                    "InvalidParameterCombination",
                    "The parameter PrivateIpAddressCount cannot be used with the parameter PrivateIpAddress");
        }
        if (!byCount && given.isEmpty()) {
            throw Requests.missing("PrivateIpAddress");
        }
    }

    private void requireAssignable(NatGatewayModel gateway, Ipv4 ip) {
        if (gateway.addresses.containsKey(ip)) {
            throw AddressCalls.refused(switches.alreadyAssignedCode, ip + " is already assigned to " + gateway.id);
        }
        if (!gateway.subnet.subnet.contains(ip) || gateway.subnet.subnet.reserves(ip)) {
            throw AddressCalls.refused(
                    switches.outOfSubnetCode,
                    "Address " + ip + " does not fall within the subnet's address range or is reserved");
        }
        if (switches.prefixReservationsRefuse && gateway.subnet.isForPrefixes(ip)) {
            throw AddressCalls.refused(
                    switches.outOfSubnetCode, "Address " + ip + " lies in a subnet CIDR reservation for prefixes");
        }
        if (!gateway.subnet.isFree(ip)) {
            throw AddressCalls.refused(switches.takenCode, "Address " + ip + " is in use.");
        }
    }

    private void requireRoom(NatGatewayModel gateway, int more) {
        long counted = gateway.addresses.values().stream()
                .filter(address -> switches.failedCounts || !address.status.equals("failed"))
                .count();
        if (counted + more > switches.limit) {
            throw AddressCalls.refused(
                    switches.limitCode, "The maximum number of addresses has been reached for " + gateway.id);
        }
    }

    private SortedSet<Ipv4> chosen(NatGatewayModel gateway, int count) {
        return gateway.subnet
                .firstFree(count)
                .orElseThrow(() -> AddressCalls.refused(
                        switches.subnetFullCode,
                        "The specified subnet does not have enough free addresses to satisfy the request."));
    }

    private void begin(NatGatewayModel gateway, Ipv4 ip) {
        Address address = gateway.add(ip, false, "assigning");
        world.events().tell("ec2", gateway.id, ip + " assigning");
        Duration time = world.lot().between(switches.assignAtLeast, switches.assignAtMost);
        world.clock().after(time, () -> assigned(gateway, address));
    }

    private void assigned(NatGatewayModel gateway, Address address) {
        if (gateway.addresses.get(address.ip) != address || !address.status.equals("assigning")) {
            return;
        }
        String failure = failures.remove(address.ip);
        address.status = failure == null ? "succeeded" : "failed";
        if (failure != null) {
            address.failure = failure;
            if (!switches.failedStays) {
                gateway.remove(address);
            }
        }
        world.events()
                .tell(
                        "ec2",
                        gateway.id,
                        address.ip + (failure == null ? " succeeded: serving" : " failed: " + failure));
        gateways.changed(gateway);
    }
}

package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.ec2.NatGatewayModel.Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** An address's beginning: assigning, then succeeded or failed (API, NatGatewayAddress). */
final class AssignPrivateNatGatewayAddress extends AddressCall {
    private static final int MOST_BY_COUNT = 31;

    private final Map<IPv4Address, String> failures = new HashMap<>();

    AssignPrivateNatGatewayAddress(EmulatedAccount account, Ec2Options options, NatGateways gateways) {
        super(account, options, gateways);
    }

    void failNext(IPv4Address address, String message) {
        failures.put(address, message);
    }

    /** Carries it out; a DryRun is only checked. */
    RequestHandling.Outcome assign(ApiCall call) {
        boolean byCount = call.text("PrivateIpAddressCount") != null;
        SortedSet<IPv4Address> given = ParameterValidation.addresses(call, "PrivateIpAddress");
        requireEither(byCount, given);
        int count =
                byCount ? ParameterValidation.number(call, "PrivateIpAddressCount", 1, MOST_BY_COUNT) : given.size();
        NatGatewayModel gateway = changeable(call);
        given.forEach(ip -> requireAssignable(gateway, ip));
        requireRoom(gateway, count);
        SortedSet<IPv4Address> wanted = byCount ? chosen(gateway, count) : given;
        if (!call.isDryRun()) {
            wanted.forEach(ip -> begin(gateway, ip));
            gateways.changed(gateway);
        }
        return reply(gateway, wanted, !byCount || options.countReplyNamesAddresses);
    }

    /** "You can't specify this parameter when also specifying private IP addresses" (API); that one is needed is assumed. */
    private static void requireEither(boolean byCount, SortedSet<IPv4Address> given) {
        if (byCount && !given.isEmpty()) {
            throw new ApiFaultException(
                    "InvalidParameterCombination",
                    "The parameter PrivateIpAddressCount cannot be used with the parameter PrivateIpAddress");
        }
        if (!byCount && given.isEmpty()) {
            throw ParameterValidation.missing("PrivateIpAddress");
        }
    }

    private void requireAssignable(NatGatewayModel gateway, IPv4Address ip) {
        if (gateway.addresses.containsKey(ip)) {
            throw new ApiFaultException(options.alreadyAssignedCode, ip + " is already assigned to " + gateway.id);
        }
        if (options.prefixReservationsRefuse && gateway.subnet.isForPrefixes(ip)) {
            throw new ApiFaultException(
                    options.outOfSubnetCode, "Address " + ip + " lies in a subnet CIDR reservation for prefixes");
        }
        gateway.subnet.requireFree(ip, options);
    }

    private void requireRoom(NatGatewayModel gateway, int more) {
        long counted = gateway.addresses.values().stream()
                .filter(address -> options.failedCounts || !address.status.equals("failed"))
                .count();
        if (counted + more > options.limit) {
            throw new ApiFaultException(
                    options.limitCode, "The maximum number of addresses has been reached for " + gateway.id);
        }
    }

    private SortedSet<IPv4Address> chosen(NatGatewayModel gateway, int count) {
        return gateway.subnet
                .firstFree(count)
                .orElseThrow(() -> new ApiFaultException(
                        options.subnetFullCode,
                        "The specified subnet does not have enough free addresses to satisfy the request."));
    }

    private void begin(NatGatewayModel gateway, IPv4Address ip) {
        Address address = gateway.add(ip, false, "assigning");
        account.events().tell("ec2", gateway.id, ip + " assigning");
        Duration time = account.random().between(options.assignAtLeast, options.assignAtMost);
        account.clock().after(time, () -> assigned(gateway, address));
    }

    private void assigned(NatGatewayModel gateway, Address address) {
        if (gateway.addresses.get(address.ip) != address || !address.status.equals("assigning")) {
            return;
        }
        String failure = failures.remove(address.ip);
        address.status = failure == null ? "succeeded" : "failed";
        address.failure = failure;
        if (failure != null && !options.failedStays) {
            gateway.remove(address);
        }
        String end = failure == null ? " succeeded: serving" : " failed: " + failure;
        account.events().tell("ec2", gateway.id, address.ip + end);
        gateways.changed(gateway);
    }
}

package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A gateway's life: pending, then available or failed; deleting, deleted, and gone (API, NatGateway). */
final class NatGatewayLifecycle {
    private static final int MOST_BY_COUNT = 31;

    private record Created(Map<String, Object> parameters, String id) {}

    private final EmulatedAccount account;
    private final Ec2Options options;
    private final VpcModel network;
    private final Tags tags;
    private final NatGateways gateways;
    private final Map<String, Created> byClientToken = new HashMap<>();

    NatGatewayLifecycle(
            EmulatedAccount account, Ec2Options options, VpcModel network, Tags tags, NatGateways gateways) {
        this.account = account;
        this.options = options;
        this.network = network;
        this.tags = tags;
        this.gateways = gateways;
    }

    // ------------------------------------------------------------------ create

    /** The same client token means the same gateway ("Ensuring idempotency in Amazon EC2 API requests"). */
    RequestHandling.Outcome create(ApiCall call) {
        String token = call.text("ClientToken");
        Created earlier = token == null ? null : byClientToken.get(token);
        if (earlier != null && !earlier.parameters().equals(call.parameters())) {
            throw new ApiFaultException(
                    "IdempotentParameterMismatch",
                    "The request uses the same client token as a previous, but non-identical request.");
        }
        NatGatewayModel gateway = earlier == null ? begin(call) : gateways.get(earlier.id());
        if (earlier == null && token != null) {
            byClientToken.put(token, new Created(call.parameters(), gateway.id));
        }
        return RequestHandling.Outcome.changed(
                new Members().with("clientToken", token).with("natGateway", gateways.shown(gateway)));
    }

    private NatGatewayModel begin(ApiCall call) {
        String connectivity = connectivity(call);
        SubnetModel subnet = network.subnet(ParameterValidation.required(call, "SubnetId"));
        Optional<IPv4Address> primary = Optional.ofNullable(call.text("PrivateIpAddress"))
                .map(text -> ParameterValidation.address(text, "PrivateIpAddress"));
        SortedSet<IPv4Address> secondary = ParameterValidation.addresses(call, "SecondaryPrivateIpAddress");
        int count = call.text("SecondaryPrivateIpAddressCount") == null
                ? 0
                : ParameterValidation.number(call, "SecondaryPrivateIpAddressCount", 1, MOST_BY_COUNT);
        if (count > 0 && !secondary.isEmpty()) {
            throw new ApiFaultException(
                    "InvalidParameterCombination",
                    "SecondaryPrivateIpAddressCount and SecondaryPrivateIpAddress cannot be specified together");
        }
        SortedSet<IPv4Address> given = new TreeSet<>(secondary);
        if (primary.isPresent() && !given.add(primary.get())) {
            throw ParameterValidation.invalid("The address " + primary.get() + " is listed twice.");
        }
        given.forEach(ip -> subnet.requireFree(ip, options));
        if (1 + Math.max(count, secondary.size()) > options.limit) {
            throw new ApiFaultException(options.limitCode, "The maximum number of addresses is exceeded");
        }
        NatGatewayModel gateway = gateways.add(subnet, connectivity, call);
        reserve(gateway, primary, secondary, count);
        gateways.changed(gateway);
        account.clock().after(options.pending, () -> settled(gateway));
        return gateway;
    }

    /** Public is the default, private takes no Elastic IP address; regional is never private (API). */
    private static String connectivity(ApiCall call) {
        String connectivity = call.text("ConnectivityType") == null ? "public" : call.text("ConnectivityType");
        if (!List.of("public", "private").contains(connectivity)) {
            throw ParameterValidation.invalid(
                    "Value (" + connectivity + ") for parameter connectivityType is invalid.");
        }
        boolean isPrivate = connectivity.equals("private");
        if (isPrivate && (call.text("AllocationId") != null || "regional".equals(call.text("AvailabilityMode")))) {
            throw new ApiFaultException(
                    "InvalidParameterCombination", "A private NAT gateway is zonal and takes no Elastic IP address");
        }
        if (!isPrivate) {
            throw new ApiFaultException(
                    ActionParameters.NOT_MODELLED,
                    "The emulator does not model public NAT gateways; pass ConnectivityType=private.");
        }
        return connectivity;
    }

    /** Without a free address the gateway is made all the same, and fails (API, NatGateway, failureCode). */
    private static void reserve(
            NatGatewayModel gateway, Optional<IPv4Address> primary, SortedSet<IPv4Address> secondary, int count) {
        primary.or(gateway.subnet::firstFree).ifPresent(ip -> gateway.add(ip, true, "assigning"));
        secondary.forEach(ip -> gateway.add(ip, false, "assigning"));
        Optional<SortedSet<IPv4Address>> chosen = gateway.subnet.firstFree(count);
        chosen.ifPresent(found -> found.forEach(ip -> gateway.add(ip, false, "assigning")));
        if (gateway.addresses.isEmpty() || chosen.isEmpty()) {
            gateway.failureCode = "InsufficientFreeAddressesInSubnet";
            gateway.failureMessage = "Subnet has insufficient free addresses to create this NAT gateway";
        }
    }

    private void settled(NatGatewayModel gateway) {
        if (!gateway.state.equals("pending")) {
            return;
        }
        if (gateway.failureCode.isEmpty()) {
            gateway.state = "available";
            gateway.addresses.values().forEach(address -> address.status = "succeeded");
        } else {
            gateway.state = "failed";
            gateway.removeAll();
            account.clock().after(options.deletedSeen, () -> gateways.forget(gateway));
        }
        account.events().tell("ec2", gateway.id, gateway.state);
        gateways.changed(gateway);
    }

    // ------------------------------------------------------------------ delete

    /** Deleting is allowed while an address drains (API, UnassignPrivateNatGatewayAddress); doing it twice is assumed to be. */
    RequestHandling.Outcome delete(ApiCall call) {
        NatGatewayModel gateway = gateways.get(ParameterValidation.required(call, "NatGatewayId"));
        if (!List.of("deleting", "deleted").contains(gateway.state)) {
            gateway.state = "deleting";
            gateways.changed(gateway);
            account.events().tell("ec2", gateway.id, "deleting");
            account.clock().after(options.deleting, () -> deleted(gateway));
        }
        return RequestHandling.Outcome.changed(new Members().with("natGatewayId", gateway.id));
    }

    private void deleted(NatGatewayModel gateway) {
        gateway.state = "deleted";
        gateway.deleted = account.now();
        gateway.removeAll();
        account.events().tell("ec2", gateway.id, "deleted");
        gateways.changed(gateway);
        account.clock().after(options.deletedSeen, () -> gateways.forget(gateway));
    }
}

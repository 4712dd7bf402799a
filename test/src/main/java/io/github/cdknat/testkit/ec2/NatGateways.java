package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.testkit.ec2.NatGatewayModel.Address;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** NAT gateways and the life of their private addresses. */
public final class NatGateways {
    private static final int LONGEST_DRAIN = 4000;
    private static final int DEFAULT_DRAIN = 350;
    private static final int MOST_BY_COUNT = 31;

    /** A drain: when it began, and when it ended; null while it goes on. */
    public record Drain(String gatewayId, Ipv4 address, Instant begin, Instant end) {}

    private final World world;
    private final Ec2Switches switches;
    private final Network network;
    private final Map<String, NatGatewayModel> gateways = new LinkedHashMap<>();
    private final Map<Ipv4, String> failures = new HashMap<>();
    private final List<Drain> drains = new ArrayList<>();
    private final Map<String, Integer> lowestServing = new HashMap<>();

    NatGateways(World world, Ec2Switches switches, Network network) {
        this.world = world;
        this.switches = switches;
        this.network = network;
    }

    NatGatewayModel get(String id) {
        NatGatewayModel gateway = gateways.get(id);
        if (gateway == null) {
            throw new ApiFaultException(400, switches.notFoundCode, "NatGateway " + id + " was not found");
        }
        return gateway;
    }

    /** All addresses of the gateway with their status, in numerical order: "10.0.1.5" to "succeeded". */
    public Map<String, String> statuses(String id) {
        Map<String, String> statuses = new LinkedHashMap<>();
        if (gateways.containsKey(id)) {
            get(id).addresses.forEach((ip, address) -> statuses.put(ip.toString(), address.status));
        }
        return statuses;
    }

    /** The addresses that take new connections. */
    public SortedSet<String> serving(String id) {
        TreeSet<String> serving = new TreeSet<>();
        statuses(id).forEach((ip, status) -> {
            if (status.equals("succeeded")) {
                serving.add(ip);
            }
        });
        return serving;
    }

    /** Every drain so far, in the order of their beginnings. */
    public List<Drain> drains() {
        return List.copyOf(drains);
    }

    /** The lowest number of serving addresses since the last call of this method. */
    public int lowestServing(String id) {
        int lowest = lowestServing.getOrDefault(id, serving(id).size());
        lowestServing.put(id, serving(id).size());
        return lowest;
    }

    /** The next assign of that address fails with this message. */
    public void failNext(String address, String message) {
        failures.put(Ipv4.of(address), message);
    }

    /** Makes the gateway regional, as those made since 2025 can be; they cannot be private. */
    public void regional(String id) {
        get(id).availabilityMode = "regional";
        changed(get(id));
    }

    /** Somebody at the console assigns an address that serves at once. */
    public void assignByHand(String id, String address) {
        NatGatewayModel gateway = get(id);
        Ipv4 ip = Ipv4.of(address);
        gateway.subnet.taken.put(ip, gateway.networkInterfaceId);
        gateway.addresses.put(ip, new Address(ip, false, "succeeded"));
        world.events().tell("ec2", id, ip + " assigned by hand");
        changed(gateway);
    }

    /** Somebody at the console unassigns an address. */
    public void unassignByHand(String id, String address, int drainSeconds) {
        drain(get(id), List.of(Ipv4.of(address)), drainSeconds);
    }

    /** The gateway is gone at once, as if deleted long ago. */
    public void vanish(String id) {
        NatGatewayModel gateway = gateways.remove(id);
        gateway.addresses.keySet().forEach(gateway.subnet.taken::remove);
    }

    String create(Subnetwork subnet, String connectivity, String privateIp, boolean atOnce) {
        String id = "nat-" + world.lot().hex(17);
        Ipv4 primary = privateIp == null ? subnet.firstFree() : Ipv4.of(privateIp);
        if (!subnet.isFree(primary)) {
            throw new ApiFaultException(400, switches.takenCode, "Address " + primary + " is in use.");
        }
        NatGatewayModel gateway = new NatGatewayModel(
                id, subnet, connectivity, "eni-" + world.lot().hex(17));
        subnet.taken.put(primary, gateway.networkInterfaceId);
        gateway.addresses.put(primary, new Address(primary, true, atOnce ? "succeeded" : "assigning"));
        gateway.state = atOnce ? "available" : "pending";
        gateways.put(id, gateway);
        changed(gateway);
        if (!atOnce) {
            world.clock().after(switches.pending, () -> available(gateway, primary));
        }
        return id;
    }

    private void available(NatGatewayModel gateway, Ipv4 primary) {
        if (gateway.state.equals("pending")) {
            gateway.state = "available";
            gateway.addresses.get(primary).status = "succeeded";
            world.events().tell("ec2", gateway.id, "available");
            changed(gateway);
        }
    }

    Endpoint.Outcome create(ApiCall call) {
        String connectivity = call.text("ConnectivityType") == null ? "public" : call.text("ConnectivityType");
        String id = create(network.subnet(call.text("SubnetId")), connectivity, call.text("PrivateIpAddress"), false);
        return Endpoint.Outcome.changed(EmbeddedEc2.body("natGateway", get(id).shownAt(now())));
    }

    /** Deleting is allowed while an address drains (documented). */
    Endpoint.Outcome delete(ApiCall call) {
        NatGatewayModel gateway = get(call.text("NatGatewayId"));
        gateway.state = "deleting";
        changed(gateway);
        world.events().tell("ec2", gateway.id, "deleting");
        world.clock().after(switches.deleting, () -> {
            gateway.state = "deleted";
            gateway.addresses.keySet().forEach(gateway.subnet.taken::remove);
            gateway.addresses.clear();
            world.events().tell("ec2", gateway.id, "deleted");
            changed(gateway);
        });
        return Endpoint.Outcome.changed(EmbeddedEc2.body("natGatewayId", gateway.id));
    }

    Endpoint.Outcome describe(ApiCall call) {
        List<?> ids = call.list("NatGatewayId");
        ids.forEach(id -> get(id.toString()));
        Instant moment = now().minus(switches.staleness.apply(call));
        List<Object> found = new ArrayList<>();
        for (NatGatewayModel gateway : gateways.values()) {
            Map<String, Object> shown = gateway.shownAt(moment);
            if (shown != null && (ids.isEmpty() || ids.contains(gateway.id)) && passes(call, gateway)) {
                found.add(shown);
            }
        }
        return Endpoint.Outcome.read(EmbeddedEc2.body("natGatewaySet", found));
    }

    private static boolean passes(ApiCall call, NatGatewayModel gateway) {
        return call.list("Filter").isEmpty()
                || EmbeddedEc2.passesFilters(
                        call,
                        Map.of(
                                "nat-gateway-id", List.of(gateway.id),
                                "state", List.of(gateway.state),
                                "subnet-id", List.of(gateway.subnet.subnet.id()),
                                "vpc-id", List.of(gateway.subnet.vpcId),
                                "tag-key", List.copyOf(gateway.tags.keySet())));
    }

    Endpoint.Outcome assign(ApiCall call) {
        NatGatewayModel gateway = changeable(call);
        SortedSet<Ipv4> wanted = wanted(call, gateway);
        for (Ipv4 ip : wanted) {
            if (gateway.addresses.containsKey(ip)) {
                throw new ApiFaultException(
                        400, "Resource.AlreadyAssigned", ip + " is already assigned to " + gateway.id);
            }
            if (!gateway.subnet.subnet.contains(ip) || gateway.subnet.subnet.reserves(ip)) {
                throw EmbeddedEc2.invalid(
                        "Address " + ip + " is not available in subnet " + gateway.subnet.subnet.id());
            }
            if (!gateway.subnet.isFree(ip)) {
                throw new ApiFaultException(400, switches.takenCode, "Address " + ip + " is in use.");
            }
        }
        long counted = gateway.addresses.values().stream()
                .filter(address -> switches.failedCounts || !address.status.equals("failed"))
                .count();
        if (counted + wanted.size() > switches.limit) {
            throw new ApiFaultException(
                    400, switches.limitCode, "The maximum number of addresses has been reached for " + gateway.id);
        }
        wanted.forEach(ip -> begin(gateway, ip));
        changed(gateway);
        return Endpoint.Outcome.changed(reply(gateway, wanted));
    }

    private SortedSet<Ipv4> wanted(ApiCall call, NatGatewayModel gateway) {
        String count = call.text("PrivateIpAddressCount");
        SortedSet<Ipv4> wanted = new TreeSet<>(EmbeddedEc2.addresses(call));
        if (count == null == wanted.isEmpty()) {
            throw new ApiFaultException(
                    400,
                    count == null ? "MissingParameter" : "InvalidParameterCombination",
                    "Specify either PrivateIpAddress or PrivateIpAddressCount");
        }
        if (count != null) {
            int number = Integer.parseInt(count);
            if (number < 1 || number > MOST_BY_COUNT) {
                throw EmbeddedEc2.invalid("PrivateIpAddressCount must be between 1 and 31");
            }
            Ipv4 candidate = gateway.subnet.subnet.range().base();
            while (wanted.size() < number) {
                candidate = new Ipv4(candidate.bits() + 1);
                if (gateway.subnet.isFree(candidate)) {
                    wanted.add(candidate);
                }
            }
        }
        return wanted;
    }

    private void begin(NatGatewayModel gateway, Ipv4 ip) {
        Address address = new Address(ip, false, "assigning");
        gateway.addresses.put(ip, address);
        gateway.subnet.taken.put(ip, gateway.networkInterfaceId);
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
                remove(gateway, address);
            }
        }
        world.events().tell("ec2", gateway.id, address.ip + " " + address.status);
        changed(gateway);
    }

    Endpoint.Outcome unassign(ApiCall call) {
        NatGatewayModel gateway = changeable(call);
        SortedSet<Ipv4> unwanted = EmbeddedEc2.addresses(call);
        if (unwanted.isEmpty()) {
            throw EmbeddedEc2.missing("PrivateIpAddress");
        }
        String drain = call.text("MaxDrainDurationSeconds");
        int seconds = drain == null ? DEFAULT_DRAIN : Integer.parseInt(drain);
        if (seconds < 1 || seconds > LONGEST_DRAIN) {
            throw EmbeddedEc2.invalid("MaxDrainDurationSeconds must be between 1 and 4000");
        }
        for (Ipv4 ip : unwanted) {
            Address address = gateway.addresses.get(ip);
            if (address == null) {
                throw EmbeddedEc2.invalid(ip + " is not assigned to " + gateway.id + " (assumed)");
            }
            if (address.primary) {
                throw EmbeddedEc2.invalid(ip + " is the primary address of " + gateway.id + " (assumed)");
            }
        }
        drain(gateway, unwanted, seconds);
        return Endpoint.Outcome.changed(reply(gateway, unwanted));
    }

    private void drain(NatGatewayModel gateway, Collection<Ipv4> unwanted, int seconds) {
        Duration time = switches.drain.apply(Duration.ofSeconds(seconds));
        for (Ipv4 ip : unwanted) {
            Address address = gateway.addresses.get(ip);
            address.status = "unassigning";
            int index = drains.size();
            drains.add(new Drain(gateway.id, ip, now(), null));
            world.events().tell("ec2", gateway.id, ip + " unassigning: drain begins, up to " + seconds + " s");
            world.clock().after(time, () -> {
                drains.set(index, new Drain(gateway.id, ip, drains.get(index).begin(), now()));
                remove(gateway, address);
                world.events().tell("ec2", gateway.id, ip + " gone: drain ends");
                changed(gateway);
            });
        }
        changed(gateway);
    }

    private static void remove(NatGatewayModel gateway, Address address) {
        if (gateway.addresses.remove(address.ip, address)) {
            gateway.subnet.taken.remove(address.ip);
        }
    }

    /** While an address is unassigning the gateway takes no assign and no unassign (documented). */
    private NatGatewayModel changeable(ApiCall call) {
        NatGatewayModel gateway = get(call.text("NatGatewayId"));
        if (!gateway.state.equals("available")) {
            throw new ApiFaultException(400, "IncorrectState", gateway.id + " is " + gateway.state);
        }
        if (!gateway.connectivity.equals("private")) {
            throw new ApiFaultException(
                    400, "UnsupportedOperation", gateway.id + " is not a private NAT gateway (code assumed)");
        }
        if (gateway.isAny("unassigning") || switches.lockWhileAssigning && gateway.isAny("assigning")) {
            throw new ApiFaultException(
                    400, switches.busyCode, "An operation on the addresses of " + gateway.id + " is in progress.");
        }
        return gateway;
    }

    private Map<String, Object> reply(NatGatewayModel gateway, Collection<Ipv4> affected) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("natGatewayId", gateway.id);
        body.put(
                "natGatewayAddressSet",
                affected.stream()
                        .map(ip -> (Object) gateway.item(gateway.addresses.get(ip), switches.primaryReported))
                        .toList());
        return body;
    }

    Endpoint.Outcome tag(ApiCall call) {
        if (call.action().equals("DescribeTags")) {
            List<Object> tags = new ArrayList<>();
            gateways.values()
                    .forEach(gateway -> gateway.tags.forEach((key, value) -> tags.add(Map.of(
                            "resourceId", gateway.id, "resourceType", "natgateway", "key", key, "value", value))));
            return Endpoint.Outcome.read(EmbeddedEc2.body("tagSet", tags));
        }
        for (Object id : call.list("ResourceId")) {
            for (Object item : call.list("Tag")) {
                Map<?, ?> tag = (Map<?, ?>) item;
                NatGatewayModel gateway = get(id.toString());
                if (call.action().equals("CreateTags")) {
                    gateway.tags.put(String.valueOf(tag.get("Key")), String.valueOf(tag.get("Value")));
                } else {
                    gateway.tags.remove(String.valueOf(tag.get("Key")));
                }
                changed(gateway);
            }
        }
        return Endpoint.Outcome.changed(EmbeddedEc2.body("return", "true"));
    }

    private void changed(NatGatewayModel gateway) {
        gateway.changed(now(), switches.primaryReported);
        int serving = serving(gateway.id).size();
        lowestServing.merge(gateway.id, serving, Math::min);
    }

    private Instant now() {
        return world.clock().now();
    }
}

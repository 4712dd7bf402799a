package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.RequestHandling;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All NAT gateways: what describe calls show of them, and the test's hand on them. */
public final class NatGateways {
    /** "nat-" and 8 or 17 hexadecimal digits ("Resource IDs", Amazon EC2 User Guide). */
    private static final Pattern ID = Pattern.compile("nat-([0-9a-f]{8}|[0-9a-f]{17})");

    /** A drain: when it began, and when it ended; null while it goes on. */
    public record Drain(String gatewayId, String address, Instant begin, Instant end) {}

    private final EmulatedAccount account;
    private final Ec2Options options;
    private final Tags tags;
    private final NatGatewayLifecycle life;
    private final AssignPrivateNatGatewayAddress assigning;
    private final UnassignPrivateNatGatewayAddress unassigning;
    private final DescribeNatGateways descriptions;
    private final Map<String, NatGatewayModel> gateways = new LinkedHashMap<>();
    private final Map<String, NatGatewayModel> forgotten = new LinkedHashMap<>();
    private final Map<String, Integer> lowestServing = new HashMap<>();

    NatGateways(EmulatedAccount account, Ec2Options options, VpcModel network, Tags tags, Pagination pages) {
        this.account = account;
        this.options = options;
        this.tags = tags;
        this.life = new NatGatewayLifecycle(account, options, network, tags, this);
        this.assigning = new AssignPrivateNatGatewayAddress(account, options, this);
        this.unassigning = new UnassignPrivateNatGatewayAddress(account, options, this);
        this.descriptions = new DescribeNatGateways(account, options, tags, pages, this);
    }

    RequestHandling.Outcome handle(ApiCall call) {
        return switch (call.action()) {
            case "AssignPrivateNatGatewayAddress" -> assigning.assign(call);
            case "UnassignPrivateNatGatewayAddress" -> unassigning.unassign(call);
            case "CreateNatGateway" -> life.create(call);
            case "DeleteNatGateway" -> life.delete(call);
            default -> descriptions.describe(call);
        };
    }

    Map<String, Object> shown(NatGatewayModel gateway) {
        return descriptions.shown(gateway, account.now());
    }

    NatGatewayModel get(String id) {
        if (!gateways.containsKey(id) && !ID.matcher(id).matches()) {
            throw new ApiFaultException(options.malformedCode, "The NAT gateway ID is not formed correctly: " + id);
        }
        NatGatewayModel gateway = gateways.get(id);
        if (gateway == null) {
            throw new ApiFaultException(options.notFoundCode, "NatGateway " + id + " was not found");
        }
        return gateway;
    }

    /** A new gateway without any address; tags of its creation are checked before it exists. */
    NatGatewayModel add(SubnetModel subnet, String connectivity, ApiCall call) {
        return add("nat-" + account.random().hex(17), subnet, connectivity, call.text("AvailabilityMode"), call);
    }

    private NatGatewayModel add(String id, SubnetModel subnet, String connectivity, String mode, ApiCall call) {
        tags.created(id, "natgateway", call);
        NatGatewayModel gateway = new NatGatewayModel(
                id, subnet, connectivity, "eni-" + account.random().hex(17), account.now());
        gateway.availabilityMode = mode == null ? "zonal" : mode;
        gateways.put(id, gateway);
        return gateway;
    }

    void forget(NatGatewayModel gateway) {
        if (gateways.remove(gateway.id, gateway)) {
            tags.deleted(gateway.id);
            gateway.forgotten(account.now());
            forgotten.put(gateway.id, gateway);
        }
    }

    void changed(NatGatewayModel gateway) {
        gateway.changed(account.now(), options);
        lowestServing.merge(gateway.id, serving(gateway.id).size(), Math::min);
    }

    /** All that an old read may show, also those that EC2 has forgotten since. */
    Collection<NatGatewayModel> all() {
        return Stream.concat(gateways.values().stream(), forgotten.values().stream())
                .toList();
    }

    /** The same of one id. */
    NatGatewayModel known(String id) {
        return forgotten.containsKey(id) ? forgotten.get(id) : get(id);
    }

    // ------------------------------------------------------------------ the test's eye

    /** All addresses of the gateway with their status, in numerical order: "10.0.1.5" to "succeeded". */
    public Map<String, String> statuses(String id) {
        Map<String, String> statuses = new LinkedHashMap<>();
        if (gateways.containsKey(id)) {
            get(id).addresses.forEach((ip, address) -> statuses.put(ip.toString(), address.status));
        }
        return statuses;
    }

    /** The ids of all gateways that EC2 still shows. */
    public Set<String> ids() {
        return new TreeSet<>(gateways.keySet());
    }

    /** The gateway's primary address; empty if it has none. */
    public Optional<String> primaryOf(String id) {
        return Optional.ofNullable(gateways.get(id))
                .flatMap(gateway -> gateway.addresses.values().stream()
                        .filter(address -> address.primary)
                        .map(address -> address.ip.toString())
                        .findFirst());
    }

    /** The addresses that take new connections. */
    public SortedSet<String> serving(String id) {
        TreeSet<String> serving = new TreeSet<>(statuses(id).keySet());
        serving.removeIf(ip -> !statuses(id).get(ip).equals("succeeded"));
        return serving;
    }

    /** Every drain so far, in the order of their beginnings. */
    public List<Drain> drains() {
        return unassigning.drains();
    }

    /** The lowest number of serving addresses since the last call of this method. */
    public int lowestServing(String id) {
        int lowest = lowestServing.getOrDefault(id, serving(id).size());
        lowestServing.put(id, serving(id).size());
        return lowest;
    }

    // ------------------------------------------------------------------ the test's hand

    /** A private gateway that is available at once. */
    String createAtOnce(SubnetModel subnet, ApiCall call) {
        NatGatewayModel gateway = add(subnet, "private", call);
        gateway.add(subnet.firstFree().orElseThrow(), true, "succeeded");
        gateway.state = "available";
        changed(gateway);
        return gateway.id;
    }

    /** A gateway that was there before everything else. */
    void existing(SubnetModel subnet, GatewayFixture found, ApiCall call) {
        NatGatewayModel gateway = add(found.id(), subnet, found.connectivity(), found.availabilityMode(), call);
        gateway.state = found.state();
        found.addresses()
                .forEach(address -> gateway.add(Ipv4Notation.known(address.ip()), address.primary(), address.status()));
        changed(gateway);
    }

    /** The next assign of that address fails with this message. */
    public void failNext(String address, String message) {
        assigning.failNext(Ipv4Notation.known(address), message);
    }

    /** Makes the gateway regional, as those made since 2025 can be; they cannot be private. */
    public void regional(String id) {
        get(id).availabilityMode = "regional";
        changed(get(id));
    }

    /** Puts the gateway into that state, for example {@code pending}; nothing brings it out of it. */
    public void state(String id, String state) {
        get(id).state = state;
        changed(get(id));
    }

    /** Gives an address that status, for example one that the API does not have yet. */
    public void status(String id, String address, String status) {
        get(id).addresses.get(Ipv4Notation.known(address)).status = status;
        changed(get(id));
    }

    /** Somebody at the console assigns an address that serves at once. */
    public void assignOutOfBand(String id, String address) {
        NatGatewayModel gateway = get(id);
        gateway.add(Ipv4Notation.known(address), false, "succeeded");
        account.events().tell("ec2", id, address + " assigned by hand");
        changed(gateway);
    }

    /** Somebody at the console unassigns an address. */
    public void unassignOutOfBand(String id, String address, int drainSeconds) {
        unassigning.drain(get(id), List.of(Ipv4Notation.known(address)), drainSeconds);
    }

    /** The id of the gateway's subnet. */
    public String subnetOf(String id) {
        return get(id).subnet.id;
    }

    /** The gateway is gone at once, as if deleted long ago. */
    public void deleteOutOfBand(String id) {
        NatGatewayModel gateway = get(id);
        gateway.removeAll();
        forget(gateway);
    }
}

package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.handler.plan.Subnet;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.World;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** VPCs and their subnets: /16 to /28, each subnet inside its VPC and apart from the others (API, CreateVpc and CreateSubnet). */
final class Network {
    private static final int WIDEST = 16;
    private static final int NARROWEST = 28;

    private final World world;
    private final Tags tags;
    private final Pages pages;
    private final Map<String, Subnet> vpcs = new LinkedHashMap<>();
    private final Map<String, Subnetwork> subnets = new LinkedHashMap<>();

    Network(World world, Tags tags, Pages pages) {
        this.world = world;
        this.tags = tags;
        this.pages = pages;
    }

    Collection<Subnetwork> subnets() {
        return subnets.values();
    }

    Subnetwork subnet(String id) {
        Subnetwork subnet = subnets.get(id);
        if (subnet == null) {
            throw new ApiFaultException(400, "InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
        }
        return subnet;
    }

    /** A subnet that was there before everything else, in a VPC around it. */
    Subnetwork existing(String vpcId, String subnetId, Cidr range, ApiCall call) {
        Ipv4 base = new Ipv4(range.base().bits() & -1 << 32 - WIDEST);
        vpcs.computeIfAbsent(vpcId, id -> {
            tags.created(id, "vpc", call);
            return new Subnet(id, new Cidr(base, WIDEST));
        });
        return subnets.computeIfAbsent(subnetId, id -> {
            tags.created(id, "subnet", call);
            return new Subnetwork(new Subnet(id, range), vpcId, world.region() + "a");
        });
    }

    private Subnet vpc(String id) {
        Subnet vpc = vpcs.get(id);
        if (vpc == null) {
            throw new ApiFaultException(400, "InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
        }
        return vpc;
    }

    Endpoint.Outcome handle(ApiCall call) {
        return switch (call.action()) {
            case "CreateVpc" -> createVpc(call);
            case "DescribeVpcs" -> describeVpcs(call);
            case "DeleteVpc" -> deleteVpc(Requests.required(call, "VpcId"));
            case "CreateSubnet" -> createSubnet(call);
            case "DescribeSubnets" -> describeSubnets(call);
            default -> deleteSubnet(Requests.required(call, "SubnetId"));
        };
    }

    private Endpoint.Outcome createVpc(ApiCall call) {
        String id = "vpc-" + world.lot().hex(17);
        Subnet vpc = block(id, Requests.required(call, "CidrBlock"), "InvalidVpc.Range");
        tags.created(id, "vpc", call);
        vpcs.put(id, vpc);
        return Endpoint.Outcome.changed(EmbeddedEc2.body("vpc", shownVpc(id)));
    }

    private Endpoint.Outcome createSubnet(ApiCall call) {
        String vpcId = Requests.required(call, "VpcId");
        Subnet vpc = vpc(vpcId);
        String id = "subnet-" + world.lot().hex(17);
        Subnet block = block(id, Requests.required(call, "CidrBlock"), "InvalidSubnet.Range");
        if (!vpc.range().contains(block.range())) {
            throw new ApiFaultException(400, "InvalidSubnet.Range", "The CIDR '" + block.cidr() + "' is invalid.");
        }
        boolean overlaps = subnets.values().stream()
                .filter(other -> other.vpcId.equals(vpcId))
                .anyMatch(other -> overlap(other.subnet.range(), block.range()));
        if (overlaps) {
            throw new ApiFaultException(
                    400, "InvalidSubnet.Conflict", "The CIDR '" + block.cidr() + "' conflicts with another subnet");
        }
        tags.created(id, "subnet", call);
        String zone = call.text("AvailabilityZone") == null ? world.region() + "a" : call.text("AvailabilityZone");
        subnets.put(id, new Subnetwork(block, vpcId, zone));
        return Endpoint.Outcome.changed(EmbeddedEc2.body("subnet", shownSubnet(subnet(id))));
    }

    /** Host bits are cleared: "We modify the specified CIDR block to its canonical form" (API, CreateVpc). */
    private static Subnet block(String id, String cidr, String rangeCode) {
        String[] parts = cidr.split("/", -1);
        int prefix = parts.length == 2 && parts[1].matches("[0-9]|[12][0-9]|3[0-2]") ? Integer.parseInt(parts[1]) : 0;
        Ipv4 base = Ipv4.parse(parts[0])
                .filter(address -> prefix > 0)
                .orElseThrow(() -> Requests.invalid(
                        "Value (" + cidr + ") for parameter cidrBlock is invalid. This is not a valid CIDR block."));
        if (prefix < WIDEST || prefix > NARROWEST) {
            throw new ApiFaultException(400, rangeCode, "The CIDR '" + cidr + "' is invalid.");
        }
        return new Subnet(id, new Cidr(new Ipv4(base.bits() & -1 << 32 - prefix), prefix));
    }

    static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other) || other.contains(one);
    }

    private Endpoint.Outcome deleteVpc(String id) {
        vpc(id);
        requireUnused(id, subnets.values().stream().noneMatch(subnet -> subnet.vpcId.equals(id)));
        vpcs.remove(id);
        tags.deleted(id);
        return Endpoint.Outcome.changed(EmbeddedEc2.body("return", "true"));
    }

    private Endpoint.Outcome deleteSubnet(String id) {
        requireUnused(id, subnet(id).isUnused());
        subnets.remove(id);
        tags.deleted(id);
        return Endpoint.Outcome.changed(EmbeddedEc2.body("return", "true"));
    }

    private static void requireUnused(String id, boolean unused) {
        if (!unused) {
            throw new ApiFaultException(
                    400, "DependencyViolation", "'" + id + "' has dependencies and cannot be deleted.");
        }
    }

    private Endpoint.Outcome describeVpcs(ApiCall call) {
        List<?> ids = call.list("VpcId");
        ids.forEach(id -> vpc(id.toString()));
        return pages.outcome(
                call,
                "vpcSet",
                vpcs.keySet().stream()
                        .filter(id -> ids.isEmpty() || ids.contains(id))
                        .filter(id -> Filters.pass(
                                call,
                                Filters.facts("vpc-id", id, "cidr", vpc(id).cidr(), "state", "available"),
                                tags.of(id)))
                        .map(this::shownVpc)
                        .toList());
    }

    private Endpoint.Outcome describeSubnets(ApiCall call) {
        List<?> ids = call.list("SubnetId");
        ids.forEach(id -> subnet(id.toString()));
        return pages.outcome(
                call,
                "subnetSet",
                subnets.values().stream()
                        .filter(subnet -> ids.isEmpty() || ids.contains(subnet.subnet.id()))
                        .filter(subnet -> Filters.pass(call, facts(subnet), tags.of(subnet.subnet.id())))
                        .map(this::shownSubnet)
                        .toList());
    }

    private static Map<String, List<String>> facts(Subnetwork subnet) {
        return Filters.facts(
                "subnet-id",
                subnet.subnet.id(),
                "vpc-id",
                subnet.vpcId,
                "cidr-block",
                subnet.subnet.cidr(),
                "availability-zone",
                subnet.zone,
                "state",
                "available");
    }

    private Map<String, Object> shownVpc(String id) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("vpcId", id);
        shown.put("cidrBlock", vpc(id).cidr());
        shown.put("state", "available");
        shown.put("tagSet", tags.set(id));
        return shown;
    }

    private Map<String, Object> shownSubnet(Subnetwork subnet) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subnetId", subnet.subnet.id());
        shown.put("vpcId", subnet.vpcId);
        shown.put("cidrBlock", subnet.subnet.cidr());
        shown.put("availabilityZone", subnet.zone);
        shown.put("availableIpAddressCount", String.valueOf(subnet.available()));
        shown.put("state", "available");
        shown.put("tagSet", tags.set(subnet.subnet.id()));
        return shown;
    }
}

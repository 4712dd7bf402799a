package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** VPCs and their subnets: /16 to /28, each subnet inside its VPC and apart from the others (API, CreateVpc and CreateSubnet). */
final class VpcModel {
    private static final int WIDEST = 16;
    private static final int NARROWEST = 28;

    private final EmulatedAccount account;
    private final Tags tags;
    private final Pagination pages;
    private final Map<String, IPv4Address> vpcs = new LinkedHashMap<>();
    private final Map<String, SubnetModel> subnets = new LinkedHashMap<>();

    VpcModel(EmulatedAccount account, Tags tags, Pagination pages) {
        this.account = account;
        this.tags = tags;
        this.pages = pages;
    }

    Collection<SubnetModel> subnets() {
        return subnets.values();
    }

    SubnetModel subnet(String id) {
        SubnetModel subnet = subnets.get(id);
        if (subnet == null) {
            throw new ApiFaultException("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
        }
        return subnet;
    }

    /** A subnet that was there before everything else, in a VPC around it. */
    SubnetModel existing(String vpcId, String subnetId, String cidr, ApiCall call) {
        IPv4Address block = Ipv4Notation.withPrefix(cidr).orElseThrow();
        vpcs.computeIfAbsent(vpcId, id -> {
            tags.created(id, "vpc", call);
            return block.toPrefixBlock(WIDEST);
        });
        return subnets.computeIfAbsent(subnetId, id -> {
            tags.created(id, "subnet", call);
            return new SubnetModel(id, block, vpcId, account.region() + "a");
        });
    }

    private IPv4Address vpc(String id) {
        IPv4Address vpc = vpcs.get(id);
        if (vpc == null) {
            throw new ApiFaultException("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
        }
        return vpc;
    }

    RequestHandling.Outcome handle(ApiCall call) {
        return switch (call.action()) {
            case "CreateVpc" -> createVpc(call);
            case "DescribeVpcs" -> describeVpcs(call);
            case "DeleteVpc" -> {
                String id = ParameterValidation.required(call, "VpcId");
                vpc(id);
                boolean unused = subnets.values().stream().noneMatch(subnet -> subnet.vpcId.equals(id));
                yield delete(id, vpcs, unused);
            }
            case "CreateSubnet" -> createSubnet(call);
            case "DescribeSubnets" -> describeSubnets(call);
            default -> {
                String id = ParameterValidation.required(call, "SubnetId");
                yield delete(id, subnets, subnet(id).isUnused());
            }
        };
    }

    private RequestHandling.Outcome createVpc(ApiCall call) {
        String id = "vpc-" + account.random().hex(17);
        IPv4Address vpc = block(ParameterValidation.required(call, "CidrBlock"), "InvalidVpc.Range");
        tags.created(id, "vpc", call);
        vpcs.put(id, vpc);
        return RequestHandling.Outcome.changed(new Members().with("vpc", shownVpc(id)));
    }

    private RequestHandling.Outcome createSubnet(ApiCall call) {
        String vpcId = ParameterValidation.required(call, "VpcId");
        IPv4Address vpc = vpc(vpcId);
        String id = "subnet-" + account.random().hex(17);
        IPv4Address block = block(ParameterValidation.required(call, "CidrBlock"), "InvalidSubnet.Range");
        if (!vpc.contains(block)) {
            throw new ApiFaultException("InvalidSubnet.Range", "The CIDR '" + block + "' is invalid.");
        }
        boolean overlaps = subnets.values().stream()
                .filter(other -> other.vpcId.equals(vpcId))
                .anyMatch(other -> overlap(other.block, block));
        if (overlaps) {
            throw new ApiFaultException(
                    "InvalidSubnet.Conflict", "The CIDR '" + block + "' conflicts with another subnet");
        }
        tags.created(id, "subnet", call);
        String zone = call.text("AvailabilityZone") == null ? account.region() + "a" : call.text("AvailabilityZone");
        subnets.put(id, new SubnetModel(id, block, vpcId, zone));
        return RequestHandling.Outcome.changed(new Members().with("subnet", shownSubnet(id)));
    }

    /** Host bits are cleared: "We modify the specified CIDR block to its canonical form" (API, CreateVpc). */
    private static IPv4Address block(String cidr, String rangeCode) {
        IPv4Address block = Ipv4Notation.withPrefix(cidr)
                .filter(address -> address.getPrefixLength() > 0)
                .orElseThrow(() -> ParameterValidation.invalid(
                        "Value (" + cidr + ") for parameter cidrBlock is invalid. This is not a valid CIDR block."))
                .toPrefixBlock();
        if (block.getPrefixLength() < WIDEST || block.getPrefixLength() > NARROWEST) {
            throw new ApiFaultException(rangeCode, "The CIDR '" + cidr + "' is invalid.");
        }
        return block;
    }

    static boolean overlap(IPv4Address one, IPv4Address other) {
        return one.contains(other) || other.contains(one);
    }

    private RequestHandling.Outcome delete(String id, Map<String, ?> all, boolean unused) {
        if (!unused) {
            throw new ApiFaultException("DependencyViolation", "'" + id + "' has dependencies and cannot be deleted.");
        }
        all.remove(id);
        tags.deleted(id);
        return RequestHandling.Outcome.changed(new Members().with("return", "true"));
    }

    private RequestHandling.Outcome describeVpcs(ApiCall call) {
        return described(
                call,
                "VpcId",
                "vpcSet",
                vpcs.keySet(),
                this::shownVpc,
                id -> Filters.facts("vpc-id", id, "cidr", vpc(id), "state", "available"));
    }

    /** What was asked for by id, or all of it, as far as it passes the filters; an unknown id is refused. */
    private RequestHandling.Outcome described(
            ApiCall call,
            String idParameter,
            String element,
            Collection<String> known,
            Function<String, Map<String, Object>> shown,
            Function<String, Map<String, List<String>>> facts) {
        List<String> ids = call.list(idParameter).stream().map(Object::toString).toList();
        ids.forEach(shown::apply);
        return pages.outcome(
                call,
                element,
                known.stream()
                        .filter(id -> ids.isEmpty() || ids.contains(id))
                        .filter(id -> Filters.pass(call, facts.apply(id), tags.of(id)))
                        .map(shown)
                        .toList());
    }

    private RequestHandling.Outcome describeSubnets(ApiCall call) {
        return described(call, "SubnetId", "subnetSet", subnets.keySet(), this::shownSubnet, id -> {
            SubnetModel subnet = subnet(id);
            Map<String, List<String>> place = Filters.facts("vpc-id", subnet.vpcId, "availability-zone", subnet.zone);
            place.putAll(Filters.facts("subnet-id", id, "cidr-block", subnet.cidr(), "state", "available"));
            return place;
        });
    }

    private Map<String, Object> shownVpc(String id) {
        return new Members()
                .with("vpcId", id)
                .with("cidrBlock", vpc(id).toString())
                .with("state", "available")
                .with("tagSet", tags.set(id));
    }

    private Map<String, Object> shownSubnet(String id) {
        SubnetModel subnet = subnet(id);
        return new Members()
                .with("subnetId", id)
                .with("vpcId", subnet.vpcId)
                .with("cidrBlock", subnet.cidr())
                .with("availabilityZone", subnet.zone)
                .with("availableIpAddressCount", String.valueOf(subnet.available()))
                .with("state", "available")
                .with("tagSet", tags.set(id));
    }
}

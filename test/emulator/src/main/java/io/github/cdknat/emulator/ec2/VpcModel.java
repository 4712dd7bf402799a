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
import java.util.stream.Stream;

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
            throw unknownSubnet(id);
        }
        return subnet;
    }

    static ApiFaultException unknownSubnet(String id) {
        return new ApiFaultException("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
    }

    static ApiFaultException unknownVpc(String id) {
        return new ApiFaultException("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
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
            throw unknownVpc(id);
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
        String zone = zone(call.text("AvailabilityZone"));
        tags.created(id, "subnet", call);
        subnets.put(id, new SubnetModel(id, block, vpcId, zone));
        return RequestHandling.Outcome.changed(new Members().with("subnet", shownSubnet(id)));
    }

    /** Which zones a Region has is assumed: a, b and c (F38). */
    private String zone(String asked) {
        List<String> zones =
                Stream.of("a", "b", "c").map(account.region()::concat).toList();
        if (asked != null && !zones.contains(asked)) {
            throw ParameterValidation.invalid("Value (" + asked + ") for parameter availabilityZone is invalid. Subnets"
                    + " can currently only be created in the following availability zones: " + String.join(", ", zones)
                    + ".");
        }
        return asked == null ? zones.get(0) : asked;
    }

    /** "euc1-az1" for eu-central-1a: which zone has which id differs from account to account ("Availability Zone IDs", AWS RAM). */
    private String zoneId(SubnetModel subnet) {
        String region =
                account.region().replaceAll("-(n|s)(?:orth|outh)", "-$1").replaceAll("-?([cew])(entral|ast|est)", "$1");
        return region.replace("-", "") + "-az" + (subnet.zone.charAt(subnet.zone.length() - 1) - 'a' + 1);
    }

    private String arn(String subnetId) {
        return "arn:aws:ec2:" + account.region() + ":" + account.account() + ":subnet/" + subnetId;
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
        return described(call, "VpcId", "vpcSet", vpcs.keySet(), this::shownVpc, this::vpcFacts);
    }

    private Map<String, List<String>> vpcFacts(String id) {
        Map<String, List<String>> facts = Filters.facts("vpc-id", id, "cidr", vpc(id), "state", "available");
        facts.putAll(Filters.facts("is-default", false, "isDefault", false, "owner-id", account.account()));
        facts.putAll(Filters.facts("dhcp-options-id", dhcpOptions(id), "cidr-block-association.state", "associated"));
        facts.putAll(Filters.facts("cidr-block-association.association-id", association(id)));
        facts.putAll(Filters.facts("cidr-block-association.cidr-block", vpc(id)));
        return facts;
    }

    private static String dhcpOptions(String vpcId) {
        return vpcId.replaceFirst("vpc", "dopt");
    }

    private static String association(String vpcId) {
        return vpcId.replaceFirst("vpc", "vpc-cidr-assoc");
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
            Map<String, List<String>> facts = Filters.facts("vpc-id", subnet.vpcId, "owner-id", account.account());
            facts.putAll(Filters.facts("subnet-id", id, "subnet-arn", arn(id), "state", "available"));
            facts.putAll(Filters.facts("availability-zone", subnet.zone, "availabilityZone", subnet.zone));
            facts.putAll(Filters.facts("availability-zone-id", zoneId(subnet), "availabilityZoneId", zoneId(subnet)));
            facts.putAll(Filters.facts("cidr-block", subnet.cidr(), "cidr", subnet.cidr(), "cidrBlock", subnet.cidr()));
            facts.putAll(Filters.facts("default-for-az", false, "defaultForAz", false));
            return facts;
        });
    }

    private Map<String, Object> shownVpc(String id) {
        return new Members()
                .with("vpcId", id)
                .with("cidrBlock", vpc(id).toString())
                .with("state", "available")
                .with("isDefault", "false")
                .with("ownerId", account.account())
                .with("instanceTenancy", "default")
                .with("dhcpOptionsId", dhcpOptions(id))
                .with(
                        "cidrBlockAssociationSet",
                        List.of(new Members()
                                .with("associationId", association(id))
                                .with("cidrBlock", vpc(id).toString())
                                .with("cidrBlockState", Map.of("state", "associated"))))
                .with("tagSet", tags.set(id));
    }

    private Map<String, Object> shownSubnet(String id) {
        SubnetModel subnet = subnet(id);
        return new Members()
                .with("subnetId", id)
                .with("vpcId", subnet.vpcId)
                .with("cidrBlock", subnet.cidr())
                .with("availabilityZone", subnet.zone)
                .with("availabilityZoneId", zoneId(subnet))
                .with("ownerId", account.account())
                .with("subnetArn", arn(id))
                .with("defaultForAz", "false")
                .with("mapPublicIpOnLaunch", "false")
                .with("availableIpAddressCount", String.valueOf(subnet.available()))
                .with("state", "available")
                .with("tagSet", tags.set(id));
    }
}

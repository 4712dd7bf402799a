package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.handler.plan.Subnet;
import io.github.cdknat.testkit.iam.Authorizer;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.ApiFaultException;
import io.github.cdknat.testkit.kernel.ApiReply;
import io.github.cdknat.testkit.kernel.ApiService;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.Faults;
import io.github.cdknat.testkit.kernel.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * EC2's NAT gateways, as far as their private addresses go. Strict: an action, parameter or filter that it does not know is
 * refused, as EC2 does.
 */
public final class EmbeddedEc2 implements ApiService {
    private static final Map<String, Set<String>> PARAMETERS = new HashMap<>();

    static {
        PARAMETERS.put(
                "AssignPrivateNatGatewayAddress",
                Set.of("NatGatewayId", "PrivateIpAddress", "PrivateIpAddressCount", "DryRun"));
        PARAMETERS.put(
                "UnassignPrivateNatGatewayAddress",
                Set.of("NatGatewayId", "PrivateIpAddress", "MaxDrainDurationSeconds", "DryRun"));
        PARAMETERS.put("DescribeNatGateways", Set.of("NatGatewayId", "Filter", "MaxResults", "NextToken", "DryRun"));
        PARAMETERS.put(
                "CreateNatGateway",
                Set.of("SubnetId", "ConnectivityType", "PrivateIpAddress", "TagSpecification", "ClientToken"));
        PARAMETERS.put("DeleteNatGateway", Set.of("NatGatewayId"));
        PARAMETERS.put("CreateVpc", Set.of("CidrBlock", "TagSpecification"));
        PARAMETERS.put("DeleteVpc", Set.of("VpcId"));
        PARAMETERS.put("DescribeVpcs", Set.of("VpcId", "Filter", "MaxResults", "NextToken"));
        PARAMETERS.put("CreateSubnet", Set.of("VpcId", "CidrBlock", "TagSpecification", "AvailabilityZone"));
        PARAMETERS.put("DeleteSubnet", Set.of("SubnetId"));
        PARAMETERS.put("DescribeSubnets", Set.of("SubnetId", "Filter", "MaxResults", "NextToken"));
        PARAMETERS.put("DescribeNetworkInterfaces", Set.of("Filter", "NetworkInterfaceId", "MaxResults", "NextToken"));
        PARAMETERS.put("GetSubnetCidrReservations", Set.of("SubnetId", "Filter", "MaxResults", "NextToken"));
        PARAMETERS.put("CreateSubnetCidrReservation", Set.of("SubnetId", "Cidr", "ReservationType", "Description"));
        PARAMETERS.put("CreateTags", Set.of("ResourceId", "Tag"));
        PARAMETERS.put("DeleteTags", Set.of("ResourceId", "Tag"));
        PARAMETERS.put("DescribeTags", Set.of("Filter", "MaxResults", "NextToken"));
    }

    private final World world;
    private final Ec2Switches switches;
    private final Endpoint endpoint;
    private final Authorizer authorizer;
    private final Network network;
    private final NatGateways gateways;
    private final Map<String, TokenBucket> buckets = new HashMap<>();

    public EmbeddedEc2(World world, Authorizer authorizer, Ec2Switches switches) {
        this.world = world;
        this.switches = switches;
        this.authorizer = authorizer;
        this.network = new Network(world);
        this.gateways = new NatGateways(world, switches, network);
        this.endpoint = new Endpoint(world, authorizer, this::resource, "UnauthorizedOperation", this::handle);
        endpoint.gate(this::throttle);
    }

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    public Faults faults() {
        return endpoint.faults();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Ec2Switches switches() {
        return switches;
    }

    /** The test's hand on the gateways. */
    public NatGateways gateways() {
        return gateways;
    }

    /** A private gateway that is available at once, in a /24 of its own: 10.0.N.0/24, primary address 10.0.N.4. */
    public String privateGateway(int n) {
        String vpc = network.createVpc("10.0.0.0/16");
        String subnet = network.createSubnet(vpc, "10.0." + n + ".0/24");
        return gateways.create(network.subnet(subnet), "private", null, true);
    }

    private String resource(ApiCall call) {
        boolean onGateway = call.action().endsWith("PrivateNatGatewayAddress");
        return onGateway
                ? "arn:aws:ec2:" + world.region() + ":" + world.account() + ":natgateway/" + call.text("NatGatewayId")
                : "*";
    }

    /** Per account and Region: assign and unassign each 10 tokens, 1 a second; describe calls 100, 20 a second. */
    private ApiCall throttle(ApiCall call) {
        if (!switches.throttling || call.principal().equals(ApiCall.ADMIN)) {
            return call;
        }
        boolean describes =
                call.action().startsWith("Describe") || call.action().startsWith("Get");
        TokenBucket bucket = buckets.computeIfAbsent(
                describes ? "describe" : call.action(),
                name -> new TokenBucket(
                        describes ? 100 : 10, describes ? 20 : 1, world.clock().now()));
        if (!bucket.take(world.clock().now())) {
            throw new ApiFaultException(503, "RequestLimitExceeded", "Request limit exceeded.");
        }
        return call;
    }

    private Endpoint.Outcome handle(ApiCall call) {
        Set<String> known = PARAMETERS.get(call.action());
        if (known == null) {
            throw new ApiFaultException(
                    400, "InvalidAction", "The action " + call.action() + " is not valid for this web service.");
        }
        for (String name : call.parameters().keySet()) {
            if (!known.contains(name)) {
                throw new ApiFaultException(400, "UnknownParameter", "The parameter " + name + " is not recognized");
            }
        }
        if (call.isDryRun()) {
            throw new ApiFaultException(
                    412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
        return switch (call.action()) {
            case "AssignPrivateNatGatewayAddress" -> gateways.assign(call);
            case "UnassignPrivateNatGatewayAddress" -> gateways.unassign(call);
            case "DescribeNatGateways" -> gateways.describe(call);
            case "CreateNatGateway" -> gateways.create(call);
            case "DeleteNatGateway" -> gateways.delete(call);
            case "CreateTags", "DeleteTags", "DescribeTags" -> gateways.tag(call);
            default -> network.handle(call);
        };
    }

    /** Whether the role may call that, by IAM's policies in force; for tests. */
    public boolean isPermitted(String principal, String action, String gatewayId) {
        return authorizer.allows(
                principal,
                "ec2:" + action,
                "arn:aws:ec2:" + world.region() + ":" + world.account() + ":natgateway/" + gatewayId,
                Map.of());
    }

    /** Lets an instance take an address of the gateway's subnet. */
    public void takeAddress(String gatewayId, String address) {
        gateways.get(gatewayId).subnet.taken.put(Ipv4.of(address), "instance");
    }

    static Map<String, Object> body(String name, Object value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, value);
        return body;
    }

    static SortedSet<Ipv4> addresses(ApiCall call) {
        TreeMap<Ipv4, Boolean> addresses = new TreeMap<>();
        for (Object item : call.list("PrivateIpAddress")) {
            Ipv4 address = Ipv4.parse(item.toString())
                    .orElseThrow(() -> invalid("Value (" + item + ") for parameter privateIpAddress is invalid."));
            if (addresses.put(address, true) != null) {
                throw invalid("The address " + item + " is listed twice.");
            }
        }
        return Ipv4.sorted(addresses.keySet());
    }

    static ApiFaultException invalid(String message) {
        return new ApiFaultException(400, "InvalidParameterValue", message);
    }

    static ApiFaultException missing(String parameter) {
        return new ApiFaultException(400, "MissingParameter", "The request must contain the parameter " + parameter);
    }

    static boolean passesFilters(ApiCall call, Map<String, List<String>> facts) {
        for (Object item : call.list("Filter")) {
            Map<?, ?> filter = (Map<?, ?>) item;
            List<String> actual = facts.get(String.valueOf(filter.get("Name")));
            if (actual == null) {
                throw invalid("The filter '" + filter.get("Name") + "' is invalid");
            }
            if (actual.stream().noneMatch(((List<?>) filter.get("Value"))::contains)) {
                return false;
            }
        }
        return true;
    }

    static Subnet subnet(String id, String cidr) {
        return Subnet.of(id, cidr)
                .orElseThrow(() -> invalid("Value (" + cidr + ") for parameter cidrBlock is invalid."));
    }
}

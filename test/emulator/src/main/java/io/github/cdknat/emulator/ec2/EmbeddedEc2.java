package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.ErrorCodes;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.iam.Authorizer;
import java.util.Map;
import java.util.Optional;

/** EC2's front: who may call, how often, and which part of the model carries a call out. */
public final class EmbeddedEc2 implements ApiService {
    private final EmulatedAccount account;
    private final Ec2Options options;
    private final RequestHandling endpoint;
    private final RequestThrottle throttle = new RequestThrottle();
    private final Tags tags;
    private final VpcModel network;
    private final NetworkInterfaces interfaces;
    private final CidrReservations reservations;
    private final NatGateways gateways;

    public EmbeddedEc2(EmulatedAccount account, Authorizer authorizer, Ec2Options options) {
        this.account = account;
        this.options = options;
        Pagination pages = new Pagination(options);
        this.tags = new Tags(pages);
        this.network = new VpcModel(account, tags, pages);
        this.interfaces = new NetworkInterfaces(account, network, pages, id -> gatewayOf(id));
        this.reservations = new CidrReservations(account, network, tags, pages);
        this.gateways = new NatGateways(account, options, network, tags, pages);
        this.endpoint = new RequestHandling(account, authorizer, this::resource, ErrorCodes.EC2, this::handle);
        endpoint.gate(this::throttle);
    }

    @Override
    public ApiReply call(ApiCall call) {
        return endpoint.call(call);
    }

    public FaultInjector faults() {
        return endpoint.faults();
    }

    public RequestHandling endpoint() {
        return endpoint;
    }

    public Ec2Options options() {
        return options;
    }

    /** The test's hand on the gateways. */
    public NatGateways gateways() {
        return gateways;
    }

    private String resource(ApiCall call) {
        return call.action().endsWith("PrivateNatGatewayAddress") ? arn(call.text("NatGatewayId")) : "*";
    }

    /** The gateway that a network interface belongs to; empty if it is an instance's. */
    private Optional<String> gatewayOf(String networkInterfaceId) {
        return gateways.all().stream()
                .filter(gateway -> gateway.networkInterfaceId.equals(networkInterfaceId))
                .map(gateway -> gateway.id)
                .findFirst();
    }

    private String arn(String gatewayId) {
        return "arn:aws:ec2:" + account.region() + ":" + account.account() + ":natgateway/" + gatewayId;
    }

    private ApiCall throttle(ApiCall call) {
        if (options.throttling && !throttle.admits(call, account.now())) {
            throw ErrorCodes.EC2.throttled().fault();
        }
        return call;
    }

    private RequestHandling.Outcome handle(ApiCall call) {
        ActionParameters.require(call);
        if (!call.isDryRun()) {
            return carryOut(call);
        }
        if (options.dryRunValidates && call.action().endsWith("PrivateNatGatewayAddress")) {
            carryOut(call);
        }
        throw new ApiFaultException(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }

    private RequestHandling.Outcome carryOut(ApiCall call) {
        if (call.action().endsWith("Tags")) {
            return tags.handle(call);
        }
        if (call.action().equals("DescribeNetworkInterfaces")) {
            return interfaces.describe(call);
        }
        if (call.action().contains("CidrReservation")) {
            return reservations.handle(call);
        }
        return call.action().contains("NatGateway") ? gateways.handle(call) : network.handle(call);
    }

    // ------------------------------------------------------------------ the test's hand

    /** A private gateway that is available at once, in a /24 of its own: 10.0.N.0/24, primary address 10.0.N.4. */
    public String privateGateway(int n) {
        Map<?, ?> vpc = made("vpc", "CreateVpc", Map.of("CidrBlock", "10.0.0.0/16"));
        Map<?, ?> subnet =
                made("subnet", "CreateSubnet", Map.of("VpcId", vpc.get("vpcId"), "CidrBlock", "10.0." + n + ".0/24"));
        return gateways.createAtOnce(
                network.subnet(String.valueOf(subnet.get("subnetId"))), asAdministrator("CreateNatGateway", Map.of()));
    }

    /** A gateway with that id, subnet and addresses, as if it had always been there. */
    public void existing(GatewayFixture gateway) {
        ApiCall call = asAdministrator("CreateNatGateway", Map.of());
        SubnetModel subnet = network.existing(gateway.vpcId(), gateway.subnetId(), gateway.cidr(), call);
        gateways.existing(subnet, gateway, call);
    }

    private Map<?, ?> made(String element, String action, Map<String, Object> parameters) {
        return (Map<?, ?>)
                network.handle(asAdministrator(action, parameters)).body().get(element);
    }

    private static ApiCall asAdministrator(String action, Map<String, Object> parameters) {
        return new ApiCall("ec2", action, parameters, ApiCall.ADMIN);
    }

    /** Whether the address is one of the gateway's subnet that nothing holds. */
    public boolean isFree(String gatewayId, String address) {
        return gateways.get(gatewayId).subnet.isFree(Ipv4Notation.known(address));
    }

    /**
     * Lets an instance take an address of the gateway's subnet.
     *
     * @throws IllegalStateException if it is not free
     */
    public void occupy(String gatewayId, String address) {
        if (!isFree(gatewayId, address)) {
            throw new IllegalStateException("No instance can take " + address + ": it is not free");
        }
        gateways.get(gatewayId)
                .subnet
                .take(Ipv4Notation.known(address), "eni-" + account.random().hex(17));
    }

    /** The instance gives the address back. */
    public void vacate(String gatewayId, String address) {
        gateways.get(gatewayId).subnet.release(Ipv4Notation.known(address));
    }
}

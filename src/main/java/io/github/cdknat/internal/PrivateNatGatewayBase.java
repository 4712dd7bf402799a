package io.github.cdknat.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;
import software.amazon.awscdk.interfaces.ec2.NatGatewayReference;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What a gateway of this app and an imported one have in common: routes, and what the number of addresses says. */
public abstract class PrivateNatGatewayBase extends WatchedNatGateway {
    /** For each address and destination (NAT gateway basics, Amazon VPC User Guide). */
    private static final long CONNECTIONS_PER_ADDRESS = 55_000;

    /** By destination and route table. */
    private final Map<List<String>, CfnRoute> routes = new HashMap<>();

    protected PrivateNatGatewayBase(Construct scope, String id) {
        super(scope, id);
    }

    /** {@return the secondary addresses, if they are known} */
    protected abstract Optional<List<String>> knownAddresses();

    /** {@return what routes have to wait for; empty, if traffic may come at once} */
    protected Optional<CfnResource> beforeTraffic() {
        return Optional.empty();
    }

    @Override
    public NatGatewayReference getNatGatewayRef() {
        return NatGatewayReference.builder().natGatewayId(getNatGatewayId()).build();
    }

    @Override
    public long connectionCapacity() {
        return knownCapacity()
                .orElseThrow(() -> path.invalid(
                        "connectionCapacity",
                        "how many secondary addresses the gateway has is not known (55,000 connections for each"
                                + " address to one destination); give a list of known length or a count."));
    }

    @Override
    public List<CfnRoute> routeTo(String destinationCidr, ISubnet... subnets) {
        return routes(destinationCidr, subnets, this::routeTableId);
    }

    /** An import without a route table throws when it is asked for it. */
    private String routeTableId(ISubnet subnet) {
        try {
            return subnet.getRouteTable().getRouteTableId();
        } catch (RuntimeException e) {
            throw path.invalid(
                    "subnets",
                    subnet.getNode().getPath()
                            + " was imported without its route table (the route is made in it); import it with routeTableId, by Subnet.fromSubnetAttributes.");
        }
    }

    @Override
    public List<CfnRoute> routeTo(String destinationCidr, IRouteTableRef... routeTables) {
        return routes(
                destinationCidr, routeTables, table -> table.getRouteTableRef().getRouteTableId());
    }

    /**
     * One route for each route table; subnets that share a route table share the route.
     * @param namesakes what a route is named after, each with its route table
     */
    private <N extends IConstruct> List<CfnRoute> routes(
            String destination, N[] namesakes, Function<N, String> routeTableId) {
        path.requireText(
                Literals.cidr(destination).isPresent(),
                "destinationCidr",
                destination,
                "a literal in CIDR notation without set host bits, such as 10.8.0.0/16",
                "correct it, or make a CfnRoute of your own with the gateway's id");
        return Stream.of(namesakes)
                .map(namesake -> route(destination, routeTableId.apply(namesake), namesake))
                .distinct()
                .toList();
    }

    private CfnRoute route(String destination, String routeTableId, IConstruct namesake) {
        return routes.computeIfAbsent(List.of(destination, routeTableId), absent -> {
            String id = "Route " + destination.replace('/', '_') + " from " + Names.nodeUniqueId(namesake.getNode());
            CfnRoute made = CfnRoute.Builder.create(this, id)
                    .routeTableId(routeTableId)
                    .destinationCidrBlock(destination)
                    .natGatewayId(getNatGatewayId())
                    .build();
            beforeTraffic().ifPresent(made.getNode()::addDependency);
            return made;
        });
    }

    @Override
    Optional<Long> knownCapacity() {
        return knownAddresses()
                .filter(addresses -> !Tokens.isWhole(addresses))
                .map(addresses -> (addresses.size() + 1) * CONNECTIONS_PER_ADDRESS);
    }
}

package io.github.cdknat.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Routes that lead to one gateway. */
final class GatewayRoutes {
    private record Route(String destination, String routeTableId) {}

    private final Construct scope;
    private final String natGatewayId;
    private final Optional<CfnResource> first;
    private final Map<Route, CfnRoute> routes = new HashMap<>();

    /**
     * No route yet.
     *
     * @param first what has to be there before any traffic comes
     */
    GatewayRoutes(Construct scope, String natGatewayId, Optional<CfnResource> first) {
        this.scope = scope;
        this.natGatewayId = natGatewayId;
        this.first = first;
    }

    /**
     * One route for each route table; subnets that share a route table share the route.
     *
     * @param namesakes what a route is named after, each with its route table
     */
    <N extends IConstruct> List<CfnRoute> to(String destination, N[] namesakes, Function<N, String> routeTableId) {
        refuseUnlessCidr(destination);
        return Stream.of(namesakes)
                .map(namesake -> routes.computeIfAbsent(
                        new Route(destination, routeTableId.apply(namesake)), route -> make(route, namesake)))
                .distinct()
                .toList();
    }

    private CfnRoute make(Route route, IConstruct namesake) {
        String id =
                "Route " + route.destination().replace('/', '_') + " from " + Names.nodeUniqueId(namesake.getNode());
        CfnRoute made = CfnRoute.Builder.create(scope, id)
                .routeTableId(route.routeTableId())
                .destinationCidrBlock(route.destination())
                .natGatewayId(natGatewayId)
                .build();
        first.ifPresent(made.getNode()::addDependency);
        return made;
    }

    private void refuseUnlessCidr(String destination) {
        if (Tokens.isIn(destination) || Ipv4Range.parse(destination).isEmpty()) {
            ConstructPath path = new ConstructPath(scope);
            throw path.invalid(
                    "destinationCidr",
                    (Tokens.isIn(destination) ? "a token" : ConstructPath.quoted(destination))
                            + " (a literal in CIDR notation without set host bits, such as 10.8.0.0/16); correct it,"
                            + " or make a CfnRoute of your own with the gateway's id.");
        }
    }
}

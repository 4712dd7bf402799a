package io.github.cdknat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Where a route stands, and the construct that it is named after. */
    record Place(String routeTableId, IConstruct namesake) {}

    /** Subnets that share a route table share the route. */
    List<CfnRoute> lead(String destination, List<Place> places) {
        refuseUnlessCidr(destination);
        List<CfnRoute> made = new ArrayList<>();
        for (Place place : places) {
            CfnRoute route = routes.computeIfAbsent(
                    new Route(destination, place.routeTableId()), key -> route(destination, place));
            if (!made.contains(route)) {
                made.add(route);
            }
        }
        return made;
    }

    private CfnRoute route(String destination, Place place) {
        String id = "Route " + destination.replace('/', '_') + " from "
                + Names.nodeUniqueId(place.namesake().getNode());
        CfnRoute route = CfnRoute.Builder.create(scope, id)
                .routeTableId(place.routeTableId())
                .destinationCidrBlock(destination)
                .natGatewayId(natGatewayId)
                .build();
        first.ifPresent(route.getNode()::addDependency);
        return route;
    }

    private void refuseUnlessCidr(String destination) {
        if (destination == null
                || Tokens.isIn(destination)
                || Ipv4Range.parse(destination).isEmpty()) {
            throw new InvalidPropertyException(
                    "destinationCidr",
                    new ConstructPath(scope),
                    destination == null ? "null" : Tokens.isIn(destination) ? "a token" : "\"" + destination + "\"",
                    "a literal in CIDR notation without set host bits, such as 10.8.0.0/16",
                    "correct it, or make a CfnRoute of your own with the gateway's id");
        }
    }
}

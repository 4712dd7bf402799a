package io.github.cdknat.internal;

import io.github.cdknat.IPrivateNatGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;
import software.amazon.awscdk.interfaces.ec2.NatGatewayReference;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Row;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What a gateway of this app and an imported one have in common. */
public abstract class PrivateNatGatewayBase extends Resource implements IPrivateNatGateway {
    /** For each address and destination (NAT gateway basics, Amazon VPC User Guide). */
    private static final long CONNECTIONS_PER_ADDRESS = 55_000;

    /** A dashboard is 24 units wide (Dashboard body structure and syntax, CloudWatch API Reference). */
    private static final int QUARTER_OF_A_ROW = 6;

    private final Map<Route, CfnRoute> routes = new HashMap<>();

    private record Route(String destination, String routeTableId) {}

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
        ConstructPath path = new ConstructPath(this);
        return knownCapacity()
                .orElseThrow(() -> path.invalid(
                        "connectionCapacity",
                        "how many secondary addresses the gateway has is not known (55,000 connections for"
                                + " each address to one destination); give a list of known length or a"
                                + " count."));
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
            throw new ConstructPath(this)
                    .invalid(
                            "subnets",
                            subnet.getNode().getPath()
                                    + " was imported without its route table (the route is made in it); import it with"
                                    + " routeTableId, by Subnet.fromSubnetAttributes.");
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
        if (Tokens.isIn(destination) || Ipv4Range.parse(destination).isEmpty()) {
            ConstructPath path = new ConstructPath(this);
            String rule = "a literal in CIDR notation without set host bits, such as 10.8.0.0/16";
            String next = "correct it, or make a CfnRoute of your own with the gateway's id";
            throw Tokens.isIn(destination)
                    ? path.invalid("destinationCidr", "a token (" + rule + "); " + next + ".")
                    : path.invalidText("destinationCidr", destination, rule, next);
        }
        return Stream.of(namesakes)
                .map(namesake -> routes.computeIfAbsent(
                        new Route(destination, routeTableId.apply(namesake)), route -> make(route, namesake)))
                .distinct()
                .toList();
    }

    private CfnRoute make(Route route, IConstruct namesake) {
        String id =
                "Route " + route.destination().replace('/', '_') + " from " + Names.nodeUniqueId(namesake.getNode());
        CfnRoute made = CfnRoute.Builder.create(this, id)
                .routeTableId(route.routeTableId())
                .destinationCidrBlock(route.destination())
                .natGatewayId(getNatGatewayId())
                .build();
        beforeTraffic().ifPresent(made.getNode()::addDependency);
        return made;
    }

    private OptionalLong knownCapacity() {
        return knownAddresses()
                .filter(addresses -> !Tokens.isWhole(addresses))
                .map(addresses -> OptionalLong.of((addresses.size() + 1) * CONNECTIONS_PER_ADDRESS))
                .orElse(OptionalLong.empty());
    }

    @Override
    public Alarm alarmOnPortExhaustion(String id) {
        return alarm(id, metricErrorPortAllocation(), 0)
                .alarmDescription(
                        "A private NAT gateway has no port left for new connections to a destination; give it more addresses.")
                .evaluationPeriods(1)
                .build();
    }

    @Override
    public Alarm alarmOnUtilisation(String id, double percent) {
        long capacity = connectionCapacity();
        if (!(percent > 0 && percent <= 100)) {
            throw new ConstructPath(this)
                    .invalidNumber(
                            "percent",
                            percent,
                            "more than 0, at most 100",
                            "choose a share of the capacity, such as 80");
        }
        return alarm(id, utilisation(capacity), percent)
                .alarmDescription(
                        "A private NAT gateway comes close to the connections that it can have to one destination, if"
                                + " all go to one; look for the busiest destination, and give the gateway more"
                                + " addresses.")
                .evaluationPeriods(5)
                .datapointsToAlarm(3)
                .build();
    }

    private Alarm.Builder alarm(String id, IMetric metric, Number threshold) {
        return Alarm.Builder.create(this, id)
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING);
    }

    @Override
    public Row dashboardRow() {
        GraphWidget.Builder connections = graph("Connections " + getNatGatewayId(), metricActiveConnectionCount());
        knownCapacity()
                .ifPresent(known -> connections.leftAnnotations(List.of(HorizontalAnnotation.builder()
                        .value(known)
                        .label("capacity to one destination")
                        .build())));
        GraphWidget.Builder ports = graph("Ports", metricErrorPortAllocation(), metricIdleTimeoutCount());
        GraphWidget.Builder losses = graph(
                "Attempts and losses",
                metricConnectionAttemptCount(),
                metricConnectionEstablishedCount(),
                metricPacketsDropCount());
        GraphWidget.Builder traffic = graph("Traffic", metricBytesOutToDestination(), metricBytesInFromDestination());
        return new Row(connections.build(), ports.build(), losses.build(), traffic.build());
    }

    private static GraphWidget.Builder graph(String title, IMetric... left) {
        return GraphWidget.Builder.create().title(title).width(QUARTER_OF_A_ROW).left(List.of(left));
    }

    private MathExpression utilisation(long capacity) {
        return MathExpression.Builder.create()
                .expression("100 * active / " + capacity)
                .usingMetrics(Map.of("active", metricActiveConnectionCount()))
                .label("share of " + capacity + " connections to one destination, in percent")
                .period(Duration.minutes(1))
                .build();
    }
}

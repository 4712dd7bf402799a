package io.github.cdknat.internal;

import io.github.cdknat.IPrivateNatGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Row;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/** Alarms and graphs of one gateway. */
public abstract class WatchedNatGateway extends Resource implements IPrivateNatGateway {
    /** A dashboard is 24 units wide (Dashboard body structure and syntax, CloudWatch API Reference). */
    private static final int QUARTER_OF_A_ROW = 6;

    protected final ConstructPath path = new ConstructPath(this);

    WatchedNatGateway(Construct scope, String id) {
        super(scope, id);
    }

    /** {@return the connections that it can have to one destination, if the number of its addresses is known} */
    abstract Optional<Long> knownCapacity();

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
        path.requireNumber(
                percent > 0 && percent <= 100,
                "percent",
                percent,
                "more than 0, at most 100",
                "choose a share of the capacity, such as 80");
        MathExpression utilisation = MathExpression.Builder.create()
                .expression("100 * active / " + capacity)
                .usingMetrics(Map.of("active", metricActiveConnectionCount()))
                .label("share of " + capacity + " connections to one destination, in percent")
                .period(Duration.minutes(1))
                .build();
        return alarm(id, utilisation, percent)
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
        HorizontalAnnotation.Builder line = HorizontalAnnotation.builder().label("capacity to one destination");
        List<HorizontalAnnotation> capacity =
                knownCapacity().stream().map(known -> line.value(known).build()).toList();
        return new Row(
                graph("Connections " + getNatGatewayId(), capacity, metricActiveConnectionCount()),
                graph("Ports", List.of(), metricErrorPortAllocation(), metricIdleTimeoutCount()),
                graph(
                        "Attempts and losses",
                        List.of(),
                        metricConnectionAttemptCount(),
                        metricConnectionEstablishedCount(),
                        metricPacketsDropCount()),
                graph("Traffic", List.of(), metricBytesOutToDestination(), metricBytesInFromDestination()));
    }

    private static GraphWidget graph(String title, List<HorizontalAnnotation> limits, IMetric... left) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(QUARTER_OF_A_ROW)
                .left(List.of(left))
                .leftAnnotations(limits)
                .build();
    }
}

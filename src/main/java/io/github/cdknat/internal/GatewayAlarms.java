package io.github.cdknat.internal;

import io.github.cdknat.NatGatewayMetrics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awscdk.Duration;
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
record GatewayAlarms(Construct scope, NatGatewayMetrics metrics) {
    /** A dashboard is 24 units wide (Dashboard body structure and syntax, CloudWatch API Reference). */
    private static final int QUARTER_OF_A_ROW = 6;

    Alarm portExhaustion(String id) {
        return alarm(id, metrics.metricErrorPortAllocation(), 0)
                .alarmDescription(
                        "A private NAT gateway has no port left for new connections to a destination; give it more addresses.")
                .evaluationPeriods(1)
                .build();
    }

    Alarm utilisation(String id, double percent, long capacity) {
        if (!(percent > 0 && percent <= 100)) {
            ConstructPath path = new ConstructPath(scope);
            throw path.invalidNumber(
                    "percent", percent, "more than 0, at most 100", "choose a share of the capacity, such as 80");
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
        return Alarm.Builder.create(scope, id)
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING);
    }

    Row row(OptionalLong capacity) {
        return new Row(
                connections(capacity),
                graph("Ports", metrics.metricErrorPortAllocation(), metrics.metricIdleTimeoutCount()),
                graph(
                        "Attempts and losses",
                        metrics.metricConnectionAttemptCount(),
                        metrics.metricConnectionEstablishedCount(),
                        metrics.metricPacketsDropCount()),
                graph("Traffic", metrics.metricBytesOutToDestination(), metrics.metricBytesInFromDestination()));
    }

    private GraphWidget connections(OptionalLong capacity) {
        GraphWidget.Builder graph = GraphWidget.Builder.create()
                .title("Connections " + metrics.getNatGatewayId())
                .width(QUARTER_OF_A_ROW)
                .left(List.of(metrics.metricActiveConnectionCount()));
        capacity.ifPresent(known -> graph.leftAnnotations(List.of(HorizontalAnnotation.builder()
                .value(known)
                .label("capacity to one destination")
                .build())));
        return graph.build();
    }

    private static GraphWidget graph(String title, IMetric... left) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(QUARTER_OF_A_ROW)
                .left(List.of(left))
                .build();
    }

    private MathExpression utilisation(long capacity) {
        return MathExpression.Builder.create()
                .expression("100 * active / " + capacity)
                .usingMetrics(Map.of("active", metrics.metricActiveConnectionCount()))
                .label("share of " + capacity + " connections to one destination, in percent")
                .period(Duration.minutes(1))
                .build();
    }
}

package io.github.cdknat;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * The CloudWatch metrics of a NAT gateway, each with the statistic that AWS calls the most useful, and a period of one minute,
 * at which AWS delivers them (<a href="https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html">NAT
 * gateway metrics and dimensions</a>). For another statistic or period: {@code metric.with(MetricOptions)}.
 */
public interface NatGatewayMetrics {
    /** {@return the id of the gateway that is measured} */
    String getNatGatewayId();

    /**
     * Any metric of the gateway.
     * @param metricName its name in the namespace {@code AWS/NATGateway}
     * @param statistic for example {@code Stats.SUM}
     * @return the metric with a period of one minute
     */
    default Metric metric(String metricName, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/NATGateway")
                .metricName(metricName)
                .dimensionsMap(Map.of("NatGatewayId", getNatGatewayId()))
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }

    /** {@return concurrent active TCP connections; statistic: maximum} */
    default Metric metricActiveConnectionCount() {
        return metric("ActiveConnectionCount", Stats.MAXIMUM);
    }

    /** {@return bytes received from destinations; statistic: sum} */
    default Metric metricBytesInFromDestination() {
        return metric("BytesInFromDestination", Stats.SUM);
    }

    /** {@return bytes received from clients in the VPC; statistic: sum} */
    default Metric metricBytesInFromSource() {
        return metric("BytesInFromSource", Stats.SUM);
    }

    /** {@return bytes sent to destinations; statistic: sum} */
    default Metric metricBytesOutToDestination() {
        return metric("BytesOutToDestination", Stats.SUM);
    }

    /** {@return bytes sent to clients in the VPC; statistic: sum} */
    default Metric metricBytesOutToSource() {
        return metric("BytesOutToSource", Stats.SUM);
    }

    /** {@return connection attempts; statistic: sum} */
    default Metric metricConnectionAttemptCount() {
        return metric("ConnectionAttemptCount", Stats.SUM);
    }

    /** {@return connections that were established; fewer than the attempts means that destinations did not answer; statistic: sum} */
    default Metric metricConnectionEstablishedCount() {
        return metric("ConnectionEstablishedCount", Stats.SUM);
    }

    /** {@return how often no source port was left for a connection; above 0, the gateway needs more addresses; statistic: sum} */
    default Metric metricErrorPortAllocation() {
        return metric("ErrorPortAllocation", Stats.SUM);
    }

    /** {@return connections that ended because they were idle for 350 seconds; statistic: sum} */
    default Metric metricIdleTimeoutCount() {
        return metric("IdleTimeoutCount", Stats.SUM);
    }

    /** {@return packets that the gateway dropped; statistic: sum} */
    default Metric metricPacketsDropCount() {
        return metric("PacketsDropCount", Stats.SUM);
    }

    /** {@return packets received from destinations; statistic: sum} */
    default Metric metricPacketsInFromDestination() {
        return metric("PacketsInFromDestination", Stats.SUM);
    }

    /** {@return packets received from clients in the VPC; statistic: sum} */
    default Metric metricPacketsInFromSource() {
        return metric("PacketsInFromSource", Stats.SUM);
    }

    /** {@return packets sent to destinations; statistic: sum} */
    default Metric metricPacketsOutToDestination() {
        return metric("PacketsOutToDestination", Stats.SUM);
    }

    /** {@return packets sent to clients in the VPC; statistic: sum} */
    default Metric metricPacketsOutToSource() {
        return metric("PacketsOutToSource", Stats.SUM);
    }

    /** {@return the highest average of bytes per second over ten seconds, in each minute; statistic: maximum} */
    default Metric metricPeakBytesPerSecond() {
        return metric("PeakBytesPerSecond", Stats.MAXIMUM);
    }

    /** {@return the highest average of packets per second over ten seconds, in each minute; statistic: maximum} */
    default Metric metricPeakPacketsPerSecond() {
        return metric("PeakPacketsPerSecond", Stats.MAXIMUM);
    }
}

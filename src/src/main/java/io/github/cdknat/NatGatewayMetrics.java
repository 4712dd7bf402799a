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
    /** The gateway that is measured. */
    String getNatGatewayId();

    /**
     * Any metric of the gateway.
     *
     * @param metricName its name in the namespace {@code AWS/NATGateway}
     * @param statistic for example {@code Stats.SUM}
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

    /** Concurrent active TCP connections. Statistic: maximum. */
    default Metric metricActiveConnectionCount() {
        return metric("ActiveConnectionCount", Stats.MAXIMUM);
    }

    /** Bytes received from destinations. Statistic: sum. */
    default Metric metricBytesInFromDestination() {
        return metric("BytesInFromDestination", Stats.SUM);
    }

    /** Bytes received from clients in the VPC. Statistic: sum. */
    default Metric metricBytesInFromSource() {
        return metric("BytesInFromSource", Stats.SUM);
    }

    /** Bytes sent to destinations. Statistic: sum. */
    default Metric metricBytesOutToDestination() {
        return metric("BytesOutToDestination", Stats.SUM);
    }

    /** Bytes sent to clients in the VPC. Statistic: sum. */
    default Metric metricBytesOutToSource() {
        return metric("BytesOutToSource", Stats.SUM);
    }

    /** Connection attempts. Statistic: sum. */
    default Metric metricConnectionAttemptCount() {
        return metric("ConnectionAttemptCount", Stats.SUM);
    }

    /** Connections that were established; fewer than the attempts means that destinations did not answer. Statistic: sum. */
    default Metric metricConnectionEstablishedCount() {
        return metric("ConnectionEstablishedCount", Stats.SUM);
    }

    /** How often no source port was left for a connection; above 0, the gateway needs more addresses. Statistic: sum. */
    default Metric metricErrorPortAllocation() {
        return metric("ErrorPortAllocation", Stats.SUM);
    }

    /** Connections that ended because they were idle for 350 seconds. Statistic: sum. */
    default Metric metricIdleTimeoutCount() {
        return metric("IdleTimeoutCount", Stats.SUM);
    }

    /** Packets that the gateway dropped. Statistic: sum. */
    default Metric metricPacketsDropCount() {
        return metric("PacketsDropCount", Stats.SUM);
    }

    /** Packets received from destinations. Statistic: sum. */
    default Metric metricPacketsInFromDestination() {
        return metric("PacketsInFromDestination", Stats.SUM);
    }

    /** Packets received from clients in the VPC. Statistic: sum. */
    default Metric metricPacketsInFromSource() {
        return metric("PacketsInFromSource", Stats.SUM);
    }

    /** Packets sent to destinations. Statistic: sum. */
    default Metric metricPacketsOutToDestination() {
        return metric("PacketsOutToDestination", Stats.SUM);
    }

    /** Packets sent to clients in the VPC. Statistic: sum. */
    default Metric metricPacketsOutToSource() {
        return metric("PacketsOutToSource", Stats.SUM);
    }

    /** The highest average of bytes per second over ten seconds, in each minute. Statistic: maximum. */
    default Metric metricPeakBytesPerSecond() {
        return metric("PeakBytesPerSecond", Stats.MAXIMUM);
    }

    /** The highest average of packets per second over ten seconds, in each minute. Statistic: maximum. */
    default Metric metricPeakPacketsPerSecond() {
        return metric("PeakPacketsPerSecond", Stats.MAXIMUM);
    }
}

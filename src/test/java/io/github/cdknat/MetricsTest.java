package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.list;
import static io.github.cdknat.SynthesizedStack.map;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.Subnet;

/** Metrics, alarms and graphs. */
class MetricsTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    /** "NAT gateway metrics and dimensions", Amazon VPC User Guide: which statistic is "the most useful" for each metric. */
    @Test
    void everyDocumentedMetricHasItsMostUsefulStatistic() throws ReflectiveOperationException {
        IPrivateNatGateway gateway = PrivateNatGateway.fromPrivateNatGatewayId(stack, "Imported", "nat-0abc");
        Map<String, String> statistics = new TreeMap<>();
        for (Method method : NatGatewayMetrics.class.getMethods()) {
            if (method.getName().startsWith("metric") && method.getParameterCount() == 0) {
                Metric metric = (Metric) method.invoke(gateway);
                assertThat(method.getName()).isEqualTo("metric" + metric.getMetricName());
                assertThat(metric.getNamespace()).isEqualTo("AWS/NATGateway");
                assertThat(metric.getDimensions()).isEqualTo(Map.of("NatGatewayId", "nat-0abc"));
                assertThat(metric.getPeriod().toSeconds()).isEqualTo(60);
                statistics.put(metric.getMetricName(), metric.getStatistic());
            }
        }

        assertThat(statistics)
                .isEqualTo(Map.ofEntries(
                        Map.entry("ActiveConnectionCount", "Maximum"),
                        Map.entry("BytesInFromDestination", "Sum"),
                        Map.entry("BytesInFromSource", "Sum"),
                        Map.entry("BytesOutToDestination", "Sum"),
                        Map.entry("BytesOutToSource", "Sum"),
                        Map.entry("ConnectionAttemptCount", "Sum"),
                        Map.entry("ConnectionEstablishedCount", "Sum"),
                        Map.entry("ErrorPortAllocation", "Sum"),
                        Map.entry("IdleTimeoutCount", "Sum"),
                        Map.entry("PacketsDropCount", "Sum"),
                        Map.entry("PacketsInFromDestination", "Sum"),
                        Map.entry("PacketsInFromSource", "Sum"),
                        Map.entry("PacketsOutToDestination", "Sum"),
                        Map.entry("PacketsOutToSource", "Sum"),
                        Map.entry("PeakBytesPerSecond", "Maximum"),
                        Map.entry("PeakPacketsPerSecond", "Maximum")));
    }

    @Test
    void theCapacityCountsThePrimaryAddressAndTheDeclaredOnes() {
        assertThat(make("None", List.of()).connectionCapacity()).isEqualTo(55_000);
        assertThat(make("Two", List.of("10.0.1.20", "10.0.1.21")).connectionCapacity())
                .isEqualTo(165_000);
        assertThat(PrivateNatGateway.Builder.create(stack, "Counted")
                        .subnet(Subnet.fromSubnetId(stack, "CountedSubnet", "subnet-1"))
                        .secondaryPrivateIpAddressCount(7)
                        .build()
                        .connectionCapacity())
                .isEqualTo(440_000);
        assertThat(imported(List.of("10.0.1.20")).connectionCapacity()).isEqualTo(110_000);
    }

    @Test
    void theAlarmForPortsIsTheDocumentedThreshold() {
        make("Gateway", List.of("10.0.1.20")).alarmOnPortExhaustion("NoPorts");

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.properties(synthesized.id("AWS::CloudWatch::Alarm")))
                .containsEntry("Namespace", "AWS/NATGateway")
                .containsEntry("MetricName", "ErrorPortAllocation")
                .containsEntry("Statistic", "Sum")
                .containsEntry("Period", 60)
                .containsEntry("Threshold", 0)
                .containsEntry("ComparisonOperator", "GreaterThanThreshold")
                .containsEntry("EvaluationPeriods", 1)
                .containsEntry("TreatMissingData", "notBreaching")
                .containsEntry("Dimensions", List.of(Map.of("Name", "NatGatewayId", "Value", ref("Gateway43CB3636"))));
    }

    @Test
    void theAlarmForUtilisationIsAShareOfTheCapacity() {
        make("Gateway", List.of("10.0.1.20")).alarmOnUtilisation("Full", 80);

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        Map<String, Object> alarm = synthesized.properties(synthesized.id("AWS::CloudWatch::Alarm"));
        assertThat(alarm)
                .containsEntry("Threshold", 80)
                .containsEntry("EvaluationPeriods", 5)
                .containsEntry("DatapointsToAlarm", 3);
        assertThat(list(alarm.get("Metrics")).stream().map(query -> map(query).getOrDefault("Expression", "")))
                .contains("100 * active / 110000");
    }

    @Test
    void theDashboardRowIsAsWideAsADashboard() throws Exception {
        PrivateNatGateway gateway = make("Gateway", List.of("10.0.1.20"));
        Dashboard.Builder.create(stack, "Dashboard")
                .widgets(List.of(List.<IWidget>of(gateway.dashboardRow())))
                .build();

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        String body = dashboard(synthesized);
        List<Object> widgets = list(JSON.std.mapFrom(body).get("widgets"));
        assertThat(widgets)
                .hasSize(4)
                .allSatisfy(widget -> assertThat(map(widget)).containsEntry("width", 6));
        assertThat(body).contains("110000").contains("PacketsDropCount");
    }

    @Test
    void aRowOfAnUnknownCapacityHasNoLine() {
        assertThat(PrivateNatGateway.fromPrivateNatGatewayId(stack, "Imported", "nat-0abc")
                        .dashboardRow()
                        .getWidgets())
                .hasSize(4);
    }

    @Test
    void anImportedGatewaySaysWhatItWasImportedWith() {
        assertThat(imported(List.of("10.0.1.20")).getSecondaryPrivateIpAddresses())
                .containsExactly("10.0.1.20");
    }

    @Test
    void theHandlersMetricsAreThoseOfItsFunctionsAndItsStateMachine() {
        HandlerMetrics health = make("Gateway", List.of()).getHandlerMetrics();

        assertThat(Stream.of(
                                health.metricFailedRequests(),
                                health.metricRequests(),
                                health.metricRequestTime(),
                                health.metricStoppedRequests())
                        .map(this::shown))
                .containsExactly(
                        "AWS/States ExecutionsFailed Sum {StateMachineArn={Ref=NatGatewaySecondaryAddressesStateMachine}}",
                        "AWS/States ExecutionsStarted Sum {StateMachineArn={Ref=NatGatewaySecondaryAddressesStateMachine}}",
                        "AWS/States ExecutionTime Maximum {StateMachineArn={Ref=NatGatewaySecondaryAddressesStateMachine}}",
                        "AWS/States ExecutionsAborted Sum {StateMachineArn={Ref=NatGatewaySecondaryAddressesStateMachine}}");
        assertThat(Stream.of(
                                health.metricOnEventErrors(),
                                health.metricDroppedEvents(),
                                health.metricConvergeErrors(),
                                health.metricConvergeThrottles(),
                                health.metricConvergeDuration())
                        .map(this::shown))
                .containsExactly(
                        "AWS/Lambda Errors Sum {FunctionName={Ref=NatGatewaySecondaryAddressesOnEvent}}",
                        "AWS/Lambda AsyncEventsDropped Sum {FunctionName={Ref=NatGatewaySecondaryAddressesOnEvent}}",
                        "AWS/Lambda Errors Sum {FunctionName={Ref=NatGatewaySecondaryAddressesConverge}}",
                        "AWS/Lambda Throttles Sum {FunctionName={Ref=NatGatewaySecondaryAddressesConverge}}",
                        "AWS/Lambda Duration Maximum {FunctionName={Ref=NatGatewaySecondaryAddressesConverge}}");
    }

    private String shown(Metric metric) {
        return metric.getNamespace() + " " + metric.getMetricName() + " " + metric.getStatistic() + " "
                + stack.resolve(metric.getDimensions());
    }

    /** The body with its tokens left out. */
    private static String dashboard(SynthesizedStack synthesized) {
        Object body = synthesized
                .properties(synthesized.id("AWS::CloudWatch::Dashboard"))
                .get("DashboardBody");
        StringBuilder text = new StringBuilder();
        list(list(map(body).get("Fn::Join")).get(1))
                .forEach(part -> text.append(part instanceof String ? part : "token"));
        return text.toString();
    }

    private PrivateNatGateway make(String id, List<String> addresses) {
        return PrivateNatGateway.Builder.create(stack, id)
                .subnet(Subnet.fromSubnetId(stack, id + "Subnet", "subnet-1"))
                .secondaryPrivateIpAddresses(addresses)
                .build();
    }

    private IPrivateNatGateway imported(List<String> addresses) {
        return PrivateNatGateway.fromPrivateNatGatewayAttributes(
                stack,
                "Known",
                PrivateNatGatewayAttributes.builder()
                        .natGatewayId("nat-0abc")
                        .secondaryPrivateIpAddresses(addresses)
                        .build());
    }
}

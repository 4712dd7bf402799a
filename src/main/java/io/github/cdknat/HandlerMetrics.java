package io.github.cdknat;

import io.github.cdknat.internal.Provider;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.constructs.IConstruct;

/**
 * The handler behind all constructs of one stack, as its CloudWatch metrics show it; each with a period of five minutes, ready
 * for an alarm (<a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda</a>, <a
 * href="https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html">Step Functions</a>). It runs during
 * deployments only, so treat missing data as not breaching.
 */
public final class HandlerMetrics {
    private final Provider provider;

    HandlerMetrics(IConstruct construct) {
        provider = Provider.in(Stack.of(construct));
    }

    /** {@return requests that were answered FAILED, or whose deployment did not wait for them any more; statistic: sum} */
    public Metric metricFailedRequests() {
        return stateMachine("ExecutionsFailed", Stats.SUM);
    }

    /** {@return requests that were begun; statistic: sum} */
    public Metric metricRequests() {
        return stateMachine("ExecutionsStarted", Stats.SUM);
    }

    /** {@return how long requests took, in milliseconds; statistic: maximum} */
    public Metric metricRequestTime() {
        return stateMachine("ExecutionTime", Stats.MAXIMUM);
    }

    /** {@return requests that somebody stopped: nobody undoes what they had done; statistic: sum} */
    public Metric metricStoppedRequests() {
        return stateMachine("ExecutionsAborted", Stats.SUM);
    }

    /** {@return errors of the function that takes CloudFormation's events; statistic: sum} */
    public Metric metricOnEventErrors() {
        return function(Provider.ON_EVENT, "Errors", Stats.SUM);
    }

    /** {@return events of CloudFormation that could not be taken; they are answered FAILED; statistic: sum} */
    public Metric metricDroppedEvents() {
        return function(Provider.ON_EVENT, "AsyncEventsDropped", Stats.SUM);
    }

    /** {@return errors of the function that works on the gateways; the state machine repeats it; statistic: sum} */
    public Metric metricConvergeErrors() {
        return function(Provider.CONVERGE, "Errors", Stats.SUM);
    }

    /** {@return calls of that function that were throttled; the state machine repeats them; statistic: sum} */
    public Metric metricConvergeThrottles() {
        return function(Provider.CONVERGE, "Throttles", Stats.SUM);
    }

    /** {@return how long that function took for one pass, in milliseconds; its limit is 60,000; statistic: maximum} */
    public Metric metricConvergeDuration() {
        return function(Provider.CONVERGE, "Duration", Stats.MAXIMUM);
    }

    private Metric stateMachine(String name, String statistic) {
        return metric("AWS/States", name, Map.of("StateMachineArn", provider.ref(Provider.STATE_MACHINE)), statistic);
    }

    private Metric function(String id, String name, String statistic) {
        return metric("AWS/Lambda", name, Map.of("FunctionName", provider.ref(id)), statistic);
    }

    private static Metric metric(String namespace, String name, Map<String, String> dimensions, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(Duration.minutes(5))
                .build();
    }
}

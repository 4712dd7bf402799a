package io.github.cdknat.handler.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the three books said at one moment.
 *
 * @param now when the pass began, by the state machine's clock
 * @param self this execution
 * @param executions all executions of this resource that Step Functions shows, without this one
 * @param operation what CloudFormation is doing with the stack
 * @param book CloudFormation's records
 * @param gateway the gateway; empty if EC2 does not know it
 * @param subnet the gateway's subnet, where it was looked up
 * @param drainSeconds the drain duration of the current template, where it was looked up
 */
public record Observation(
        Instant now,
        Execution self,
        List<Execution> executions,
        Operation operation,
        Book book,
        Optional<Gateway> gateway,
        Optional<Subnet> subnet,
        Optional<Integer> drainSeconds) {
    public Observation {
        executions = List.copyOf(executions);
    }

    public List<Execution> earlier() {
        return executions.stream().filter(other -> other.isEarlierThan(self)).toList();
    }

    public List<Execution> later() {
        return executions.stream().filter(self::isEarlierThan).toList();
    }
}

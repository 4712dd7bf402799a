package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Subnet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What AWS showed at one moment.
 *
 * @param now when the pass began, by the state machine's clock
 * @param self this execution
 * @param executions all executions of this resource that Step Functions shows, without this one; earliest first
 * @param operation what CloudFormation is doing with the stack
 * @param resources CloudFormation's records
 * @param gateway the gateway; empty if EC2 does not know it
 * @param subnet the gateway's subnet, where it was looked up
 * @param subnetUsage what is taken in the gateway's subnet, where addresses have to be chosen
 * @param drainSettings what the current template says about drains, where it was looked up
 * @param evidence what the stack's events say, where they were looked up
 */
public record Observation(
        Instant now,
        Execution self,
        List<Execution> executions,
        StackOperation operation,
        StackResources resources,
        Optional<Gateway> gateway,
        Optional<Subnet> subnet,
        Optional<SubnetUsage> subnetUsage,
        DrainSettings drainSettings,
        EventEvidence evidence) {
    public Observation {
        executions = executions.stream().sorted(Execution.ORDER).toList();
    }

    /** The same with a look at the subnet. */
    public Observation with(SubnetUsage around) {
        Optional<Subnet> found = Optional.of(around.subnet());
        return new Observation(
                now,
                self,
                executions,
                operation,
                resources,
                gateway,
                found,
                Optional.of(around),
                drainSettings,
                evidence);
    }

    public List<Execution> earlier() {
        return executions.stream().filter(other -> other.isEarlierThan(self)).toList();
    }

    public List<Execution> later() {
        return executions.stream().filter(self::isEarlierThan).toList();
    }
}

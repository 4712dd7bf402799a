package io.github.cdknat.handler.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the three books said at one moment.
 *
 * @param now when the pass began, by the state machine's clock
 * @param self this execution
 * @param executions all executions of this resource that Step Functions shows, without this one; earliest first
 * @param operation what CloudFormation is doing with the stack
 * @param book CloudFormation's records
 * @param gateway the gateway; empty if EC2 does not know it
 * @param subnet the gateway's subnet, where it was looked up
 * @param neighbourhood what is taken in the gateway's subnet, where addresses have to be chosen
 * @param before the resource's physical id before the deployment that is being rolled back, where it was looked up
 * @param terms what the current template says about drains, where it was looked up
 * @param taken whether CloudFormation took the answer that is out, where the stack's events were looked up and say so
 */
public record Observation(
        Instant now,
        Execution self,
        List<Execution> executions,
        StackOperation operation,
        StackResources book,
        Optional<Gateway> gateway,
        Optional<Subnet> subnet,
        Optional<SubnetUsage> neighbourhood,
        Optional<String> before,
        DrainSettings terms,
        Optional<Boolean> taken) {
    public Observation {
        executions = executions.stream().sorted(Execution.ORDER).toList();
    }

    /** What is seen where nothing has to be chosen. */
    public Observation(
            Instant now,
            Execution self,
            List<Execution> executions,
            StackOperation operation,
            StackResources book,
            Optional<Gateway> gateway,
            Optional<Subnet> subnet,
            DrainSettings terms) {
        this(
                now,
                self,
                executions,
                operation,
                book,
                gateway,
                subnet,
                Optional.empty(),
                Optional.empty(),
                terms,
                Optional.empty());
    }

    /** The same with what the stack's events say of the answer. */
    public Observation knowing(Optional<Boolean> answerTaken) {
        return new Observation(
                now, self, executions, operation, book, gateway, subnet, neighbourhood, before, terms, answerTaken);
    }

    /** The same with the record from before the deployment. */
    public Observation with(Optional<String> recordBefore) {
        return new Observation(
                now, self, executions, operation, book, gateway, subnet, neighbourhood, recordBefore, terms, taken);
    }

    /** The same with a look at the subnet. */
    public Observation with(SubnetUsage around) {
        return new Observation(
                now,
                self,
                executions,
                operation,
                book,
                gateway,
                Optional.of(around.subnet()),
                Optional.of(around),
                before,
                terms,
                taken);
    }

    public List<Execution> earlier() {
        return executions.stream().filter(other -> other.isEarlierThan(self)).toList();
    }

    public List<Execution> later() {
        return executions.stream().filter(self::isEarlierThan).toList();
    }
}

package io.github.cdknat.handler.model;

import java.util.Optional;

/**
 * What the stack's events say about a request, where they were read.
 *
 * @param sent whether the request belongs to the operation that CloudFormation shows; true where nobody asked
 * @param before the resource's physical id before the deployment that is being rolled back
 * @param taken whether CloudFormation took the answer that is out; empty if they do not say
 * @param events the events
 */
public record Evidence(boolean sent, Optional<String> before, Optional<Boolean> taken, StackEvents events) {
    public static final Evidence NONE = new Evidence(true, Optional.empty(), Optional.empty(), StackEvents.NONE);

    public Evidence sent(boolean shown) {
        return new Evidence(shown, before, taken, events);
    }

    public Evidence before(Optional<String> record) {
        return new Evidence(sent, record, taken, events);
    }

    public Evidence taken(Optional<Boolean> answer) {
        return new Evidence(sent, before, answer, events);
    }
}

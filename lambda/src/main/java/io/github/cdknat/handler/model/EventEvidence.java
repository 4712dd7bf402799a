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
public record EventEvidence(boolean sent, Optional<String> before, Optional<Boolean> taken, StackEventHistory events) {
    public static final EventEvidence NONE =
            new EventEvidence(true, Optional.empty(), Optional.empty(), StackEventHistory.NONE);
}

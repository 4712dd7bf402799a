package io.github.cdknat.handler.reconcile;

import java.io.IOException;
import java.util.Optional;

/** The one outbound call of the responder. */
@FunctionalInterface
public interface ResponsePut {
    /**
     * PUTs the body to CloudFormation's pre-signed URL.
     *
     * @return the HTTP status
     * @throws IOException if no answer came
     */
    int put(String url, byte[] body) throws IOException;

    /** Why nothing is ever PUT there; empty if something is. It does not repeat the URL, which is a secret. */
    default Optional<String> refusal(String url) {
        return Optional.empty();
    }
}

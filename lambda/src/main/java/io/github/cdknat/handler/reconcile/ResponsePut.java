package io.github.cdknat.handler.reconcile;

import java.io.IOException;

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
}

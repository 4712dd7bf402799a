package io.github.cdknat.emulator.core;

import java.util.Map;

/** What the caller of an API gets back. */
public sealed interface ApiReply {
    String requestId();

    /** How CloudFormation words a service's refusal (seen). */
    static String handlerMessage(String service, ApiReply reply) {
        return reply instanceof Fault fault
                ? "Resource handler returned message: \"" + fault.message() + " (Service: " + service
                        + ", Status Code: " + fault.status() + ", Request ID: " + fault.requestId() + ")\""
                : reply.toString();
    }

    /** The call was carried out; the body's names are those on the wire. */
    record Ok(String requestId, Map<String, Object> body) implements ApiReply {}

    /** The call was refused, or the service failed ({@code status} 5xx). */
    record Fault(String requestId, int status, String code, String message) implements ApiReply {}

    /** No answer reaches the caller; whether the call had its effect only the ledger knows. */
    record Lost(String requestId) implements ApiReply {}
}

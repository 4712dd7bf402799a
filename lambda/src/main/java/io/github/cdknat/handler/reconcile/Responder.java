package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.model.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers CloudFormation: "Custom resource response objects" in the AWS CloudFormation User Guide. The body stays under 4096
 * bytes; a reason is always given.
 */
public final class Responder {
    /** "The response body cannot exceed 4096 bytes" (AWS CloudFormation User Guide). */
    static final int MOST_BYTES = 4096;

    /** For a journal that lost it: CloudFormation wants one with every FAILED. */
    private static final String NO_REASON = "No reason was recorded; see the execution in Step Functions.";

    private static final String CUT = " ... (cut)";

    /** What became of an answer. */
    public enum Delivery {
        TAKEN,
        /** CloudFormation's bucket does not take it and never will: the URL has expired, or is not CloudFormation's. */
        REFUSED,
        FAILED
    }

    private final ResponsePut put;

    public Responder(ResponsePut put) {
        this.put = put;
    }

    /** Sends the decision once. */
    public Delivery answer(CloudFormationEvent event, Response decision) {
        if (refusal(event).isPresent()) {
            return Delivery.REFUSED;
        }
        try {
            int status = put.put(event.responseUrl(), body(event, decision));
            if (status >= 200 && status < 300) {
                return Delivery.TAKEN;
            }
            return status == 403 || status == 404 ? Delivery.REFUSED : Delivery.FAILED;
        } catch (IOException e) {
            return Delivery.FAILED;
        }
    }

    /** Why the event can never be answered, whatever the answer. */
    Optional<String> refusal(CloudFormationEvent event) {
        return event.unanswerable().or(() -> put.refusal(event.responseUrl()));
    }

    static byte[] body(CloudFormationEvent event, Response decision) {
        String reason = decision.reason().isBlank() ? NO_REASON : decision.reason();
        byte[] whole = Json.bytes(fields(event, decision, reason));
        return whole.length <= MOST_BYTES ? whole : cutBody(event, decision, reason);
    }

    /** As much of the reason's beginning as there is room for: a character takes one byte to six, so that its length says little. */
    private static byte[] cutBody(CloudFormationEvent event, Response decision, String reason) {
        byte[] body = Json.bytes(fields(event, decision, CUT));
        int fits = 0;
        int over = reason.codePointCount(0, reason.length()) + 1;
        while (over - fits > 1) {
            int kept = (fits + over) / 2;
            byte[] tried =
                    Json.bytes(fields(event, decision, reason.substring(0, reason.offsetByCodePoints(0, kept)) + CUT));
            if (tried.length <= MOST_BYTES) {
                fits = kept;
                body = tried;
            } else {
                over = kept;
            }
        }
        return body;
    }

    private static Map<String, Object> fields(CloudFormationEvent event, Response decision, String reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Status", decision.success() ? "SUCCESS" : "FAILED");
        fields.put("Reason", reason);
        fields.put("PhysicalResourceId", decision.physicalId());
        fields.put("StackId", event.stackId());
        fields.put("RequestId", event.requestId());
        fields.put("LogicalResourceId", event.logicalResourceId());
        fields.put("NoEcho", false);
        fields.put("Data", decision.data());
        return fields;
    }
}

package io.github.cdknat.handler.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to CloudFormation; once in the journal it never changes.
 *
 * @param reason one sentence; CloudFormation shows it
 * @param data the attributes for Fn::GetAtt
 */
public record Response(boolean success, String physicalId, String reason, Map<String, String> data) {
    public Response {
        data = new TreeMap<>(data);
    }

    /** The same with another sentence. */
    public Response adding(String sentence) {
        return new Response(success, physicalId, reason + " " + sentence, data);
    }

    public static Response failed(String physicalId, String reason) {
        return new Response(false, physicalId, reason, Map.of());
    }
}

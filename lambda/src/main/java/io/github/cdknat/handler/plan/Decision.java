package io.github.cdknat.handler.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to CloudFormation; once in the journal it never changes.
 *
 * @param reason one sentence; CloudFormation shows it
 * @param data the attributes for Fn::GetAtt
 */
public record Decision(boolean success, String physicalId, String reason, Map<String, String> data) {
    public Decision {
        data = new TreeMap<>(data);
    }

    public static Decision failed(String physicalId, String reason) {
        return new Decision(false, physicalId, reason, Map.of());
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers to CloudFormation from functions that are not ours ("Custom resource response objects", AWS CloudFormation User Guide). */
final class CloudFormationResponses {
    private CloudFormationResponses() {}

    static void put(EmbeddedAws aws, Map<String, Object> event, String status, String physicalId, String reason) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Status", status);
        answer.put("Reason", reason);
        answer.put("PhysicalResourceId", physicalId);
        for (String name : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
            answer.put(name, event.get(name));
        }
        aws.putResponse(
                String.valueOf(event.get("ResponseURL")), Json.write(answer).getBytes(StandardCharsets.UTF_8));
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.EmbeddedAws;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        try {
            aws.putResponse(String.valueOf(event.get("ResponseURL")), JSON.std.asBytes(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

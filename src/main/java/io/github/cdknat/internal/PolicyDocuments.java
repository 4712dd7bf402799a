package io.github.cdknat.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;

/** IAM documents as plain maps, in a fixed order. */
final class PolicyDocuments {
    private PolicyDocuments() {}

    static Map<String, Object> document(List<Map<String, Object>> statements) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return document;
    }

    static Map<String, Object> allow(Object resource, String... actions) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions.length == 1 ? actions[0] : List.of(actions));
        statement.put("Resource", resource);
        return statement;
    }

    /** In the stack's own partition, Region and account. */
    static String arn(String service, String resource) {
        return "arn:" + Aws.PARTITION + ":" + service + ":" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + resource;
    }

    static Map<String, Object> trust(String service) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("Service", service));
        statement.put("Action", "sts:AssumeRole");
        return document(List.of(statement));
    }
}

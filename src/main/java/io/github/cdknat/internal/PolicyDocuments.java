package io.github.cdknat.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;

/** IAM documents as plain maps, in a fixed order. */
final class PolicyDocuments {
    private PolicyDocuments() {}

    static Map<String, Object> document(List<Map<String, Object>> statements) {
        return inOrder("Version", "2012-10-17", "Statement", statements);
    }

    static Map<String, Object> allow(Object resource, String... actions) {
        Object action = actions.length == 1 ? actions[0] : List.of(actions);
        return inOrder("Effect", "Allow", "Action", action, "Resource", resource);
    }

    /** Names, each with its value, in this order: a map's own is another one in every JVM. */
    static Map<String, Object> inOrder(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** In the stack's own partition, Region and account. */
    static String arn(String service, String resource) {
        return "arn:" + Aws.PARTITION + ":" + service + ":" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + resource;
    }

    static Map<String, Object> trust(String service) {
        Map<String, Object> principal = Map.of("Service", service);
        return document(List.of(inOrder("Effect", "Allow", "Principal", principal, "Action", "sts:AssumeRole")));
    }
}

package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** IAM documents as plain maps, in a fixed order. */
final class Policies {
    private Policies() {}

    static Map<String, Object> document(List<Map<String, Object>> statements) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return document;
    }

    static Map<String, Object> allow(List<String> actions, Object resource) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions.size() == 1 ? actions.get(0) : actions);
        statement.put("Resource", resource);
        return statement;
    }

    static Map<String, Object> trust(String service) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("Service", service));
        statement.put("Action", "sts:AssumeRole");
        return document(List.of(statement));
    }
}

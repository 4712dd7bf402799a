package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.logs.CfnLogGroup;

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

    /** The streams of one log group; the group itself is the stack's to make. */
    static Map<String, Object> writeTo(CfnLogGroup group) {
        return allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), group.getAttrArn());
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

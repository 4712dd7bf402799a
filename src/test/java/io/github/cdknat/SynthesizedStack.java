package io.github.cdknat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/** A synthesized stack, read as CloudFormation would read it. */
final class SynthesizedStack {
    static final String TYPE = "Custom::NatGatewaySecondaryAddresses";

    private final Map<String, Object> template;

    private SynthesizedStack(Map<String, Object> template) {
        this.template = template;
    }

    static SynthesizedStack of(Stack stack) {
        return new SynthesizedStack(Template.fromStack(stack).toJSON());
    }

    /** An empty stack in an app of its own. */
    static Stack emptyStack() {
        return new Stack(new App(), "Stack");
    }

    /** A private gateway that CloudFormation's own resource makes. */
    static CfnNatGateway gateway(Stack stack, String id) {
        return CfnNatGateway.Builder.create(stack, id)
                .subnetId("subnet-1")
                .connectivityType("private")
                .build();
    }

    Map<String, Object> template() {
        return template;
    }

    Map<String, Object> resources() {
        return map(template.get("Resources"));
    }

    Map<String, Object> outputs() {
        return map(template.get("Outputs"));
    }

    Map<String, Object> resource(String logicalId) {
        return map(resources().get(logicalId));
    }

    Map<String, Object> properties(String logicalId) {
        return map(resource(logicalId).get("Properties"));
    }

    /** Logical ids of all resources of a type, sorted. */
    List<String> ids(String type) {
        return resources().keySet().stream()
                .filter(id -> type.equals(resource(id).get("Type")))
                .sorted()
                .toList();
    }

    /** The logical id of the only resource of a type. */
    String id(String type) {
        List<String> ids = ids(type);
        if (ids.size() != 1) {
            throw new AssertionError("not one " + type + ": " + ids);
        }
        return ids.get(0);
    }

    /** The properties of the only declaration; drain waiters around it do not count. */
    Map<String, Object> declaration() {
        return ids(TYPE).stream()
                .map(this::properties)
                .filter(properties -> !properties.containsKey("DrainWaiter"))
                .reduce((one, other) -> {
                    throw new AssertionError("not one declaration: " + ids(TYPE));
                })
                .orElseThrow();
    }

    List<Object> dependsOn(String logicalId) {
        return list(resource(logicalId).getOrDefault("DependsOn", List.of()));
    }

    /** Types and how often each is there. */
    Map<String, Integer> census() {
        Map<String, Integer> census = new TreeMap<>();
        resources().keySet().forEach(id -> census.merge((String) resource(id).get("Type"), 1, Integer::sum));
        return census;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** A list as it is; anything else as a list of one. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of(value);
    }

    static Map<String, Object> ref(String logicalId) {
        return Map.of("Ref", logicalId);
    }

    static Map<String, Object> getAtt(String logicalId, String attribute) {
        return Map.of("Fn::GetAtt", List.of(logicalId, attribute));
    }

    static Map<String, Object> join(String delimiter, Object... parts) {
        return Map.of("Fn::Join", List.of(delimiter, Stream.of(parts).toList()));
    }
}

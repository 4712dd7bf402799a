package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.EmulatedAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where references of a stack's template lead: pseudo parameters, parameters, and the stack's own resources.
 *
 * @param exports what other stacks export, by name
 */
record ReferenceScope(EmulatedAccount account, Stack stack, Function<String, Optional<String>> exports)
        implements IntrinsicFunctions.Scope {
    @Override
    public Object ref(String name) {
        return pseudo(name).orElseGet(() -> found(name).physicalId());
    }

    private Optional<Object> pseudo(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::StackId" -> stack.id;
                    case "AWS::NoValue" -> IntrinsicFunctions.NO_VALUE;
                    case "AWS::NotificationARNs" -> List.of();
                    default -> pseudo(account, stack.name).get(name);
                });
    }

    /** The values that are known before there is a stack. */
    static Map<String, Object> pseudo(EmulatedAccount account, String stackName) {
        return Map.of(
                "AWS::StackName",
                stackName,
                "AWS::Region",
                account.region(),
                "AWS::AccountId",
                account.account(),
                "AWS::Partition",
                "aws",
                "AWS::URLSuffix",
                "amazonaws.com");
    }

    /** What a stand-in is asked for it has: the property of that name, or a text that says whose it is. */
    @Override
    public Object attribute(String logicalId, String name) {
        StackResource resource = found(logicalId);
        Object value = resource.attributes().get(name);
        if (value != null) {
            return value;
        }
        if (!resource.attributes().containsKey(ResourceProvider.STANDS_IN)) {
            throw new IllegalStateException(logicalId + " has no attribute " + name);
        }
        return Optional.ofNullable(resource.properties().get(name)).orElse(resource.physicalId() + "." + name);
    }

    @Override
    public Object elsewhere(String function, Object argument) {
        return switch (function) {
            case "Fn::GetAZs" -> List.of(account.region() + "a", account.region() + "b", account.region() + "c");
            case "Fn::ImportValue" ->
                exports.apply(String.valueOf(argument))
                        .orElseThrow(() -> new IllegalStateException("No export named " + argument + " found."));
            default -> throw new IllegalArgumentException("The embedded CloudFormation does not know " + function);
        };
    }

    private StackResource found(String logicalId) {
        StackResource resource = stack.resources.get(logicalId);
        if (resource == null) {
            throw new IllegalStateException("Template refers to " + logicalId + ", which is not there");
        }
        return resource;
    }
}

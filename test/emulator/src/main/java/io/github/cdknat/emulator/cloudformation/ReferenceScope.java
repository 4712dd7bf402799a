package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.EmulatedAccount;

/** Where references of a stack's template lead: pseudo parameters, parameters' defaults, and the stack's own resources. */
record ReferenceScope(EmulatedAccount account, Stack stack) implements IntrinsicFunctions.Scope {
    @Override
    public Object ref(String name) {
        return switch (name) {
            case "AWS::StackId" -> stack.id;
            case "AWS::StackName" -> stack.name;
            case "AWS::Region" -> account.region();
            case "AWS::AccountId" -> account.account();
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            default ->
                stack.template.parameters().containsKey(name)
                        ? Template.object(stack.template.parameters().get(name)).get("Default")
                        : found(name).physicalId();
        };
    }

    @Override
    public Object attribute(String logicalId, String name) {
        Object value = found(logicalId).attributes().get(name);
        if (value == null) {
            throw new IllegalStateException(logicalId + " has no attribute " + name);
        }
        return value;
    }

    private StackResource found(String logicalId) {
        StackResource resource = stack.resources.get(logicalId);
        if (resource == null) {
            throw new IllegalStateException("Template refers to " + logicalId + ", which is not there");
        }
        return resource;
    }
}

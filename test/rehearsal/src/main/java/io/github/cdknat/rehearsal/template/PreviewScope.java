package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.IntrinsicFunctions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a template says without asking any resource. What leads to resources that are played stays as it is. What only
 * CloudFormation knows becomes an {@link UnknownValues unknown}, the same one wherever it occurs.
 *
 * @param standIns the resources that are not played: no reference to them is left either
 */
record PreviewScope(
        StackTemplate template,
        Map<String, Object> parameters,
        UnknownValues unknowns,
        DeploymentEnvironment environment,
        Assumptions assumptions,
        Set<String> standIns)
        implements IntrinsicFunctions.Scope {
    IntrinsicFunctions evaluation() {
        return new IntrinsicFunctions(this);
    }

    PreviewScope without(Set<String> resources) {
        return new PreviewScope(template, parameters, unknowns, environment, assumptions, resources);
    }

    @Override
    public Object ref(String name) {
        if (name.equals("AWS::NoValue") || name.equals("AWS::NotificationARNs")) {
            return IntrinsicFunctions.NO_VALUE;
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        return standIns.contains(name)
                ? unknowns.unknown(name)
                : environment.pseudo(name).<Object>map(text -> text).orElseGet(() -> Map.of("Ref", name));
    }

    @Override
    public Object attribute(String logicalId, String name) {
        if (!standIns.contains(logicalId)) {
            return Map.of("Fn::GetAtt", List.of(logicalId, name));
        }
        return unknowns.unknown(name.equals("NatGatewayId") ? logicalId : logicalId + "." + name);
    }

    @Override
    public Object elsewhere(String function, Object argument) {
        if (function.startsWith("Fn::ForEach::") || function.equals("Fn::Transform") && !(argument instanceof Map)) {
            assumptions.notModelled(function + ", which is not read");
            return IntrinsicFunctions.NO_VALUE;
        }
        Map<String, Object> named = LenientJson.object(argument);
        return unknowns.unknown(
                switch (function) {
                    case "Fn::Transform" -> function + " " + named.get("Name");
                    case "Fn::ImportValue", "Fn::FindInMap", "Fn::Cidr" -> function + " " + argument;
                    case "Fn::GetStackOutput" ->
                        function + " " + named.get("StackName") + " " + named.get("OutputName");
                    case "Fn::Select" -> {
                        List<?> parts = LenientJson.list(argument);
                        yield function + " " + parts.get(0) + " " + UnknownValues.bare(String.valueOf(parts.get(1)));
                    }
                    default -> function;
                });
    }

    @Override
    public Object entry(String section, Object name) {
        return template.section(section).get(String.valueOf(name));
    }

    @Override
    public Object text(String text) {
        return unknowns.known(text);
    }

    /** A condition that cannot be worked out does not hold, and is noted. */
    @Override
    public boolean undecided(String what, String function) {
        assumptions.notModelled(
                what + " (" + (function.isEmpty() ? "not an intrinsic function" : function) + "), taken as false");
        return false;
    }

    @Override
    public void compared(Object one, Object other, String what) {
        UnknownValues.in(List.of(one, other))
                .ifPresent(unknown -> assumptions.assumed(what + " is about " + unknown
                        + ", which only CloudFormation knows: taken as not equal (say it with --value)"));
    }
}

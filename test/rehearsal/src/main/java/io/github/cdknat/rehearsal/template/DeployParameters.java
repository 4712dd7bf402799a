package io.github.cdknat.rehearsal.template;

import java.util.Map;
import java.util.Optional;

/**
 * What a deployment's caller says beside the template.
 *
 * @param parameters values of the template's parameters, by name
 * @param values values that only CloudFormation knows, by the names that messages have for them
 * @param onlyGateway the gateway to take where the template does not say which; empty to make one up
 * @param ownGateways whether the gateways that the stack makes are there already
 */
public record DeployParameters(
        Map<String, String> parameters,
        Map<String, String> values,
        Optional<String> onlyGateway,
        OwnGateways ownGateways) {
    /** A gateway that the template has is made by the deployment, or is one that exists. */
    public enum OwnGateways {
        MADE,
        EXISTING
    }

    /** Nothing but the template. */
    public static DeployParameters none() {
        return new DeployParameters(Map.of(), Map.of(), Optional.empty(), OwnGateways.MADE);
    }
}

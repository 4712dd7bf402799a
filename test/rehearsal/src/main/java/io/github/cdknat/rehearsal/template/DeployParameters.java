package io.github.cdknat.rehearsal.template;

import java.util.Map;
import java.util.Optional;

/**
 * What a deployment's caller says beside the template.
 *
 * @param parameters values of the template's parameters, by name
 * @param imports values of exports of other stacks, by export name
 * @param onlyGateway the gateway to take where the template does not say which; empty to make one up
 */
public record DeployParameters(
        Map<String, String> parameters, Map<String, String> imports, Optional<String> onlyGateway) {
    /** Nothing but the template. */
    public static DeployParameters none() {
        return new DeployParameters(Map.of(), Map.of(), Optional.empty());
    }
}

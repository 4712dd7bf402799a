package io.github.cdknat.testkit.template;

import java.util.Map;
import java.util.Optional;

/**
 * What a deployment's caller says beside the template.
 *
 * @param parameters values of the template's parameters, by name
 * @param imports values of exports of other stacks, by export name
 * @param onlyGateway the gateway to take where the template does not tell which; empty to make one up
 */
public record Values(Map<String, String> parameters, Map<String, String> imports, Optional<String> onlyGateway) {
    /** Nothing but the template. */
    public static Values none() {
        return new Values(Map.of(), Map.of(), Optional.empty());
    }
}

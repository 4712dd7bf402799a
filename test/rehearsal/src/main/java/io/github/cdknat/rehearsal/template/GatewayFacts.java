package io.github.cdknat.rehearsal.template;

import io.github.cdknat.shared.Cidr;
import java.util.Map;
import java.util.Optional;

/**
 * What templates say of a gateway that is not made for real.
 *
 * @param assumedFor why its id is an assumption; empty if the template says the id
 * @param connectivity private or public; empty if no template has the gateway
 * @param range its subnet's; empty if no template says it
 */
public record GatewayFacts(Optional<String> assumedFor, Optional<String> connectivity, Optional<Cidr> range) {
    static final GatewayFacts NONE = new GatewayFacts(Optional.empty(), Optional.empty(), Optional.empty());
    private static final String GATEWAY = "AWS::EC2::NatGateway";

    /** Of the gateway that an unknown is the id of, by the template that makes it if there is one. */
    static GatewayFacts of(StackTemplate template, String unknown, String reason) {
        Optional<StackTemplate.Located> gateway = template.origin(UnknownValues.bare(unknown))
                .flatMap(found -> LenientJson.target(found.value())
                        .map(id -> new StackTemplate.Located(
                                found.template(), found.template().resource(id))))
                .filter(found ->
                        GATEWAY.equals(LenientJson.object(found.value()).get("Type")));
        Optional<Map<String, Object>> properties = gateway.map(
                found -> LenientJson.object(LenientJson.object(found.value()).get("Properties")));
        return new GatewayFacts(
                Optional.of(reason),
                properties.map(all -> String.valueOf(all.getOrDefault("ConnectivityType", "public"))),
                properties
                        .flatMap(all -> LenientJson.target(all.get("SubnetId")))
                        .map(subnet -> LenientJson.object(gateway.orElseThrow()
                                .template()
                                .resource(subnet)
                                .get("Properties")))
                        .flatMap(subnet -> Cidr.parse(String.valueOf(subnet.get("CidrBlock")))));
    }
}

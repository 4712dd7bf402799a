package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.Optional;

/** Whether a gateway can hold what a declaration asks for at all. */
final class GatewayValidation {
    private GatewayValidation() {}

    /** The sentence that says why not; empty if it can. */
    static Optional<String> problem(CreateOrUpdatePlanner at, Gateway gateway) {
        Request.CreateOrUpdate request = at.request();
        if (gateway.isGone()) {
            return Optional.of(at.say().gatewayGone(gateway));
        }
        if (gateway.connectivityType().equals("public")) {
            return Optional.of(at.say().publicGateway());
        }
        if (gateway.availabilityMode().equals("regional")) {
            return Optional.of(at.say().regionalGateway());
        }
        if (request.wanted() > request.addressLimit() - 1) {
            return Optional.of(at.say().tooMany());
        }
        return request.desired().stream()
                .flatMap(address -> problem(at, address, gateway).stream())
                .findFirst();
    }

    private static Optional<String> problem(CreateOrUpdatePlanner at, Ipv4 address, Gateway gateway) {
        if (gateway.isPrimary(address)) {
            return Optional.of(at.say().primaryDeclared(address));
        }
        Optional<Subnet> subnet =
                gateway.has(address) ? Optional.empty() : at.seen().subnet();
        return subnet.filter(found -> !found.contains(address))
                .map(found -> at.say().outsideSubnet(address, found))
                .or(() -> subnet.filter(found -> found.reserves(address))
                        .map(found -> at.say().reserved(address, found)));
    }
}

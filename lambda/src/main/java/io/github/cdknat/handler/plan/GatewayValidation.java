package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Subnet;
import java.util.Optional;

/** Whether a gateway can hold what a declaration asks for at all. */
final class GatewayValidation {
    private GatewayValidation() {}

    /** The sentence that says why not; empty if it can. */
    static Optional<String> problem(Request.CreateOrUpdate hold, Gateway gateway, Optional<Subnet> subnet) {
        if (gateway.isGone()) {
            return Optional.of(Messages.gatewayGone(hold, gateway));
        }
        if (gateway.connectivityType().equals("public")) {
            return Optional.of(Messages.publicGateway(hold));
        }
        if (gateway.availabilityMode().equals("regional")) {
            return Optional.of(Messages.regionalGateway(hold));
        }
        if (hold.wanted() > hold.addressLimit() - 1) {
            return Optional.of(Messages.tooMany(hold));
        }
        return hold.desired().stream()
                .flatMap(address -> problem(hold, address, gateway, subnet).stream())
                .findFirst();
    }

    private static Optional<String> problem(
            Request.CreateOrUpdate hold, Ipv4 address, Gateway gateway, Optional<Subnet> subnet) {
        if (gateway.isPrimary(address)) {
            return Optional.of(Messages.primaryDeclared(hold, address));
        }
        if (subnet.isEmpty() || gateway.has(address)) {
            return Optional.empty();
        }
        if (!subnet.get().contains(address)) {
            return Optional.of(Messages.outsideSubnet(hold, address, subnet.get()));
        }
        return subnet.get().reserves(address)
                ? Optional.of(Messages.reserved(hold, address, subnet.get()))
                : Optional.empty();
    }
}

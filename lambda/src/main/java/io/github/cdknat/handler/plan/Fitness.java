package io.github.cdknat.handler.plan;

import java.util.Optional;

/** Whether a gateway can hold what a declaration asks for at all. */
final class Fitness {
    private Fitness() {}

    /** The sentence that says why not; empty if it can. */
    static Optional<String> problem(Request.Hold hold, Gateway gateway, Optional<Subnet> subnet) {
        if (gateway.isGone()) {
            return Optional.of(Sentences.gatewayGone(hold, gateway));
        }
        if (gateway.connectivityType().equals("public")) {
            return Optional.of(Sentences.publicGateway(hold));
        }
        if (gateway.availabilityMode().equals("regional")) {
            return Optional.of(Sentences.regionalGateway(hold));
        }
        if (hold.wanted() > hold.addressLimit() - 1) {
            return Optional.of(Sentences.tooMany(hold));
        }
        return hold.desired().stream()
                .flatMap(address -> problem(hold, address, gateway, subnet).stream())
                .findFirst();
    }

    private static Optional<String> problem(Request.Hold hold, Ipv4 address, Gateway gateway, Optional<Subnet> subnet) {
        if (gateway.isPrimary(address)) {
            return Optional.of(Sentences.primaryDeclared(hold, address));
        }
        if (subnet.isEmpty() || gateway.has(address)) {
            return Optional.empty();
        }
        if (!subnet.get().contains(address)) {
            return Optional.of(Sentences.outsideSubnet(hold, address, subnet.get()));
        }
        return subnet.get().reserves(address)
                ? Optional.of(Sentences.reserved(hold, address, subnet.get()))
                : Optional.empty();
    }
}

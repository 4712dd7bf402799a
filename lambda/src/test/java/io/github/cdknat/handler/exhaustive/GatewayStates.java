package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.StateFixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.StateFixtures.PRIMARY;
import static io.github.cdknat.handler.exhaustive.StateFixtures.entry;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What EC2 can show: every combination of states of a few addresses beside the primary one, and odd gateways. */
final class GatewayStates {
    private static final List<Optional<AddressStatus>> STATES = List.of(
            Optional.empty(),
            Optional.of(AddressStatus.SUCCEEDED),
            Optional.of(AddressStatus.ASSIGNING),
            Optional.of(AddressStatus.UNASSIGNING),
            Optional.of(AddressStatus.FAILED));

    private GatewayStates() {}

    /** Each address absent, serving, assigning, unassigning or failed. */
    static List<Optional<Gateway>> with(int... lastNumbers) {
        List<List<GatewayAddress>> all = List.of(List.of(entry(PRIMARY, AddressStatus.SUCCEEDED)));
        for (int last : lastNumbers) {
            all = all.stream()
                    .flatMap(addresses -> STATES.stream()
                            .map(state -> state.map(status -> plus(addresses, entry(last, status)))
                                    .orElse(addresses)))
                    .toList();
        }
        return all.stream().map(addresses -> Optional.of(zonal(addresses))).toList();
    }

    /** Two addresses in all states, and one more that is somebody else's, or not there. */
    static List<Optional<Gateway>> beside() {
        return with(5, 6, 7).stream()
                .filter(gateway -> List.of(AddressStatus.SUCCEEDED, AddressStatus.UNKNOWN)
                        .contains(gateway.orElseThrow().status(StateFixtures.ip(7))))
                .toList();
    }

    /** All of {@link #with} for three addresses, and gateways that are no good, or of which EC2 tells little. */
    static List<Optional<Gateway>> all() {
        List<Optional<Gateway>> all = new ArrayList<>(with(5, 6, 7));
        all.addAll(odd());
        return all;
    }

    static List<Optional<Gateway>> odd() {
        GatewayAddress primary = entry(PRIMARY, AddressStatus.SUCCEEDED);
        GatewayAddress five = entry(5, AddressStatus.SUCCEEDED);
        GatewayAddress unnamed = new GatewayAddress(Optional.empty(), AddressStatus.ASSIGNING, false, "", "");
        GatewayAddress unreported = new GatewayAddress(primary.address(), primary.status(), false, "", "");
        return List.of(
                Optional.empty(),
                Optional.of(new Gateway(GATEWAY, "pending", "private", "zonal", "subnet-1", List.of())),
                Optional.of(new Gateway(GATEWAY, "deleting", "private", "zonal", "subnet-1", List.of(primary, five))),
                Optional.of(new Gateway(GATEWAY, "failed", "private", "zonal", "subnet-1", List.of())),
                Optional.of(new Gateway(GATEWAY, "available", "public", "zonal", "subnet-1", List.of(primary, five))),
                Optional.of(new Gateway(GATEWAY, "available", "private", "regional", "subnet-1", List.of(primary))),
                Optional.of(zonal(List.of(unreported))),
                Optional.of(zonal(List.of(unreported, five))),
                Optional.of(zonal(List.of(primary, unnamed))),
                Optional.of(zonal(List.of(primary, entry(5, AddressStatus.UNKNOWN)))));
    }

    private static Gateway zonal(List<GatewayAddress> addresses) {
        return new Gateway(GATEWAY, "available", "private", "zonal", "subnet-1", addresses);
    }

    private static List<GatewayAddress> plus(List<GatewayAddress> addresses, GatewayAddress more) {
        List<GatewayAddress> all = new ArrayList<>(addresses);
        all.add(more);
        return all;
    }
}

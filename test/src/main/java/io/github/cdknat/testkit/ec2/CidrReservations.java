package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Subnet CIDR reservations ("Subnet CIDR reservations", Amazon VPC User Guide): EC2 chooses no address out of them by itself. */
record CidrReservations(World world, Network network, Pages pages) {
    Endpoint.Outcome handle(ApiCall call) {
        return call.action().startsWith("Create") ? reserve(call) : reservations(call);
    }

    /** A part of the subnet, apart from other reservations (API; the codes are assumed). */
    private Endpoint.Outcome reserve(ApiCall call) {
        Subnetwork subnet = network.subnet(Requests.required(call, "SubnetId"));
        String cidr = Requests.required(call, "Cidr");
        Cidr range = Cidr.parse(cidr)
                .filter(subnet.subnet.range()::contains)
                .filter(asked -> subnet.reservations.stream().noneMatch(other -> Network.overlap(other.range(), asked)))
                .orElseThrow(() -> Requests.invalid("Value (" + cidr + ") for parameter cidr is invalid."));
        String type = Requests.required(call, "ReservationType");
        if (!List.of("prefix", "explicit").contains(type)) {
            throw Requests.invalid("Value (" + type + ") for parameter reservationType is invalid.");
        }
        Subnetwork.Reservation made =
                new Subnetwork.Reservation("scr-" + world.lot().hex(17), range, type);
        subnet.reservations.add(made);
        return Endpoint.Outcome.changed(EmbeddedEc2.body("subnetCidrReservation", shown(subnet, made)));
    }

    private Endpoint.Outcome reservations(ApiCall call) {
        Subnetwork subnet = network.subnet(Requests.required(call, "SubnetId"));
        return pages.outcome(
                call,
                "subnetIpv4CidrReservationSet",
                subnet.reservations.stream()
                        .filter(made -> Filters.pass(call, Filters.facts("reservationType", made.type()), null))
                        .map(made -> shown(subnet, made))
                        .toList());
    }

    private static Map<String, Object> shown(Subnetwork subnet, Subnetwork.Reservation made) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subnetCidrReservationId", made.id());
        shown.put("subnetId", subnet.subnet.id());
        shown.put("cidr", made.range().toString());
        shown.put("reservationType", made.type());
        return shown;
    }
}

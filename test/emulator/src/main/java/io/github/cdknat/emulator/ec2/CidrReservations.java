package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Subnet CIDR reservations ("Subnet CIDR reservations", Amazon VPC User Guide): EC2 chooses no address out of them by itself. */
record CidrReservations(EmulatedAccount account, VpcModel network, Pagination pages) {
    RequestHandling.Outcome handle(ApiCall call) {
        return call.action().startsWith("Create") ? reserve(call) : reservations(call);
    }

    /** A part of the subnet, apart from other reservations (API; the codes are assumed). */
    private RequestHandling.Outcome reserve(ApiCall call) {
        SubnetModel subnet = network.subnet(ParameterValidation.required(call, "SubnetId"));
        String cidr = ParameterValidation.required(call, "Cidr");
        IPv4Address block = Ipv4Notation.withPrefix(cidr)
                .filter(asked -> asked.isPrefixBlock() && subnet.block.contains(asked))
                .filter(asked ->
                        subnet.reservations.stream().noneMatch(other -> VpcModel.overlap(other.block(), asked)))
                .orElseThrow(() -> ParameterValidation.invalid("Value (" + cidr + ") for parameter cidr is invalid."));
        String type = ParameterValidation.required(call, "ReservationType");
        if (!List.of("prefix", "explicit").contains(type)) {
            throw ParameterValidation.invalid("Value (" + type + ") for parameter reservationType is invalid.");
        }
        SubnetModel.Reservation made =
                new SubnetModel.Reservation("scr-" + account.random().hex(17), block, type);
        subnet.reservations.add(made);
        return RequestHandling.Outcome.changed(EmbeddedEc2.body("subnetCidrReservation", shown(subnet, made)));
    }

    private RequestHandling.Outcome reservations(ApiCall call) {
        SubnetModel subnet = network.subnet(ParameterValidation.required(call, "SubnetId"));
        return pages.outcome(
                call,
                "subnetIpv4CidrReservationSet",
                subnet.reservations.stream()
                        .filter(made -> Filters.pass(call, Filters.facts("reservationType", made.type()), null))
                        .map(made -> shown(subnet, made))
                        .toList());
    }

    private static Map<String, Object> shown(SubnetModel subnet, SubnetModel.Reservation made) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subnetCidrReservationId", made.id());
        shown.put("subnetId", subnet.id);
        shown.put("cidr", made.block().toString());
        shown.put("reservationType", made.type());
        return shown;
    }
}

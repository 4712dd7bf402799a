package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.List;

/** Subnet CIDR reservations ("Subnet CIDR reservations", Amazon VPC User Guide): EC2 chooses no address out of them by itself. */
record CidrReservations(EmulatedAccount account, VpcModel network, Tags tags, Pagination pages) {
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
        String description = call.text("Description") == null ? "" : call.text("Description");
        SubnetModel.Reservation made =
                new SubnetModel.Reservation("scr-" + account.random().hex(17), block, type, description);
        tags.created(made.id(), "subnet-cidr-reservation", call);
        subnet.reservations.add(made);
        return RequestHandling.Outcome.changed(new Members().with("subnetCidrReservation", shown(subnet, made)));
    }

    private RequestHandling.Outcome reservations(ApiCall call) {
        SubnetModel subnet = network.subnet(ParameterValidation.required(call, "SubnetId"));
        return pages.outcome(
                call,
                "subnetIpv4CidrReservationSet",
                subnet.reservations.stream()
                        .filter(made ->
                                Filters.pass(call, Filters.facts("reservationType", made.type()), tags.of(made.id())))
                        .map(made -> shown(subnet, made))
                        .toList());
    }

    private Members shown(SubnetModel subnet, SubnetModel.Reservation made) {
        return new Members()
                .with("subnetCidrReservationId", made.id())
                .with("subnetId", subnet.id)
                .with("cidr", made.block().toString())
                .with("reservationType", made.type())
                .with("ownerId", account.account())
                .with("description", made.description())
                .with("tagSet", tags.set(made.id()));
    }
}

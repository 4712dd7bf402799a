package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranges of a subnet that are kept for prefixes, or from being given out by AWS itself ("Subnet CIDR reservations", Amazon VPC
 * User Guide). That an explicit assign out of such a range is taken all the same is assumed.
 */
final class CidrReservations {
    private final Network network;
    private final Pages pages;
    private final Map<String, Map<String, String>> types = new LinkedHashMap<>();

    CidrReservations(Network network, Pages pages) {
        this.network = network;
        this.pages = pages;
    }

    Endpoint.Outcome handle(ApiCall call) {
        Subnetwork subnet = network.subnet(Requests.required(call, "SubnetId"));
        return call.action().startsWith("Create") ? create(call, subnet) : get(call, subnet);
    }

    private Endpoint.Outcome create(ApiCall call, Subnetwork subnet) {
        String cidr = Requests.required(call, "Cidr");
        String type = Requests.required(call, "ReservationType");
        if (Cidr.parse(cidr).filter(subnet.subnet.range()::contains).isEmpty()) {
            throw Requests.invalid("Value (" + cidr + ") for parameter cidr is invalid.");
        }
        if (!List.of("prefix", "explicit").contains(type)) {
            throw Requests.invalid("Value (" + type + ") for parameter reservationType is invalid.");
        }
        of(subnet).put(cidr, type);
        return Endpoint.Outcome.changed(EmbeddedEc2.body("subnetCidrReservation", shown(subnet, cidr)));
    }

    private Endpoint.Outcome get(ApiCall call, Subnetwork subnet) {
        return pages.outcome(
                call,
                "subnetIpv4CidrReservationSet",
                of(subnet).keySet().stream().map(cidr -> shown(subnet, cidr)).toList());
    }

    private Map<String, String> of(Subnetwork subnet) {
        return types.computeIfAbsent(subnet.subnet.id(), id -> new TreeMap<>());
    }

    private Map<String, Object> shown(Subnetwork subnet, String cidr) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subnetId", subnet.subnet.id());
        shown.put("cidr", cidr);
        shown.put("reservationType", of(subnet).get(cidr));
        return shown;
    }
}

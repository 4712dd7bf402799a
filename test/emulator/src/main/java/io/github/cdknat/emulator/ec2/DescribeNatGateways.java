package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.RequestHandling;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** DescribeNatGateways: what clients see of the gateways, which may be what was true some time ago. */
record DescribeNatGateways(
        EmulatedAccount account, Ec2Options options, Tags tags, Pagination pages, NatGateways gateways) {
    RequestHandling.Outcome describe(ApiCall call) {
        List<?> ids = call.list("NatGatewayId");
        Instant moment = account.now().minus(options.staleness.apply(call));
        for (Object id : ids) {
            if (shown(gateways.known(id.toString()), moment) == null) {
                throw new ApiFaultException(options.notFoundCode, "NatGateway " + id + " was not found");
            }
        }
        List<Map<String, Object>> found = gateways.all().stream()
                .filter(gateway -> ids.isEmpty() || ids.contains(gateway.id))
                .map(gateway -> shown(gateway, moment))
                .filter(Objects::nonNull)
                .filter(shown -> Filters.pass(call, facts(shown), tags.of((String) shown.get("natGatewayId"))))
                .toList();
        return pages.outcome(call, "natGatewaySet", found);
    }

    /** What a describe call shows, as of that moment; tags are always current. */
    Map<String, Object> shown(NatGatewayModel gateway, Instant moment) {
        Map<String, Object> shown = gateway.shownAt(moment);
        if (shown == null) {
            return null;
        }
        Map<String, Object> tagged = new LinkedHashMap<>(shown);
        tagged.put("tagSet", tags.set(gateway.id));
        return tagged;
    }

    /** The filters of DescribeNatGateways (API): none on connectivity, address or status. */
    private static Map<String, List<String>> facts(Map<String, Object> shown) {
        return Filters.facts(
                "nat-gateway-id", shown.get("natGatewayId"),
                "state", shown.get("state"),
                "subnet-id", shown.get("subnetId"),
                "vpc-id", shown.get("vpcId"));
    }
}

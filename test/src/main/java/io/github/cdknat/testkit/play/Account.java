package io.github.cdknat.testkit.play;

import io.github.cdknat.handler.plan.Cidr;
import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.testkit.ec2.ExistingGateway;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.template.Declared;
import io.github.cdknat.testkit.template.Modelled;
import io.github.cdknat.testkit.template.StandIns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The account before the deployment: gateways as they were, stand-ins for everything that is not ours. */
final class Account {
    private static final long SEED = 8;
    private static final int USUAL_LIMIT = 8;
    private static final int WIDEST = 16;
    private static final int USUAL_RANGE = 24;

    private Account() {}

    /**
     * Opens it.
     *
     * @param templates everything that will be deployed in it
     * @param states gateways as they were before the first of these deployments
     */
    static EmbeddedAws open(List<Modelled> templates, List<GatewayState> states) {
        Modelled last = templates.get(templates.size() - 1);
        EmbeddedAws aws = EmbeddedAws.inProcess(
                SEED, last.environment().region(), last.environment().account());
        aws.ec2().switches().limit = Stream.concat(
                        Stream.of(USUAL_LIMIT),
                        templates.stream()
                                .flatMap(one -> one.declared().stream())
                                .map(Declared::addressLimit))
                .max(Integer::compare)
                .orElse(USUAL_LIMIT);
        states.forEach(state -> aws.ec2().existing(existing(state)));
        for (Modelled template : templates) {
            StandIn standIn =
                    new StandIn(aws.world(), StandIns.attributes(template.template()), template.gatewaysOfStandIns());
            Stream.concat(template.standInTypes().stream(), Stream.of("Rehearsal::LastResource"))
                    .forEach(type -> aws.cloudFormation().register(Modelled.STAND_IN + type, standIn));
        }
        return aws;
    }

    private static ExistingGateway existing(GatewayState state) {
        return new ExistingGateway(
                state.id(),
                state.subnetId().orElse("subnet-" + state.id().substring("nat-".length())),
                "vpc-" + state.id().substring("nat-".length()),
                state.range().orElseThrow(),
                state.state(),
                state.connectivity(),
                state.availabilityMode(),
                state.addresses().stream()
                        .map(address -> new ExistingGateway.Address(
                                address.ip(),
                                address.primary(),
                                address.status().equals("failed") ? "failed" : "succeeded"))
                        .toList());
    }

    /** A gateway that nobody has described: available, with its primary address beside the declared ones. */
    static GatewayState assumed(String id, Set<Ipv4> declared) {
        Cidr range = range(declared).orElseGet(() -> Cidr.parse("10.0.1.0/24").orElseThrow());
        Ipv4 primary = range.upward()
                .skip(4)
                .filter(address -> !declared.contains(address))
                .findFirst()
                .orElseThrow();
        return new GatewayState(
                id,
                Optional.empty(),
                Optional.of(range),
                "available",
                "private",
                "zonal",
                List.of(new GatewayState.Address(primary, true, "succeeded")));
    }

    /** The smallest range from /24 to /16 that has all these addresses; empty if none has, or there are none. */
    static Optional<Cidr> range(Set<Ipv4> addresses) {
        for (int prefix = USUAL_RANGE; prefix >= WIDEST && !addresses.isEmpty(); prefix--) {
            Ipv4 first = addresses.iterator().next();
            Cidr range = new Cidr(new Ipv4(first.bits() & -1 << 32 - prefix), prefix);
            if (addresses.stream().allMatch(range::contains)) {
                return Optional.of(range);
            }
        }
        return Optional.empty();
    }

    /** The addresses that templates declare one by one on a gateway. */
    static Set<Ipv4> declaredOn(String gatewayId, List<Modelled> templates) {
        Set<Ipv4> declared = new TreeSet<>();
        for (Modelled template : templates) {
            Map<String, String> standIns = template.gatewaysOfStandIns();
            template.declared().stream()
                    .filter(one -> gatewayId.equals(one.gatewayId())
                            || one.gatewayId() instanceof Map<?, ?> && standIns.containsValue(gatewayId))
                    .forEach(one -> declared.addAll(one.addresses()));
        }
        return declared;
    }
}

package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.ec2.GatewayFixture;
import io.github.cdknat.rehearsal.template.AddressDeclaration;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.simulation.InProcessAws;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The account before the deployment: gateways as they were, stand-ins for everything that is not ours. */
final class AccountModel {
    private static final long SEED = 8;
    private static final int USUAL_LIMIT = 8;
    private static final int WIDEST = 16;
    private static final int USUAL_RANGE = 24;

    private AccountModel() {}

    /**
     * Opens it.
     *
     * @param templates everything that will be deployed in it
     * @param states gateways as they were before the first of these deployments
     */
    static EmbeddedAws open(List<TemplateModel> templates, List<GatewayState> states) {
        TemplateModel last = templates.get(templates.size() - 1);
        EmbeddedAws aws = InProcessAws.start(
                SEED, last.environment().region(), last.environment().account());
        aws.ec2().options().limit = Stream.concat(
                        Stream.of(USUAL_LIMIT),
                        templates.stream()
                                .flatMap(one -> one.declared().stream())
                                .map(AddressDeclaration::addressLimit))
                .max(Integer::compare)
                .orElse(USUAL_LIMIT);
        states.forEach(state -> {
            aws.ec2().existing(existing(state));
            state.taken().forEach(address -> aws.ec2().occupy(state.id(), address.toString()));
        });
        return aws;
    }

    private static GatewayFixture existing(GatewayState state) {
        return new GatewayFixture(
                state.id(),
                state.subnetId().orElse("subnet-" + state.id().substring("nat-".length())),
                "vpc-" + state.id().substring("nat-".length()),
                state.range().orElseThrow().toString(),
                state.state(),
                state.connectivity(),
                state.availabilityMode(),
                state.addresses().stream()
                        .map(address -> new GatewayFixture.Address(
                                address.ip().toString(),
                                address.primary(),
                                address.status().equals("failed") ? "failed" : "succeeded"))
                        .toList());
    }

    /** A gateway that nobody has described: available, with its primary address beside the declared ones. */
    static GatewayState assumed(String id, String connectivity, Set<Ipv4> declared, Optional<Cidr> subnet) {
        Cidr range = subnet.or(() -> range(declared))
                .orElseGet(() -> Cidr.parse("10.0.1.0/24").orElseThrow());
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
                connectivity,
                "zonal",
                List.of(new GatewayState.Address(primary, true, "succeeded")),
                List.of());
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
    static Set<Ipv4> declaredOn(String gatewayId, List<TemplateModel> templates) {
        Set<Ipv4> declared = new TreeSet<>();
        for (TemplateModel template : templates) {
            template.declared().stream()
                    .filter(one -> gatewayId.equals(one.gatewayId()))
                    .forEach(one -> declared.addAll(one.addresses()));
        }
        return declared;
    }
}

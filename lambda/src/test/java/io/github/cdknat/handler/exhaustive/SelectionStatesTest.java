package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.JournalStates.ALONE;
import static io.github.cdknat.handler.exhaustive.StateFixtures.SUBNET;
import static io.github.cdknat.handler.exhaustive.StateFixtures.cidr;
import static io.github.cdknat.handler.exhaustive.StateFixtures.counting;
import static io.github.cdknat.handler.exhaustive.StateFixtures.ips;
import static io.github.cdknat.handler.exhaustive.StateFixtures.kept;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.plan.AddressSelector;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts and pools in every state: a /28, pools and exclusions in it, and all that can stand in the way. */
class SelectionStatesTest {
    private static final StackResources SIBLING =
            new StackResources(List.of(new StackResources.Entry("Sibling", kept("14+8"), "CREATE_COMPLETE")));

    @Test
    void everyLawOfChoosingHoldsInEverySmallWorld() {
        assertThat(family().worlds(StateSpace.stride(1))
                        .map(PlanCheck::new)
                        .flatMap(outcome -> Stream.concat(violations(outcome), outcome.violations()))
                        .min(StateSpace.SMALLEST))
                .isEmpty();
    }

    @Test
    void thereAreTensOfThousandsOfWorlds() {
        assertThat(family().size()).isEqualTo(74_880);
    }

    /** How a choice that a user would see as wrong is told. */
    private static Stream<String> violations(PlanCheck it) {
        List<Ipv4> order = order(it, it.plan().journal());
        List<Ipv4> before = order(it, it.journal());
        int count = choice(it).count();
        return Stream.of(
                        order.size() <= count ? "" : "A count never stands for more addresses than it says.",
                        order.size() == Set.copyOf(order).size() ? "" : "No address is chosen twice.",
                        order.stream()
                                        .filter(address -> !before.contains(address))
                                        .allMatch(address -> isFree(it, address))
                                ? ""
                                : "What is chosen is free.",
                        !it.succeeds() || order.size() == count ? "" : "SUCCESS lists as many as the count says.")
                .filter(broken -> !broken.isEmpty())
                .map(it::told);
    }

    private static AddressSelection choice(PlanCheck it) {
        return it.hold().flatMap(Request.CreateOrUpdate::choice).orElseThrow();
    }

    /** What the count stands for when the journal says this. */
    private static List<Ipv4> order(PlanCheck it, Journal journal) {
        return AddressSelector.resolve(
                        it.hold().orElseThrow(), journal, it.world().seen())
                .order();
    }

    /** In the subnet or the pool, and neither reserved, excluded, in another's record, taken, nor found taken before. */
    private static boolean isFree(PlanCheck it, Ipv4 address) {
        SubnetUsage around = it.world().seen().subnetUsage().orElseThrow();
        return IntStream.rangeClosed(4, 14).mapToObj(StateFixtures::ip).anyMatch(address::equals)
                && choice(it).pool().filter(pool -> !pool.contains(address)).isEmpty()
                && Stream.of(choice(it).excluded(), around.reserved())
                        .flatMap(List::stream)
                        .noneMatch(range -> range.contains(address))
                && !around.taken().contains(address)
                && !it.recordedElsewhere().contains(address)
                && !it.there().contains(address)
                && !it.journal().unavailable().contains(address);
    }

    private static StateSpace family() {
        return new StateSpace(
                "Counts",
                requests(),
                journals(),
                Stream.of(
                                GatewayStates.with(5, 14).stream(),
                                GatewayStates.odd().stream().limit(1))
                        .flatMap(some -> some)
                        .toList(),
                List.of(new StackResources(List.of()), SIBLING),
                List.of(new Moment(10, JournalStates.UPDATE, List.of())),
                arounds());
    }

    private static List<Request.CreateOrUpdate> requests() {
        List<Request.CreateOrUpdate> all = new ArrayList<>();
        for (int count = 0; count <= 3; count++) {
            for (Optional<Cidr> pool : List.of(Optional.<Cidr>empty(), Optional.of(cidr("10.0.1.4/30")))) {
                for (List<Cidr> excluded : List.of(List.<Cidr>of(), List.of(cidr("10.0.1.6"), cidr("10.0.1.12/31")))) {
                    for (Optional<String> record :
                            List.of(Optional.<String>empty(), Optional.of(kept("5+14")), Optional.of(kept("7+6*+5")))) {
                        all.add(counting(new AddressSelection(count, pool, excluded), record));
                    }
                }
            }
        }
        return all;
    }

    private static List<Journal> journals() {
        return JournalStates.all(
                List.of(JournalStates.UPDATE),
                List.of(
                        ALONE,
                        ALONE.andThen(JournalStates.sighted(Journal.Fact.NO_ROOM)),
                        ALONE.andThen(
                                draft -> draft.chosen.addAll(List.of(StateFixtures.ip(14), StateFixtures.ip(11)))),
                        ALONE.andThen(draft -> {
                            draft.chosen.add(StateFixtures.ip(5));
                            draft.assigned.addAll(ips(5));
                        }),
                        ALONE.andThen(draft -> {
                            draft.selectionAttempts = 1;
                            draft.unavailable.addAll(ips(5, 11));
                        })));
    }

    private static List<Around> arounds() {
        SubnetUsage free = SubnetUsage.of(SUBNET, List.of(), List.of());
        return List.of(
                Around.of(free, Optional.empty()),
                Around.of(SubnetUsage.of(SUBNET, ips(5, 7, 11), List.of()), Optional.empty()),
                Around.of(
                        SubnetUsage.of(SUBNET, ips(10), List.of(cidr("10.0.1.12/30"), cidr("10.0.1.8/31"))),
                        Optional.empty()),
                Around.of(SubnetUsage.of(SUBNET, ips(7, 8, 9, 10, 11, 12, 13), List.of()), Optional.empty()),
                Around.of(free, Optional.of(kept("14+8*+6"))),
                Around.of(free, Optional.of("nat-0def/10.0.1.9")));
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.SUBNET;
import static io.github.cdknat.handler.exhaustive.Fixtures.cidr;
import static io.github.cdknat.handler.exhaustive.Fixtures.counting;
import static io.github.cdknat.handler.exhaustive.Fixtures.ips;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts and pools in every state: a /28, pools and exclusions in it, and all that can stand in the way. */
class SelectionStatesTest {
    private static final long STRIDE = Long.getLong("states.stride", 1);
    private static final StackResources SIBLING =
            new StackResources(List.of(new StackResources.Entry("Sibling", kept("14+8"), "CREATE_COMPLETE")));

    @Test
    void everyLawOfChoosingHoldsInEverySmallWorld() {
        StateSpace family = family();
        Optional<String> broken = LongStream.range(0, (family.size() + STRIDE - 1) / STRIDE)
                .parallel()
                .mapToObj(number -> new PlanCheck(family.world(number * STRIDE)))
                .flatMap(outcome -> complaints(outcome))
                .min((one, two) -> one.length() != two.length() ? one.length() - two.length() : one.compareTo(two));
        assertThat(broken).isEmpty();
    }

    @Test
    void thereAreTensOfThousandsOfWorlds() {
        assertThat(family().size()).isEqualTo(74_880);
    }

    private static Stream<String> complaints(PlanCheck outcome) {
        return Stream.concat(
                Stream.of(SelectionRules.values())
                        .filter(law -> !law.holds(outcome))
                        .map(law -> told(law + ": " + law.sentence(), outcome)),
                Stream.of(PlanRule.values())
                        .filter(law -> !law.holds(outcome))
                        .map(law -> told(law + ": " + law.sentence(), outcome)));
    }

    private static String told(String law, PlanCheck outcome) {
        return law + "\n" + outcome.world().text() + "\n  plan       "
                + outcome.plan().step() + ", because " + outcome.plan().why() + ", chosen "
                + outcome.plan().journal().chosen();
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
        Journal alone = JournalStates.of(draft -> {
            draft.operation = JournalStates.UPDATE;
            draft.aloneSince = Fixtures.after(-60);
        });
        return List.of(
                alone,
                alone.with(draft -> draft.sighting = new Journal.Sighting("held", Fixtures.START)),
                alone.with(draft -> draft.chosen.addAll(List.of(Fixtures.ip(14), Fixtures.ip(11)))),
                alone.with(draft -> {
                    draft.chosen.add(Fixtures.ip(5));
                    draft.mine.addAll(ips(5));
                }),
                alone.with(draft -> {
                    draft.choices = 1;
                    draft.avoided.addAll(ips(5, 11));
                }));
    }

    private static List<Around> arounds() {
        return List.of(
                around(SubnetUsage.of(SUBNET, List.of(), List.of())),
                around(SubnetUsage.of(SUBNET, ips(5, 7, 11), List.of())),
                around(SubnetUsage.of(SUBNET, ips(10), List.of(cidr("10.0.1.12/30"), cidr("10.0.1.8/31")))),
                around(SubnetUsage.of(SUBNET, ips(7, 8, 9, 10, 11, 12, 13), List.of())),
                new Around(
                        Optional.of(SUBNET),
                        Optional.of(SubnetUsage.of(SUBNET, List.of(), List.of())),
                        Optional.of(kept("14+8*+6")),
                        Optional.empty()),
                new Around(
                        Optional.of(SUBNET),
                        Optional.of(SubnetUsage.of(SUBNET, List.of(), List.of())),
                        Optional.of("nat-0def/10.0.1.9"),
                        Optional.empty()));
    }

    private static Around around(SubnetUsage neighbourhood) {
        return new Around(Optional.of(SUBNET), Optional.of(neighbourhood), Optional.empty(), Optional.empty());
    }
}

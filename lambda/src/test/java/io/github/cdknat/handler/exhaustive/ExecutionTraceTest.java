package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.GATES;
import static io.github.cdknat.handler.exhaustive.Fixtures.SUBNET;
import static io.github.cdknat.handler.exhaustive.Fixtures.cidr;
import static io.github.cdknat.handler.exhaustive.Fixtures.counting;
import static io.github.cdknat.handler.exhaustive.Fixtures.create;
import static io.github.cdknat.handler.exhaustive.Fixtures.hold;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.release;
import static io.github.cdknat.handler.exhaustive.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From every state on, with good and bad luck, until the execution ends: the closure of planning under doing. */
class ExecutionTraceTest {
    private static final long STRIDE = StateSpace.stride(1);
    private static final Around AROUND =
            Around.of(SubnetUsage.of(SUBNET, Fixtures.ips(9), List.of(cidr("10.0.1.12/31"))), Optional.empty());

    private static final List<Request.CreateOrUpdate> HOLDS = List.of(
            create(3, 1600, 5),
            create(4, 1600, 5, 6),
            update(3, 1600, kept("5"), 6),
            update(3, 1600, kept("5"), 5, 6),
            update(3, 1600, kept("5*+6"), 6, 8),
            update(3, 1600, kept("5+6"), 6, 8),
            counting(new AddressSelection(2, Optional.empty(), List.of()), Optional.empty()),
            counting(
                    new AddressSelection(2, Optional.of(cidr("10.0.1.4/30")), List.of(cidr("10.0.1.5"))),
                    Optional.empty()),
            counting(new AddressSelection(1, Optional.empty(), List.of()), Optional.of(kept("6+5"))));

    private static final List<Request.Delete> RELEASES =
            List.of(release(1600, kept("5")), release(1600, kept("5*+6")), release(1600, kept("6+7")));

    /** 300 s are less than the drain. */
    private static final List<Request.CreateOrUpdate> GATED_HOLDS = List.of(
            hold(3, 300, Optional.of(kept("5")), GATES, 6),
            hold(3, 300, Optional.of(kept("5")), GATES, 5, 6),
            hold(3, 300, Optional.of(kept("5*+6")), GATES, 6, 8),
            hold(3, 300, Optional.of(kept("5+6")), GATES, 6, 8),
            hold(4, 300, Optional.of(kept("5+6")), GATES, 7, 8));

    private static final List<Request.Delete> GATED_RELEASES = Stream.of("5", "5*+6", "6+7")
            .map(record -> release(300, kept(record), DrainWait.UNTIL_ENDED, GATES))
            .toList();

    /** The stack's operation with its requests, and the kinds of lives that they lead: to these and to no other. */
    static Stream<Arguments> families() {
        return Stream.of(
                arguments(HOLDS, JournalStates.UPDATE, "+ SUCCESS; +-+ SUCCESS; -+ SUCCESS; FAILED; SUCCESS"),
                arguments(
                        HOLDS,
                        JournalStates.ROLLBACK,
                        "+ FAILED; + SUCCESS; +-+ SUCCESS; - FAILED; -+ FAILED; -+ SUCCESS; FAILED; SUCCESS"),
                arguments(RELEASES, JournalStates.CLEAN_UP, "- SUCCESS; -- SUCCESS; FAILED; SUCCESS"),
                arguments(
                        RELEASES,
                        JournalStates.ROLLBACK_CLEAN_UP,
                        "+ SUCCESS; - SUCCESS; -+ SUCCESS; -- SUCCESS; --+ SUCCESS; FAILED; SUCCESS"),
                arguments(
                        GATED_HOLDS,
                        JournalStates.UPDATE,
                        "+ SUCCESS; +-+ SUCCESS, ended well; -+ SUCCESS, ended well; FAILED; SUCCESS"),
                arguments(
                        GATED_HOLDS,
                        JournalStates.ROLLBACK,
                        "+ FAILED; + SUCCESS; +-+ SUCCESS, ended well; - SUCCESS, ended badly; -+ SUCCESS, ended badly;"
                                + " -+ SUCCESS, ended well; FAILED; SUCCESS"),
                arguments(
                        GATED_RELEASES,
                        JournalStates.CLEAN_UP,
                        "- SUCCESS, ended well; -- SUCCESS, ended well; FAILED; SUCCESS"),
                arguments(
                        GATED_RELEASES,
                        JournalStates.ROLLBACK_CLEAN_UP,
                        "+ SUCCESS; - SUCCESS, ended well; -+ SUCCESS, ended well; -- SUCCESS, ended well; --+ SUCCESS,"
                                + " ended well; FAILED; SUCCESS"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("families")
    void everyLifeEndsWell(List<? extends Request> requests, StackOperation operation) {
        assertThat(family(requests, operation)
                        .worlds(STRIDE)
                        .flatMap(world -> Stream.of(ExecutionTrace.Luck.values())
                                .flatMap(luck -> complaint(world, luck).stream()))
                        .min(StateSpace.SMALLEST))
                .isEmpty();
    }

    /** A family whose requests are all refused at once would prove nothing. With a stride, not all kinds are seen. */
    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("families")
    void livesOfEveryKindHappen(List<? extends Request> requests, StackOperation operation, String kinds) {
        TreeSet<String> found = family(requests, operation)
                .worlds(STRIDE)
                .map(world -> kind(ExecutionTrace.of(world, ExecutionTrace.Luck.GOOD)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (STRIDE == 1) {
            assertThat(String.join("; ", found)).isEqualTo(kinds);
        } else {
            assertThat(List.of(kinds.split("; "))).containsAll(found);
        }
    }

    /** What is assigned and unassigned, the answer, and how an execution ends that goes on after it. */
    private static String kind(ExecutionTrace life) {
        String calls =
                life.calls().stream().map(call -> call.assigns() ? "+" : "-").collect(Collectors.joining());
        return (calls.isEmpty() ? "" : calls + " ")
                + (life.decision().orElseThrow().success() ? "SUCCESS" : "FAILED")
                + (life.journal().deferred() ? ", ended " + (life.endedWell() ? "well" : "badly") : "");
    }

    private static Optional<String> complaint(PlanState world, ExecutionTrace.Luck luck) {
        ExecutionTrace life = ExecutionTrace.of(world, luck);
        return Stream.concat(
                        Stream.of(TraceInvariant.values())
                                .filter(law -> !law.holds(world.request(), life))
                                .map(law -> law + ": " + law.sentence()),
                        life.outcomes().stream().flatMap(PlanCheck::violations))
                .findFirst()
                .map(law -> law + "\nwith luck " + luck + " from\n" + world.text() + "\nplanned\n"
                        + life.outcomes().stream()
                                .map(PlanCheck::plan)
                                .map(Plan::toString)
                                .collect(Collectors.joining("\n")));
    }

    private static StateSpace family(List<? extends Request> requests, StackOperation operation) {
        boolean alone = operation.equals(JournalStates.UPDATE);
        return new StateSpace(
                operation.status(),
                requests,
                List.of(Journal.empty()),
                GatewayStates.beside(),
                StackResourceStates.all(),
                List.of(new Moment(0, operation, alone ? List.of() : List.of(Times.FORWARD))),
                List.of(AROUND));
    }
}

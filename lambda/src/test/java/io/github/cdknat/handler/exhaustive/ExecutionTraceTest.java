package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.SUBNET;
import static io.github.cdknat.handler.exhaustive.Fixtures.cidr;
import static io.github.cdknat.handler.exhaustive.Fixtures.counting;
import static io.github.cdknat.handler.exhaustive.Fixtures.create;
import static io.github.cdknat.handler.exhaustive.Fixtures.gatedRelease;
import static io.github.cdknat.handler.exhaustive.Fixtures.gatedUpdate;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.release;
import static io.github.cdknat.handler.exhaustive.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.SubnetUsage;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From every state on, with good and bad luck, until the execution ends: the closure of planning under doing. */
class ExecutionTraceTest {
    private static final long STRIDE = Long.getLong("states.stride", 1);
    private static final Around AROUND = new Around(
            Optional.of(SUBNET),
            Optional.of(SubnetUsage.of(SUBNET, Fixtures.ips(9), List.of(cidr("10.0.1.12/31")))),
            Optional.empty(),
            Optional.empty());

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

    private static final List<Request.CreateOrUpdate> GATED_HOLDS = List.of(
            gatedUpdate(3, kept("5"), 6),
            gatedUpdate(3, kept("5"), 5, 6),
            gatedUpdate(3, kept("5*+6"), 6, 8),
            gatedUpdate(3, kept("5+6"), 6, 8),
            gatedUpdate(4, kept("5+6"), 7, 8));

    private static final List<Request.Delete> GATED_RELEASES =
            List.of(gatedRelease(kept("5")), gatedRelease(kept("5*+6")), gatedRelease(kept("6+7")));

    private static final StateSpace UPDATES = family(HOLDS, JournalStates.UPDATE, List.of());
    private static final StateSpace ROLLBACKS = family(HOLDS, JournalStates.ROLLBACK, List.of(Times.FORWARD));
    private static final StateSpace CLEAN_UPS = family(RELEASES, JournalStates.CLEAN_UP, List.of(Times.FORWARD));
    private static final StateSpace CLEAN_UPS_OF_ROLLBACKS =
            family(RELEASES, JournalStates.ROLLBACK_CLEAN_UP, List.of(Times.FORWARD));

    private static final StateSpace GATED_UPDATES = family(GATED_HOLDS, JournalStates.UPDATE, List.of());
    private static final StateSpace GATED_ROLLBACKS =
            family(GATED_HOLDS, JournalStates.ROLLBACK, List.of(Times.FORWARD));
    private static final StateSpace GATED_CLEAN_UPS_OF_ROLLBACKS =
            family(GATED_RELEASES, JournalStates.ROLLBACK_CLEAN_UP, List.of(Times.FORWARD));
    private static final StateSpace GATED_CLEAN_UPS =
            family(GATED_RELEASES, JournalStates.CLEAN_UP, List.of(Times.FORWARD));

    @Test
    void everyLifeEndsWell() {
        Stream.of(
                        UPDATES,
                        ROLLBACKS,
                        CLEAN_UPS,
                        CLEAN_UPS_OF_ROLLBACKS,
                        GATED_UPDATES,
                        GATED_ROLLBACKS,
                        GATED_CLEAN_UPS,
                        GATED_CLEAN_UPS_OF_ROLLBACKS)
                .forEach(ExecutionTraceTest::check);
    }

    /** A family whose requests are all refused at once would prove nothing. */
    @Test
    void livesOfEveryKindHappen() {
        leadsTo(
                UPDATES,
                "ASSIGN, SUCCESS",
                "ASSIGN, UNASSIGN, ASSIGN, SUCCESS",
                "FAILED",
                "SUCCESS",
                "UNASSIGN, ASSIGN, SUCCESS");
        leadsTo(
                ROLLBACKS,
                "ASSIGN, FAILED",
                "ASSIGN, SUCCESS",
                "ASSIGN, UNASSIGN, ASSIGN, SUCCESS",
                "FAILED",
                "SUCCESS",
                "UNASSIGN, ASSIGN, FAILED",
                "UNASSIGN, ASSIGN, SUCCESS",
                "UNASSIGN, FAILED");
        leadsTo(CLEAN_UPS, "FAILED", "SUCCESS", "UNASSIGN, SUCCESS", "UNASSIGN, UNASSIGN, SUCCESS");
        leadsTo(
                CLEAN_UPS_OF_ROLLBACKS,
                "ASSIGN, SUCCESS",
                "FAILED",
                "SUCCESS",
                "UNASSIGN, ASSIGN, SUCCESS",
                "UNASSIGN, SUCCESS",
                "UNASSIGN, UNASSIGN, ASSIGN, SUCCESS",
                "UNASSIGN, UNASSIGN, SUCCESS");
        leadsTo(
                GATED_UPDATES,
                "ASSIGN, SUCCESS",
                "ASSIGN, UNASSIGN, ASSIGN, SUCCESS, handed on, ended well",
                "FAILED",
                "SUCCESS",
                "UNASSIGN, ASSIGN, SUCCESS, handed on, ended well");
        leadsTo(
                GATED_ROLLBACKS,
                "ASSIGN, FAILED",
                "ASSIGN, SUCCESS",
                "ASSIGN, UNASSIGN, ASSIGN, SUCCESS, handed on, ended well",
                "FAILED",
                "SUCCESS",
                "UNASSIGN, ASSIGN, SUCCESS, handed on, ended badly",
                "UNASSIGN, ASSIGN, SUCCESS, handed on, ended well",
                "UNASSIGN, SUCCESS, handed on, ended badly");
        leadsTo(
                GATED_CLEAN_UPS,
                "FAILED",
                "SUCCESS",
                "UNASSIGN, SUCCESS, handed on, ended well",
                "UNASSIGN, UNASSIGN, SUCCESS, handed on, ended well");
    }

    /** To these kinds of lives and to no other; with a stride, to no other. */
    private static void leadsTo(StateSpace family, String... kinds) {
        TreeSet<String> found = kinds(family);
        assertThat(found).isSubsetOf(kinds);
        assertThat(STRIDE > 1 || found.size() == kinds.length)
                .as("the kinds that occur: " + found)
                .isTrue();
    }

    private static TreeSet<String> kinds(StateSpace family) {
        return LongStream.range(0, (family.size() + STRIDE - 1) / STRIDE)
                .parallel()
                .mapToObj(number -> ExecutionTrace.of(family.world(number * STRIDE), ExecutionTrace.Luck.GOOD))
                .map(life ->
                        life.calls().stream().map(call -> call.verb() + ", ").collect(Collectors.joining())
                                + (life.decision().orElseThrow().success() ? "SUCCESS" : "FAILED")
                                + (life.journal().handedOn()
                                        ? ", handed on, ended " + (life.endedWell() ? "well" : "badly")
                                        : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void check(StateSpace family) {
        Optional<String> broken = LongStream.range(0, (family.size() + STRIDE - 1) / STRIDE)
                .parallel()
                .mapToObj(number -> family.world(number * STRIDE))
                .flatMap(world ->
                        Stream.of(ExecutionTrace.Luck.values()).flatMap(luck -> complaint(world, luck).stream()))
                .min((one, two) -> one.length() - two.length());
        assertThat(broken).isEmpty();
    }

    private static Optional<String> complaint(PlanState world, ExecutionTrace.Luck luck) {
        ExecutionTrace life = ExecutionTrace.of(world, luck);
        return Stream.<Optional<String>>concat(
                        Stream.of(TraceInvariant.values())
                                .filter(law -> !law.holds(world.request(), life))
                                .map(law -> Optional.of(law + ": " + law.sentence())),
                        life.outcomes().stream().map(ExecutionTraceTest::brokenPlan))
                .flatMap(Optional::stream)
                .findFirst()
                .map(law -> law + "\nwith luck " + luck + " from\n" + world.text() + "\nplanned\n" + told(life));
    }

    private static Optional<String> brokenPlan(PlanCheck outcome) {
        return Stream.of(PlanRule.values())
                .filter(law -> !law.holds(outcome))
                .findFirst()
                .map(law -> law + ": " + law.sentence() + "\n" + outcome.world().text());
    }

    private static String told(ExecutionTrace life) {
        StringBuilder text = new StringBuilder();
        life.outcomes()
                .forEach(outcome -> text.append(outcome.world().seen().now())
                        .append(' ')
                        .append(outcome.plan().step())
                        .append(", because ")
                        .append(outcome.plan().why())
                        .append('\n'));
        return text.toString();
    }

    private static StateSpace family(
            List<? extends Request> requests, StackOperation operation, List<Execution> executions) {
        return new StateSpace(
                operation.status(),
                requests,
                List.of(Journal.empty()),
                GatewayStates.beside(),
                StackResourceStates.all(),
                List.of(new Moment(0, operation, executions)),
                List.of(AROUND));
    }
}

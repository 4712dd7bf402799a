package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.Fixtures.LAST_WAITER;
import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.book;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.listed;
import static io.github.cdknat.handler.exhaustive.Fixtures.operation;
import static io.github.cdknat.handler.exhaustive.Fixtures.other;
import static io.github.cdknat.handler.exhaustive.JournalStates.sighted;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests of drain waiters, on both sides of the owner, the last one and the one before it. The executions are the owner's. */
final class DrainWaiterStates {
    private static final List<StackOperation> OPERATIONS =
            List.of(JournalStates.UPDATE, JournalStates.ROLLBACK, JournalStates.DELETE);
    private static final List<List<Execution>> EXECUTIONS = List.of(
            List.of(),
            List.of(other("update", "1", Execution.Status.RUNNING, -20)),
            List.of(other("update", "1", Execution.Status.SUCCEEDED, -20)),
            List.of(other("delete", "1", Execution.Status.RUNNING, 9)),
            List.of(other("delete", "1", Execution.Status.SUCCEEDED, 9)));

    private DrainWaiterStates() {}

    static StateSpace family() {
        return new StateSpace(
                "Drain waiters",
                Stream.of(Request.DrainWaiter.Task.values())
                        .flatMap(task -> Stream.of(1, 2).map(of -> request(task, of)))
                        .toList(),
                journals(),
                gateways(),
                List.of(
                        book(listed(RESOURCE, kept("5"), "UPDATE_COMPLETE")),
                        book(listed(RESOURCE, kept("5*+6"), "UPDATE_IN_PROGRESS")),
                        book(
                                listed(RESOURCE, kept("5"), "DELETE_IN_PROGRESS"),
                                listed("Sibling", kept("6"), "CREATE_COMPLETE")),
                        book(listed(RESOURCE, "nat-0def/10.0.1.5", "UPDATE_COMPLETE"))),
                moments(),
                List.of(Around.NOTHING));
    }

    /** Its ServiceTimeout is 3600 s, of which 180 s are kept. */
    private static Request.DrainWaiter request(Request.DrainWaiter.Task task, int of) {
        Optional<String> eventPhysicalId = switch (task) {
            case HOLD -> Optional.empty();
            case RESTORE -> Optional.of("drain-waiter/Addresses/before-1/old");
            default -> Optional.of(LAST_WAITER);
        };
        return new Request.DrainWaiter(
                "Gate", GATEWAY, RESOURCE, task, 1, of, LAST_WAITER, 4000, 3600, eventPhysicalId);
    }

    private static List<Journal> journals() {
        return JournalStates.and(
                List.of(Journal.empty(), Journal.empty().with(sighted(Journal.Fact.FORWARD))),
                JournalStates.all(
                        OPERATIONS,
                        List.of(
                                JournalStates.BEGUN,
                                sighted(Journal.Fact.OVER),
                                sighted(Journal.Fact.UNFINISHED),
                                sighted(Journal.Fact.NO_GATEWAY),
                                sighted(Journal.Fact.SUPERSEDED))));
    }

    private static List<Optional<Gateway>> gateways() {
        List<AddressStatus> statuses =
                List.of(AddressStatus.SUCCEEDED, AddressStatus.UNASSIGNING, AddressStatus.UNKNOWN);
        return Stream.concat(
                        GatewayStates.with(5, 6).stream()
                                .filter(gateway ->
                                        statuses.contains(gateway.orElseThrow().status(Fixtures.ip(6)))),
                        GatewayStates.odd().stream().limit(3))
                .toList();
    }

    /** Soon, when no earlier event can arrive any more, at the deadline, and at the last call. */
    private static List<Moment> moments() {
        StackOperation before = operation("UPDATE_COMPLETE", 300);
        List<Moment> all = new ArrayList<>(Moment.all(List.of(10L, 130L, 3_425L, 3_520L), OPERATIONS, EXECUTIONS));
        all.addAll(Moment.all(List.of(3_520L), List.of(before), EXECUTIONS));
        all.addAll(Moment.all(List.of(10L), List.of(before, operation("UPDATE_ROLLBACK_COMPLETE", 300)), Times.NOBODY));
        return all;
    }
}

package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.Fixtures.LAST_WAITER;
import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.other;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
                requests(),
                journals(),
                gateways(),
                List.of(
                        book(new StackResources.Entry(RESOURCE, kept("5"), "UPDATE_COMPLETE")),
                        book(new StackResources.Entry(RESOURCE, kept("5*+6"), "UPDATE_IN_PROGRESS")),
                        book(
                                new StackResources.Entry(RESOURCE, kept("5"), "DELETE_IN_PROGRESS"),
                                new StackResources.Entry("Sibling", kept("6"), "CREATE_COMPLETE")),
                        book(new StackResources.Entry(RESOURCE, "nat-0def/10.0.1.5", "UPDATE_COMPLETE"))),
                moments(),
                List.of(new Around(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static List<Request.DrainWaiter> requests() {
        return Stream.of(Request.DrainWaiter.Task.values())
                .flatMap(task -> Stream.of(1, 2).map(of -> request(task, of)))
                .toList();
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
        List<Journal> all = new ArrayList<>(List.of(Journal.empty(), JournalStates.of(sighted("forward"))));
        for (StackOperation operation : OPERATIONS) {
            Journal own = JournalStates.of(draft -> draft.operation = operation);
            all.add(own);
            for (String verdict : List.of("settled", "unsettled", "gone", "superseded")) {
                all.add(own.with(sighted(verdict)));
            }
        }
        return all;
    }

    private static Consumer<Journal.Draft> sighted(String verdict) {
        return draft -> draft.sighting = new Journal.Sighting(verdict, Fixtures.START);
    }

    private static List<Optional<Gateway>> gateways() {
        List<Optional<Gateway>> all = new ArrayList<>(GatewayStates.with(5, 6).stream()
                .filter(gateway -> List.of(AddressStatus.SUCCEEDED, AddressStatus.UNASSIGNING, AddressStatus.UNKNOWN)
                        .contains(gateway.orElseThrow().status(Fixtures.ip(6))))
                .toList());
        all.addAll(GatewayStates.odd().subList(0, 3));
        return all;
    }

    /** Soon, when no earlier event can arrive any more, at the deadline, and at the last call. */
    private static List<Moment> moments() {
        List<Moment> all = new ArrayList<>();
        for (long seconds : List.of(10L, 130L, 3_425L, 3_520L)) {
            for (StackOperation operation : OPERATIONS) {
                EXECUTIONS.forEach(executions -> all.add(new Moment(seconds, operation, executions)));
            }
        }
        StackOperation before = Fixtures.operation("UPDATE_COMPLETE", 300);
        EXECUTIONS.forEach(executions -> all.add(new Moment(3_520, before, executions)));
        all.add(new Moment(10, before, List.of()));
        all.add(new Moment(10, Fixtures.operation("UPDATE_ROLLBACK_COMPLETE", 300), List.of()));
        return all;
    }

    private static StackResources book(StackResources.Entry... entries) {
        return new StackResources(List.of(entries));
    }
}

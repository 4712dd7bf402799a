package io.github.cdknat.handler.plan.worlds;

import static io.github.cdknat.handler.plan.worlds.Ground.GATEWAY;
import static io.github.cdknat.handler.plan.worlds.Ground.LAST_GATE;
import static io.github.cdknat.handler.plan.worlds.Ground.RESOURCE;
import static io.github.cdknat.handler.plan.worlds.Ground.kept;
import static io.github.cdknat.handler.plan.worlds.Ground.other;

import io.github.cdknat.handler.plan.AddressStatus;
import io.github.cdknat.handler.plan.Book;
import io.github.cdknat.handler.plan.Execution;
import io.github.cdknat.handler.plan.Gateway;
import io.github.cdknat.handler.plan.Journal;
import io.github.cdknat.handler.plan.Operation;
import io.github.cdknat.handler.plan.Request;
import io.github.cdknat.handler.plan.worlds.Family.Around;
import io.github.cdknat.handler.plan.worlds.Family.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Requests of settle gates, on both sides of the owner, the last one and the one before it. The executions are the owner's. */
final class Settles {
    private static final List<Operation> OPERATIONS = List.of(Journals.UPDATE, Journals.ROLLBACK, Journals.DELETE);
    private static final List<List<Execution>> EXECUTIONS = List.of(
            List.of(),
            List.of(other("update", "1", Execution.Status.RUNNING, -20)),
            List.of(other("update", "1", Execution.Status.SUCCEEDED, -20)),
            List.of(other("delete", "1", Execution.Status.RUNNING, 9)),
            List.of(other("delete", "1", Execution.Status.SUCCEEDED, 9)));

    private Settles() {}

    static Family family() {
        return new Family(
                "Settle gates",
                requests(),
                journals(),
                gateways(),
                List.of(
                        book(new Book.Entry(RESOURCE, kept("5"), "UPDATE_COMPLETE")),
                        book(new Book.Entry(RESOURCE, kept("5*+6"), "UPDATE_IN_PROGRESS")),
                        book(
                                new Book.Entry(RESOURCE, kept("5"), "DELETE_IN_PROGRESS"),
                                new Book.Entry("Sibling", kept("6"), "CREATE_COMPLETE")),
                        book(new Book.Entry(RESOURCE, "nat-0def/10.0.1.5", "UPDATE_COMPLETE"))),
                moments(),
                List.of(new Around(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static List<Request.Settle> requests() {
        return Stream.of(Request.Settle.Task.values())
                .flatMap(task -> Stream.of(1, 2).map(of -> request(task, of)))
                .toList();
    }

    /** Its ServiceTimeout is 3600 s, of which 180 s are kept. */
    private static Request.Settle request(Request.Settle.Task task, int of) {
        Optional<String> eventPhysicalId = switch (task) {
            case HOLD -> Optional.empty();
            case RESTORE -> Optional.of("gate/Addresses/before-1/old");
            default -> Optional.of(LAST_GATE);
        };
        return new Request.Settle("Gate", GATEWAY, RESOURCE, task, 1, of, LAST_GATE, 4000, 3600, eventPhysicalId);
    }

    private static List<Journal> journals() {
        List<Journal> all = new ArrayList<>(List.of(Journal.empty(), Journals.of(sighted("forward"))));
        for (Operation operation : OPERATIONS) {
            Journal own = Journals.of(draft -> draft.operation = operation);
            all.add(own);
            for (String verdict : List.of("settled", "unsettled", "gone", "superseded")) {
                all.add(own.with(sighted(verdict)));
            }
        }
        return all;
    }

    private static Consumer<Journal.Draft> sighted(String verdict) {
        return draft -> draft.sighting = new Journal.Sighting(verdict, Ground.START);
    }

    private static List<Optional<Gateway>> gateways() {
        List<Optional<Gateway>> all = new ArrayList<>(Gateways.with(5, 6).stream()
                .filter(gateway -> List.of(AddressStatus.SUCCEEDED, AddressStatus.UNASSIGNING, AddressStatus.UNKNOWN)
                        .contains(gateway.orElseThrow().status(Ground.ip(6))))
                .toList());
        all.addAll(Gateways.odd().subList(0, 3));
        return all;
    }

    /** Soon, when no earlier event can arrive any more, at the deadline, and at the last call. */
    private static List<Moment> moments() {
        List<Moment> all = new ArrayList<>();
        for (long seconds : List.of(10L, 130L, 3_425L, 3_520L)) {
            for (Operation operation : OPERATIONS) {
                EXECUTIONS.forEach(executions -> all.add(new Moment(seconds, operation, executions)));
            }
        }
        Operation before = Ground.operation("UPDATE_COMPLETE", 300);
        EXECUTIONS.forEach(executions -> all.add(new Moment(3_520, before, executions)));
        all.add(new Moment(10, before, List.of()));
        all.add(new Moment(10, Ground.operation("UPDATE_ROLLBACK_COMPLETE", 300), List.of()));
        return all;
    }

    private static Book book(Book.Entry... entries) {
        return new Book(List.of(entries));
    }
}

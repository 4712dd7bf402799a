package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.DRAIN;
import static io.github.cdknat.handler.exhaustive.Fixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.operation;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.plan.AddressRecord;
import io.github.cdknat.handler.plan.Book;
import io.github.cdknat.handler.plan.DrainWait;
import io.github.cdknat.handler.plan.Gates;
import io.github.cdknat.handler.plan.GatewayEnd;
import io.github.cdknat.handler.plan.Journal;
import io.github.cdknat.handler.plan.Operation;
import io.github.cdknat.handler.plan.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Releases on gateways that the stack declares itself, and keeps, deletes or replaces. */
final class GatewayDeletionStates {
    private static final List<Optional<GatewayEnd>> TOLD =
            List.of(Optional.empty(), GatewayEnd.parse("STACK/Gateway"), GatewayEnd.parse("RESOURCE/Gateway"));
    private static final List<Operation> OPERATIONS =
            List.of(JournalStates.CLEAN_UP, JournalStates.DELETE, operation("ROLLBACK_IN_PROGRESS", 30));

    private GatewayDeletionStates() {}

    static StateSpace family() {
        return new StateSpace(
                "Releases on the stack's own gateways",
                TOLD.stream()
                        .map(end -> new Request.Release(
                                RESOURCE,
                                kept("5+6"),
                                AddressRecord.parse(kept("5+6")),
                                DRAIN,
                                DrainWait.FULL,
                                1600,
                                end,
                                Gates.NONE))
                        .toList(),
                journals(),
                GatewayStates.with(5, 6),
                books(),
                OPERATIONS.stream()
                        .map(operation -> new Moment(10, operation, List.of()))
                        .toList(),
                List.of(new Around(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static List<Journal> journals() {
        List<Journal> all = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            Journal alone = JournalStates.of(draft -> {
                draft.operation = operation;
                draft.aloneSince = Fixtures.after(-60);
            });
            all.add(alone);
            all.add(alone.with(draft -> draft.sighting = new Journal.Sighting("ending", Fixtures.START)));
        }
        return all;
    }

    private static List<Book> books() {
        List<Book> all = new ArrayList<>();
        for (Optional<GatewayEnd> inTemplate : TOLD) {
            for (String own : List.of("DELETE_IN_PROGRESS", "UPDATE_COMPLETE")) {
                for (List<Book.Entry> gateways : List.of(
                        List.<Book.Entry>of(),
                        gateway(GATEWAY, "CREATE_COMPLETE"),
                        gateway(GATEWAY, "DELETE_FAILED"),
                        gateway(GATEWAY, "DELETE_SKIPPED"),
                        gateway("nat-0new", "CREATE_COMPLETE"),
                        gateway("", "CREATE_IN_PROGRESS"))) {
                    String record = own.startsWith("DELETE") ? kept("5+6") : kept("7");
                    all.add(new Book(List.of(new Book.Entry(RESOURCE, record, own)), gateways, inTemplate));
                }
            }
        }
        return all;
    }

    private static List<Book.Entry> gateway(String physicalId, String status) {
        return List.of(new Book.Entry("Gateway", physicalId, status));
    }
}

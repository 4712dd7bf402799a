package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.Fixtures.DRAIN;
import static io.github.cdknat.handler.exhaustive.Fixtures.GATEWAY;
import static io.github.cdknat.handler.exhaustive.Fixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.Fixtures.kept;
import static io.github.cdknat.handler.exhaustive.Fixtures.operation;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.DeletedWithStack;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Releases on gateways that the stack declares itself, and keeps, deletes or replaces. */
final class GatewayDeletionStates {
    private static final List<Optional<DeletedWithStack>> TOLD = List.of(
            Optional.empty(), DeletedWithStack.parse("STACK/Gateway"), DeletedWithStack.parse("RESOURCE/Gateway"));
    private static final List<StackOperation> OPERATIONS =
            List.of(JournalStates.CLEAN_UP, JournalStates.DELETE, operation("ROLLBACK_IN_PROGRESS", 30));

    private GatewayDeletionStates() {}

    static StateSpace family() {
        return new StateSpace(
                "Releases on the stack's own gateways",
                TOLD.stream()
                        .map(end -> new Request.Delete(
                                RESOURCE,
                                kept("5+6"),
                                AddressRecord.parse(kept("5+6")),
                                DRAIN,
                                DrainWait.UNTIL_ENDED,
                                1600,
                                end,
                                DrainWaiters.NONE))
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
        for (StackOperation operation : OPERATIONS) {
            Journal alone = JournalStates.of(draft -> {
                draft.operation = operation;
                draft.aloneSince = Fixtures.after(-60);
            });
            all.add(alone);
            all.add(alone.with(draft -> draft.sighting = new Journal.Sighting("ending", Fixtures.START)));
        }
        return all;
    }

    private static List<StackResources> books() {
        List<StackResources> all = new ArrayList<>();
        for (Optional<DeletedWithStack> inTemplate : TOLD) {
            for (String own : List.of("DELETE_IN_PROGRESS", "UPDATE_COMPLETE")) {
                for (List<StackResources.Entry> gateways : List.of(
                        List.<StackResources.Entry>of(),
                        gateway(GATEWAY, "CREATE_COMPLETE"),
                        gateway(GATEWAY, "DELETE_FAILED"),
                        gateway(GATEWAY, "DELETE_SKIPPED"),
                        gateway("nat-0new", "CREATE_COMPLETE"),
                        gateway("", "CREATE_IN_PROGRESS"))) {
                    String record = own.startsWith("DELETE") ? kept("5+6") : kept("7");
                    all.add(new StackResources(
                            List.of(new StackResources.Entry(RESOURCE, record, own)), gateways, inTemplate));
                }
            }
        }
        return all;
    }

    private static List<StackResources.Entry> gateway(String physicalId, String status) {
        return List.of(new StackResources.Entry("Gateway", physicalId, status));
    }
}

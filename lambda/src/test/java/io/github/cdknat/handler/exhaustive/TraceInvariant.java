package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** What holds for every life in a state. */
enum TraceInvariant {
    ENDS("Every execution ends.", (request, life) -> life.ended()),
    ANSWERED_IN_TIME(
            "Every request is answered before CloudFormation gives up.",
            (request, life) -> life.answered()
                    .filter(at -> at.isBefore(Fixtures.after(request.serviceTimeout())))
                    .isPresent()),
    FEW_CALLS(
            "No request makes more than four calls.",
            (request, life) -> life.calls().size() <= 4),
    ONE_CONTRACTION(
            "A Release makes one unassign call, and one for failed addresses.",
            (request, life) -> request instanceof Request.CreateOrUpdate
                    || life.calls().stream().filter(call -> !call.assigns()).count() <= 2),
    HELD(
            "What a record lists serves when it is answered, or when the execution that handed on ends well.",
            TraceInvariant::held),
    RELEASED(
            "What a Release that handed on owed is gone when its execution ends well, or in somebody's record.",
            TraceInvariant::released),
    UNDONE("A Hold that failed leaves nothing of its own behind.", TraceInvariant::undone),
    AGAIN("The same declaration once more makes no call and keeps its record.", TraceInvariant::again);

    private final String sentence;
    private final BiPredicate<Request, ExecutionTrace> holds;

    TraceInvariant(String sentence, BiPredicate<Request, ExecutionTrace> holds) {
        this.sentence = sentence;
        this.holds = holds;
    }

    boolean holds(Request request, ExecutionTrace life) {
        return holds.test(request, life);
    }

    String sentence() {
        return sentence;
    }

    private static boolean held(Request request, ExecutionTrace life) {
        return request instanceof Request.Delete
                || handedOnInVain(life)
                || success(life)
                        .map(record -> record.addresses().stream()
                                .allMatch(address -> life.status(address) == AddressStatus.SUCCEEDED))
                        .orElse(true);
    }

    private static boolean released(Request request, ExecutionTrace life) {
        if (request instanceof Request.CreateOrUpdate || !life.journal().deferred() || !life.endedWell()) {
            return true;
        }
        PlanCheck last = life.outcomes().get(life.outcomes().size() - 1);
        AddressRecord owned = ((Request.Delete) request).owned().orElseThrow();
        return owned.addresses().stream()
                .filter(address -> !(last.isRollback() && owned.adopted().contains(address)))
                .allMatch(address -> !life.has(address) || last.recorded().contains(address));
    }

    /** The last drain waiter says so. */
    private static boolean handedOnInVain(ExecutionTrace life) {
        return life.journal().deferred() && !life.endedWell();
    }

    private static boolean undone(Request request, ExecutionTrace life) {
        boolean undoes = request instanceof Request.CreateOrUpdate
                && life.decision().filter(decision -> !decision.success()).isPresent()
                && life.journal().operation().filter(StackOperation::isRollback).isEmpty();
        PlanCheck last = life.outcomes().get(life.outcomes().size() - 1);
        Set<Ipv4> recorded = last.recorded();
        return !undoes
                || life.calls().stream()
                        .filter(AddressChange::assigns)
                        .flatMap(call -> call.addresses().stream())
                        .allMatch(address -> recorded.contains(address)
                                || !life.has(address)
                                || life.status(address).isDraining());
    }

    private static boolean again(Request request, ExecutionTrace life) {
        if (!(request instanceof Request.CreateOrUpdate hold) || success(life).isEmpty() || handedOnInVain(life)) {
            return true;
        }
        String record = success(life).get().physicalId();
        Request.CreateOrUpdate next = new Request.CreateOrUpdate(
                hold.logicalId(),
                hold.gatewayId(),
                hold.order(),
                hold.choice(),
                hold.drainSeconds(),
                hold.addressLimit(),
                hold.serviceTimeout(),
                Optional.of(record),
                hold.gates(),
                Ipv4.sorted(List.of()));
        ExecutionTrace second = ExecutionTrace.of(life.after(next), ExecutionTrace.Luck.GOOD);
        return second.calls().isEmpty()
                && second.decision()
                        .filter(decision ->
                                decision.success() && decision.physicalId().equals(record))
                        .isPresent();
    }

    private static Optional<AddressRecord> success(ExecutionTrace life) {
        return life.decision()
                .filter(Response::success)
                .map(Response::physicalId)
                .flatMap(AddressRecord::parse);
    }
}

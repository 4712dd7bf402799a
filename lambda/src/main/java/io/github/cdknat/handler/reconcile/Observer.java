package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.cloudformation.CloudFormation;
import io.github.cdknat.handler.ec2.Ec2;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.model.DrainSettings;
import io.github.cdknat.handler.model.EventEvidence;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackEventHistory;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.handler.plan.AddressSelector;
import io.github.cdknat.handler.plan.ResultingRecord;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import io.github.cdknat.shared.Subnet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the three sources. The stack's status and the gateway come last: a mutating call rests on them, and has to follow
 * within five seconds.
 */
final class Observer {
    /** No execution lives longer: an hour for CloudFormation, one for each of at most two drain waiters, and the time after the answer. */
    private static final Duration LONGEST_EXECUTION = Duration.ofHours(6);

    private final Ec2 ec2;
    private final CloudFormation stack;
    private final StepFunctions executions;
    private final CallLog calls;

    Observer(Ec2 ec2, CloudFormation stack, StepFunctions executions, CallLog calls) {
        this.ec2 = ec2;
        this.stack = stack;
        this.executions = executions;
        this.calls = calls;
    }

    Observation observe(Invocation turn, Request request)
            throws ObservationFailedException, UnsupportedFormatException {
        String stackId = turn.event().stackId();
        List<Execution> others = others(turn, request);
        StackResources rows = read("cloudformation:ListStackResources", stack.resources(stackId));
        StackEventHistory events = restsOnEvents(turn.journal(), request) ? events(turn) : StackEventHistory.NONE;
        StackOperation operation = read("cloudformation:DescribeStacks", stack.operation(stackId));
        Map<String, Object> declared =
                events.declaration(request.logicalId()).orElse(turn.event().properties());
        StackResources resources = readable(rows.with(events, operation.deletesAll()));
        Optional<Gateway> gateway = gateway(request);
        Observation seen = new Observation(
                turn.now(),
                turn.self(),
                others,
                operation,
                resources,
                gateway,
                subnet(turn, request, gateway),
                Optional.empty(),
                DrainSettings.of(declared),
                evidence(turn, request, rows, operation, events));
        return request instanceof Request.CreateOrUpdate declaration
                        && declaration.choice().isPresent()
                ? forChoosing(declaration, turn.journal(), seen)
                : seen;
    }

    /** Whether a pass may bind the request to an operation, take an address away or over, or judge what became of an answer. */
    private static boolean restsOnEvents(Journal journal, Request request) {
        boolean takesAway = request instanceof Request.Delete
                ? !journal.responded() || journal.deferred()
                : journal.failureReason().isPresent() || journal.rejectedCall().isPresent();
        boolean takesOver = request instanceof Request.CreateOrUpdate declaration
                && !ResultingRecord.takenOver(declaration, journal).isEmpty();
        boolean isRollback =
                journal.operation().filter(StackOperation::isRollback).isPresent();
        return journal.operation().isEmpty()
                || isRollback
                || takesAway
                || takesOver
                || journal.response().isPresent();
    }

    private StackEventHistory events(Invocation turn) throws ObservationFailedException {
        String stackId = turn.event().stackId();
        Predicate<StackEvent> isOld =
                StackEventHistory.stableBefore(stackId, turn.start().minus(Timing.CLOCK_SLACK));
        return new StackEventHistory(stackId, read("cloudformation:DescribeStackEvents", stack.events(stackId, isOld)));
    }

    private static EventEvidence evidence(
            Invocation turn, Request request, StackResources rows, StackOperation operation, StackEventHistory events) {
        boolean isBound = turn.journal().operation().isPresent()
                && (!(request instanceof Request.Delete) || turn.journal().responded());
        boolean sent = isBound || isSent(turn, request, operation, events);
        boolean restores = sent
                && operation.isRollback()
                && request instanceof Request.CreateOrUpdate declaration
                && !declaration.isCreate();
        return new EventEvidence(
                sent,
                restores ? events.recordBefore(request.logicalId()) : Optional.empty(),
                taken(turn, request, rows, operation, events),
                events);
    }

    /** A status that contradicts the events is believed when it cannot be old any more. */
    private static boolean isSent(
            Invocation turn, Request request, StackOperation operation, StackEventHistory events) {
        if (request instanceof Request.Delete && operation.direction() == StackOperation.Direction.DELETE) {
            return true;
        }
        Optional<String> deleted =
                request instanceof Request.Delete delete ? Optional.of(delete.physicalId()) : Optional.empty();
        boolean isFresh = !turn.now().isBefore(turn.start().plus(Timing.OLDEST_STACK));
        return events.show(
                        request.logicalId(),
                        turn.event().requestType(),
                        deleted,
                        turn.event().properties())
                && (isFresh || events.agreeWith(operation));
    }

    /**
     * Whether CloudFormation has taken an answer, before something is done about that: an answer that it does not show as the record, or
     * one that the bucket never said it took. An event counts for the latter only if no clock can have it belong to an earlier request.
     */
    private static Optional<Boolean> taken(
            Invocation turn, Request request, StackResources rows, StackOperation operation, StackEventHistory events) {
        Journal journal = turn.journal();
        if (!(request instanceof Request.CreateOrUpdate) || journal.response().isEmpty()) {
            return Optional.empty();
        }
        String answered = journal.response().get().physicalId();
        boolean isInDoubt = journal.response().get().success()
                && !journal.operation().filter(operation::sameAs).isPresent()
                && rows.entry(request.logicalId())
                        .filter(entry -> entry.physicalId().equals(answered))
                        .isEmpty();
        if (journal.responded() && !isInDoubt) {
            return Optional.empty();
        }
        Instant begin = journal.responded() ? turn.start() : turn.start().plus(Timing.CLOCK_SLACK);
        return events.hasTaken(request.logicalId(), answered, begin);
    }

    /** What it takes to choose the addresses that a count stands for. */
    private Observation forChoosing(Request.CreateOrUpdate declaration, Journal journal, Observation seen)
            throws ObservationFailedException {
        Optional<Gateway> gateway =
                seen.gateway().filter(found -> !found.subnetId().isEmpty());
        boolean chooses = journal.failureReason().isEmpty()
                && !journal.responded()
                && gateway.isPresent()
                && AddressSelector.resolve(declaration, journal, seen).isShort();
        return chooses
                ? seen.with(readEc2(
                        "ec2:DescribeNetworkInterfaces",
                        ec2.describeSubnetUsage(gateway.get().subnetId())))
                : seen;
    }

    /** The other executions of the resource; for a drain waiter, those of the resource that it waits for. */
    private List<Execution> others(Invocation turn, Request request) throws ObservationFailedException {
        long since = turn.start().minus(LONGEST_EXECUTION).toEpochMilli();
        String resource = request instanceof Request.DrainWaiter waiter
                ? ExecutionNames.resource(turn.event().stackId(), waiter.owner())
                : turn.self().name().resource();
        return read("states:ListExecutions", executions.since(turn.stateMachine(), since)).stream()
                .filter(other -> other.name().resource().equals(resource))
                .filter(other -> !other.name().equals(turn.self().name()))
                .toList();
    }

    private Optional<Gateway> gateway(Request request) throws ObservationFailedException {
        return request.gatewayId().startsWith("nat-")
                ? readEc2("ec2:DescribeNatGateways", ec2.describeGateway(request.gatewayId()))
                : Optional.empty();
    }

    /** The subnet is asked for only before a Create or Update's first change: it does not change. */
    private Optional<Subnet> subnet(Invocation turn, Request request, Optional<Gateway> gateway)
            throws ObservationFailedException {
        boolean wanted = request instanceof Request.CreateOrUpdate declaration
                && !turn.journal().permissionChecked()
                && gateway.filter(found -> !found.servesAll(declaration.desired())
                                && !found.subnetId().isEmpty())
                        .isPresent();
        return wanted
                ? readEc2(
                        "ec2:DescribeSubnets", ec2.describeSubnet(gateway.get().subnetId()))
                : Optional.empty();
    }

    /** What an unreadable record owns is not known, so nothing may be taken from the gateway. */
    private static StackResources readable(StackResources resources) throws UnsupportedFormatException {
        Optional<StackResources.Entry> newer = resources.ofNewerFormat();
        if (newer.isPresent()) {
            throw new UnsupportedFormatException(newer.get());
        }
        return resources;
    }

    private <T> T readEc2(String call, Reply<T> reply) throws ObservationFailedException {
        return read(call, calls.note(call, reply));
    }

    private static <T> T read(String call, Reply<T> reply) throws ObservationFailedException {
        if (reply instanceof Reply.Answer<T> answer) {
            return answer.value();
        }
        throw new ObservationFailedException(call, reply);
    }

    /** Another resource of the stack has a record that only a newer handler can read. */
    static final class UnsupportedFormatException extends Exception {
        private static final long serialVersionUID = 1L;

        UnsupportedFormatException(StackResources.Entry entry) {
            super("the record of " + entry.logicalId() + " is \"" + entry.physicalId()
                    + "\" (nat-..., the form that this handler reads; a newer release wrote it)");
        }

        /** Never null: each says a sentence. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** A read that brought no answer: nothing can be planned on it. */
    static final class ObservationFailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean denied;
        private final boolean throttled;

        ObservationFailedException(String call, Reply<?> reply) {
            super(
                    reply instanceof Reply.OutcomeUnknown<?> unknown
                            ? call + " brought no answer (" + unknown.cause() + ")"
                            : call + " was refused (" + reply.outcome() + ")");
            this.denied = CallOutcomes.isDenied(reply);
            this.throttled = CallOutcomes.isThrottled(reply);
        }

        /** Never null: each says a sentence. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }

        boolean isDenied() {
            return denied;
        }

        boolean isThrottled() {
            return throttled;
        }
    }
}

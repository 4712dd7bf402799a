package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CloudFormationOptions;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.EventProperties;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.core.Outages;
import io.github.cdknat.emulator.core.SeededRandom;
import io.github.cdknat.emulator.lambda.LambdaOptions;
import io.github.cdknat.emulator.stepfunctions.StateMachineExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is drawn in the harsh world only: reads that are minutes old, outages that last, events and executions that are lost. */
final class HarshConditions {
    private static final List<Integer> OUTAGE_SECONDS = List.of(30, 30, 60, 100, 170, 300, 1000, 2700);
    private static final int MOST_OUTAGES = 4;
    private static final int MOST_LOST = 2;

    /** How long before CloudFormation's timeout an outage has to be over, and how soon after its end an answer comes. */
    private static final Duration LAST_MINUTES = Duration.ofMinutes(5);

    private static final Duration AFTERMATH = Duration.ofSeconds(60);

    private static final List<FaultInjector.Kind> KINDS = List.of(
            FaultInjector.Kind.UNAVAILABLE,
            FaultInjector.Kind.THROTTLED,
            FaultInjector.Kind.LOST_REQUEST,
            FaultInjector.Kind.INTERNAL_ERROR_AFTER_EFFECT);

    /** How events write properties: by the seed, so that what else is drawn stays what it was. */
    private static final List<EventProperties> WRITTEN =
            List.of(EventProperties.AS_SENT, EventProperties.OTHER_ORDER, EventProperties.TYPED);

    /** What a role can lose for a while; the rest of its rights stays. */
    private static final List<String> RIGHTS = List.of(
            "ec2:UnassignPrivateNatGatewayAddress",
            "ec2:UnassignPrivateNatGatewayAddress",
            "ec2:AssignPrivateNatGatewayAddress",
            "ec2:",
            "cloudformation:",
            "states:ListExecutions");

    private final SimulationCase simulationCase;
    private final EmbeddedAws aws;
    private final SeededRandom random;
    private final BooleanSupplier calm;
    private final Map<Variation, Outages> outages = new EnumMap<>(Variation.class);
    private final List<StateMachineExecution> stopped = new ArrayList<>();
    private boolean leavesDoubt;
    private int outagesBegun;
    private int eventsLost;

    HarshConditions(SimulationCase simulationCase, EmbeddedAws aws, BooleanSupplier calm) {
        this.simulationCase = simulationCase;
        this.aws = aws;
        this.random = aws.account().random();
        this.calm = calm;
        Stream.of(Variation.values())
                .filter(Variation::isOutage)
                .forEach(variation ->
                        outages.put(variation, new Outages(aws.account().clock())));
    }

    void arrange() {
        aws.ec2().options().staleness = old(Variation.OLD_EC2, 120, aws.ec2().options().staleness);
        aws.ec2().options().pendingShowsEmptyAddress = has(Variation.OTHER_GATEWAY_ITEMS);
        aws.ec2().options().endedShowAddresses = has(Variation.OTHER_GATEWAY_ITEMS);
        if (has(Variation.OTHER_LIMIT)) {
            aws.ec2().options().limit = random.oneOf(List.of(3, 5, 7, 12, 32));
        }
        aws.stepFunctions().options().staleness =
                old(Variation.OLD_EXECUTIONS, 30, aws.stepFunctions().options().staleness);
        aws.stepFunctions().options().halted = outages.get(Variation.STEP_FUNCTIONS_AWAY);
        cloudFormation(aws.cloudFormation().options());
        lambda(aws.lambda().options());
        FaultInjector.Kind kind = random.oneOf(KINDS);
        leavesDoubt = kind == FaultInjector.Kind.INTERNAL_ERROR_AFTER_EFFECT && has(Variation.EC2_AWAY);
        away(aws.ec2().faults(), Variation.EC2_AWAY, kind);
        away(aws.cloudFormation().endpoint().faults(), Variation.CLOUDFORMATION_AWAY, random.oneOf(KINDS));
        away(aws.stepFunctions().endpoint().faults(), Variation.STEP_FUNCTIONS_AWAY, random.oneOf(KINDS));
        boolean replyLost = random.faults(0.3);
        BooleanSupplier bucket = outages.get(Variation.BUCKET_AWAY);
        aws.responseReplyLost(() -> replyLost && bucket.getAsBoolean());
        aws.responseFault(() -> !replyLost && bucket.getAsBoolean() ? 503 : 0);
        String right = random.oneOf(RIGHTS);
        aws.iam().withdrawn(action -> action.startsWith(right) && isOn(Variation.RIGHTS_WITHDRAWN));
        aws.account().callLog().listen(this::called);
    }

    private void cloudFormation(CloudFormationOptions options) {
        Function<ApiCall, Duration> status = old(Variation.OLD_STACK_STATUS, 60, options.staleness);
        Function<ApiCall, Duration> rows = old(Variation.OLD_RESOURCE_ROWS, 60, options.staleness);
        Function<ApiCall, Duration> events = old(Variation.OLD_EVENTS, 60, options.staleness);
        options.staleness = call -> (switch (call.action()) {
                    case "DescribeStacks" -> status;
                    case "DescribeStackEvents" -> events;
                    default -> rows;
                })
                .apply(call);
        options.newStackUnknown = has(Variation.OLD_STACK_STATUS) && random.faults(0.5);
        options.operationsReported = !has(Variation.OPERATIONS_UNREPORTED);
        options.eventProperties = WRITTEN.get((int) Math.floorMod(simulationCase.seed(), WRITTEN.size()));
        options.rowShowsWhatIsDeleted = has(Variation.ROW_SHOWS_WHAT_IS_DELETED);
        options.failedIdBecomesRecord = has(Variation.FAILED_ID_IS_RECORD);
        options.deleteCleansUpFailedRollback = has(Variation.DELETE_CLEANS_UP);
        options.expressMode = has(Variation.EXPRESS_MODE);
        if (has(Variation.EXPRESS_MODE)) {
            aws.iam().propagation(Duration.ofSeconds(random.between(1, 40)));
        }
        if (has(Variation.MONITORING)) {
            options.monitoringTime = Duration.ofSeconds(random.between(1, 900));
        }
    }

    private void lambda(LambdaOptions options) {
        BooleanSupplier away = outages.get(Variation.LAMBDA_AWAY);
        boolean throttles = random.faults(0.6);
        Supplier<Boolean> throttled = options.throttled;
        options.throttled = () -> throttles && away.getAsBoolean() || throttled.get();
        options.unavailable = () -> !throttles && away.getAsBoolean();
        options.eventThrottled = away::getAsBoolean;
        Supplier<Duration> queueing = options.queueing;
        options.queueing = () ->
                happens(Variation.LATE_EVENTS, 0.4) ? Duration.ofMillis(random.between(1_000, 90_000)) : queueing.get();
        options.eventLost = () -> {
            boolean lost = eventsLost < MOST_LOST && happens(Variation.LOST_EVENTS, 0.15);
            eventsLost += lost ? 1 : 0;
            return lost;
        };
    }

    private void away(FaultInjector faults, Variation variation, FaultInjector.Kind kind) {
        faults.during(outages.get(variation), call -> true, kind);
    }

    /** Every read as old as the case says, or each one by an amount of its own; people at the console see the truth. */
    private Function<ApiCall, Duration> old(Variation variation, int most, Function<ApiCall, Duration> otherwise) {
        if (!has(variation)) {
            return otherwise;
        }
        Duration oldest = Duration.ofSeconds(most / random.oneOf(List.of(1, 1, 3, 10)));
        boolean steady = random.faults(0.4);
        return call -> calm.getAsBoolean() || call.principal().equals(ApiCall.ADMIN)
                ? Duration.ZERO
                : steady ? oldest : random.faults(0.5) ? random.between(Duration.ZERO, oldest) : Duration.ZERO;
    }

    /** Trouble begins right after a change, or at any call. */
    private void called(ApiCallLog.Entry entry) {
        if (entry.call().principal().equals(ApiCall.ADMIN) || calm.getAsBoolean()) {
            return;
        }
        boolean changed = entry.effect() && entry.call().service().equals("ec2");
        List<Variation> drawn =
                simulationCase.variations().stream().filter(Variation::isOutage).toList();
        if (!drawn.isEmpty() && outagesBegun < MOST_OUTAGES && random.faults(changed ? 0.4 : 0.02)) {
            outagesBegun++;
            Variation one = random.oneOf(drawn);
            Duration length = Duration.ofSeconds(random.oneOf(OUTAGE_SECONDS));
            outages.get(one).begin(length);
            aws.account().events().tell("outage", one.name(), "for " + length.toSeconds() + " s");
        }
        if (stopped.size() < MOST_LOST && happens(Variation.STOPPED_EXECUTIONS, changed ? 0.2 : 0.01)) {
            aws.account().clock().after(Duration.ofMillis(random.between(0, 20_000)), this::stopOne);
        }
    }

    private void stopOne() {
        List<StateMachineExecution> running = aws.stepFunctions().executions().stream()
                .filter(execution -> execution.end() == null)
                .toList();
        if (!running.isEmpty()) {
            StateMachineExecution one = random.oneOf(running);
            stopped.add(one);
            aws.stepFunctions()
                    .call(new ApiCall("states", "StopExecution", Map.of("executionArn", one.arn()), ApiCall.ADMIN));
        }
    }

    // ------------------------------------------------------------------ what the invariants ask

    /** Whether something has left it open whether a call had its effect. */
    boolean leavesDoubt() {
        return leavesDoubt && outagesBegun > 0 || !stopped.isEmpty();
    }

    int outagesBegun() {
        return outagesBegun;
    }

    /** When the last outage is over. */
    Instant outagesEnd() {
        return outages.values().stream()
                .map(Outages::end)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** How much older than true what EC2 shows may be, beside a few seconds. */
    Duration oldestEc2Read() {
        return Duration.ofSeconds(has(Variation.OLD_EC2) ? 120 : 0);
    }

    /**
     * Whether nobody could answer in time: an outage of Lambda, Step Functions or the bucket covers the last five minutes, the event was
     * lost, a Delete could not be started for longer than Lambda keeps its event, the bucket was away too when Lambda had given the
     * event up, or the execution was stopped.
     */
    boolean excuses(CustomResources.Request request) {
        Object id = request.event().get("RequestId");
        List<Outages> away = Stream.of(Variation.LAMBDA_AWAY, Variation.STEP_FUNCTIONS_AWAY, Variation.BUCKET_AWAY)
                .map(outages::get)
                .toList();
        Duration aftermath =
                has(Variation.LAMBDA_AWAY) ? AFTERMATH.plus(aws.lambda().options().eventRetryAtMost) : AFTERMATH;
        Instant last = request.closed().minus(LAST_MINUTES);
        Instant from = last.isBefore(request.sent()) ? request.sent() : last;
        boolean handled = aws.stepFunctions().executions().stream().anyMatch(execution -> isAbout(execution, id));
        boolean isDelete = "Delete".equals(request.event().get("RequestType"));
        return Outages.cover(away, from, request.closed(), aftermath)
                || eventsLost > 0 && !handled
                || has(Variation.STEP_FUNCTIONS_AWAY) && !handled && isDelete
                || has(Variation.LAMBDA_AWAY) && has(Variation.BUCKET_AWAY) && !handled
                || stopped.stream().anyMatch(execution -> isAbout(execution, id));
    }

    private static boolean isAbout(StateMachineExecution execution, Object requestId) {
        return execution.data().get("event") instanceof Map<?, ?> event && requestId.equals(event.get("RequestId"));
    }

    /** Whether CloudFormation was told to retain what a Create had assigned that never answered, and took its rights away. */
    private boolean isRetained(String stack, Instant assigned) {
        return aws.cloudFormation().everyStack(stack).stream()
                .flatMap(every -> every.events().stream())
                .anyMatch(event -> event.status().equals("DELETE_SKIPPED")
                        && event.type().equals(ActualState.TYPE)
                        && event.at().isAfter(assigned));
    }

    /** Whether an execution that was stopped could still have been about what was assigned for the stack at that moment. */
    boolean leftBehind(String stack, Instant assigned) {
        return isRetained(stack, assigned)
                || stopped.stream()
                        .anyMatch(execution -> !assigned.isBefore(execution.start())
                                && execution.data().get("event") instanceof Map<?, ?> event
                                && ActualState.stackName(event.get("StackId")).equals(stack));
    }

    private boolean has(Variation variation) {
        return simulationCase.has(variation);
    }

    private boolean isOn(Variation variation) {
        return outages.get(variation).getAsBoolean();
    }

    private boolean happens(Variation variation, double share) {
        return has(variation) && !calm.getAsBoolean() && random.faults(share);
    }
}

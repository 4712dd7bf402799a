package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CloudFormationOptions;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.core.RequestHandling;
import io.github.cdknat.emulator.core.SeededRandom;
import io.github.cdknat.emulator.ec2.Ec2Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sets the world's switches to a case's variations, and lets things go wrong by chance; a bounded number of times, and no more
 * when it is calm.
 */
final class FaultSchedule {
    /** Reads that are older than this would never agree with each other: two looks lie five seconds apart. */
    private static final Duration OLDEST_READ = Duration.ofSeconds(4);

    private static final double FAULT_SHARE = 0.06;
    private static final int MOST_FAULTS = 8;

    private final SimulationCase simulationCase;
    private final EmbeddedAws aws;
    private final List<String> gateways;
    private final SeededRandom random;
    private final Map<FaultInjector.Kind, Integer> faults = new EnumMap<>(FaultInjector.Kind.class);
    private final List<FaultInjector.Kind> kinds = new ArrayList<>();
    private int left = MOST_FAULTS;
    private int grabs = MOST_FAULTS / 2;
    private int failures = MOST_FAULTS / 4;
    private boolean calm;
    private boolean losesAnswers;
    private final HarshConditions harsh;

    FaultSchedule(SimulationCase simulationCase, EmbeddedAws aws, List<String> gateways) {
        this.simulationCase = simulationCase;
        this.gateways = gateways;
        this.aws = aws;
        this.random = aws.account().random();
        this.harsh = new HarshConditions(simulationCase, aws, () -> calm);
        add(Variation.LOST_REQUESTS, FaultInjector.Kind.LOST_REQUEST);
        add(Variation.LOST_REPLIES, FaultInjector.Kind.LOST_REPLY);
        add(Variation.SERVER_ERRORS, FaultInjector.Kind.UNAVAILABLE);
        add(Variation.SERVER_ERRORS, FaultInjector.Kind.INTERNAL_ERROR_AFTER_EFFECT);
        add(Variation.THROTTLING, FaultInjector.Kind.THROTTLED);
        add(Variation.CRASHES, FaultInjector.Kind.CALLER_DIES_BEFORE);
        add(Variation.CRASHES, FaultInjector.Kind.CALLER_DIES_AFTER);
    }

    private void add(Variation variation, FaultInjector.Kind kind) {
        if (simulationCase.has(variation)) {
            kinds.add(kind);
        }
    }

    /** From now on nothing goes wrong any more. */
    void calm() {
        calm = true;
    }

    /** How often what went wrong. */
    Map<FaultInjector.Kind, Integer> faults() {
        return faults;
    }

    /** Whether something has left it open so far whether a call had its effect. */
    boolean leavesDoubt() {
        return losesAnswers || !faults.isEmpty() || harsh.leavesDoubt();
    }

    boolean isHarsh() {
        return simulationCase.isHarsh();
    }

    /** What else the harsh world has. */
    HarshConditions harsh() {
        return harsh;
    }

    void arrange() {
        ec2(aws.ec2().options());
        cloudFormation(aws.cloudFormation().options());
        lambda();
        for (RequestHandling endpoint : List.of(
                aws.ec2().endpoint(),
                aws.cloudFormation().endpoint(),
                aws.stepFunctions().endpoint())) {
            if (!kinds.isEmpty()) {
                endpoint.faults().byChance(this::fault);
            }
            if (simulationCase.has(Variation.SLOW_CALLS)) {
                endpoint.latency(Duration.ofMillis(random.between(200, 900)));
            }
        }
        aws.stepFunctions().options().staleness = old(Variation.STALE_EXECUTIONS);
        aws.responseFault(() -> happens(Variation.ANSWERS_FAIL, 0.3) ? 503 : 0);
        if (simulationCase.has(Variation.GRABS) || simulationCase.has(Variation.FAILED_ADDRESSES)) {
            aws.account().callLog().listen(this::called);
        }
        if (simulationCase.has(Variation.SLOW_POLICIES)) {
            aws.iam().propagation(Duration.ofSeconds(random.between(1, 40)));
        }
        if (isHarsh()) {
            harsh.arrange();
        }
    }

    /** What happens in the subnet while a function works. */
    private void called(ApiCallLog.Entry entry) {
        ApiCall call = entry.call();
        if (call.action().equals("DescribeNetworkInterfaces") && happens(Variation.GRABS, 0.4) && grabs > 0) {
            grabs--;
            grabLowest();
        } else if (call.action().equals("AssignPrivateNatGatewayAddress")
                && entry.effect()
                && failures > 0
                && happens(Variation.FAILED_ADDRESSES, 0.2)) {
            failures--;
            Object address = random.oneOf(call.list("PrivateIpAddress"));
            aws.ec2().gateways().failNext(address.toString(), "The address could not be assigned");
        }
    }

    /** An instance takes what would be chosen first out of one of the pools, of any gateway. */
    private void grabLowest() {
        RequestedAddresses.Pool pool = random.oneOf(List.of(RequestedAddresses.Pool.values()));
        int gateway = random.between(0, gateways.size() - 1);
        for (int i = 0; i < pool.size; i++) {
            int octet = pool == RequestedAddresses.Pool.SUBNET ? pool.size - 1 - i : pool.first + i;
            if (grab(gateways.get(gateway), TemplateFactory.ip(gateway, octet))) {
                return;
            }
        }
    }

    /** An instance takes the address, if it can. */
    boolean grab(String gateway, String address) {
        boolean possible =
                !aws.ec2().gateways().statuses(gateway).isEmpty() && aws.ec2().isFree(gateway, address);
        if (possible) {
            aws.ec2().occupy(gateway, address);
        }
        return possible;
    }

    private void ec2(Ec2Options ec2) {
        ec2.staleness = old(Variation.STALE_EC2);
        ec2.limit = simulationCase.has(Variation.TIGHT_LIMIT) ? 4 : 8;
        ec2.lockWhileAssigning = !simulationCase.has(Variation.NO_LOCK_WHILE_ASSIGNING);
        ec2.primaryReported = !simulationCase.has(Variation.PRIMARY_UNREPORTED);
        ec2.failedStays = !simulationCase.has(Variation.FAILED_VANISH);
        if (simulationCase.has(Variation.EARLY_DRAIN)) {
            int share = random.between(2, 20);
            ec2.drain = full -> full.dividedBy(share);
        }
        if (simulationCase.has(Variation.SLOW_ASSIGN)) {
            ec2.assignAtMost = Duration.ofSeconds(120);
        }
        if (simulationCase.has(Variation.OTHER_CODES)) {
            ec2.busyCode = "IncorrectState";
            ec2.notFoundCode = "InvalidNatGatewayID.NotFound";
            ec2.limitCode = "InvalidParameterValue";
            ec2.takenCode = "InvalidParameterValue";
        }
    }

    private void cloudFormation(CloudFormationOptions cloudFormation) {
        cloudFormation.rollbackOrder = simulationCase.has(Variation.ROLLBACK_DEPENDENCIES_LAST)
                ? CloudFormationOptions.Order.DEPENDENCIES_LAST
                : simulationCase.has(Variation.ROLLBACK_ALL_AT_ONCE)
                        ? CloudFormationOptions.Order.ALL_AT_ONCE
                        : CloudFormationOptions.Order.DEPENDENCIES_FIRST;
        cloudFormation.cleanUpDeletesCustomResourcesAtOnce = simulationCase.has(Variation.CLEAN_UP_ALL_AT_ONCE);
        cloudFormation.rollbackUpdatesReplaced = !simulationCase.has(Variation.NO_UPDATE_BACK);
        cloudFormation.rollbackDeletesOriginal = simulationCase.has(Variation.ORIGINAL_DELETED);
        cloudFormation.rollbackChangesLastUpdated = simulationCase.has(Variation.ROLLBACK_CHANGES_TIME);
        cloudFormation.staleness = old(Variation.STALE_BOOK);
    }

    private void lambda() {
        aws.lambda().options().throttled = () -> happens(Variation.LAMBDA_ERRORS, 0.05);
        aws.lambda().options().answerLost = () -> {
            boolean lost = happens(Variation.LAMBDA_ERRORS, 0.05);
            losesAnswers |= lost;
            return lost;
        };
        aws.lambda().options().deliveredTwice = () -> happens(Variation.DUPLICATES, 0.4);
        aws.lambda().options().queueing = () -> happens(Variation.LATE_DELIVERY, 0.3)
                ? Duration.ofMillis(random.between(1_000, 50_000))
                : Duration.ofMillis(100);
    }

    private Function<ApiCall, Duration> old(Variation variation) {
        return simulationCase.has(variation)
                ? call -> !calm && random.faults(0.3) ? random.between(Duration.ZERO, OLDEST_READ) : Duration.ZERO
                : call -> Duration.ZERO;
    }

    private boolean happens(Variation variation, double share) {
        return simulationCase.has(variation) && !calm && random.faults(share);
    }

    private Optional<FaultInjector.Kind> fault(ApiCall call) {
        if (calm || left == 0 || !random.faults(share(call))) {
            return Optional.empty();
        }
        FaultInjector.Kind kind = random.oneOf(kinds);
        left--;
        faults.merge(kind, 1, Integer::sum);
        return Optional.of(kind);
    }

    /** The few calls that change something are where it hurts. */
    private static double share(ApiCall call) {
        return call.action().endsWith("PrivateNatGatewayAddress") ? 5 * FAULT_SHARE : FAULT_SHARE;
    }
}

package io.github.cdknat.testkit.history;

import io.github.cdknat.testkit.cloudformation.CloudFormationSwitches;
import io.github.cdknat.testkit.ec2.Ec2Switches;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Endpoint;
import io.github.cdknat.testkit.kernel.Faults;
import io.github.cdknat.testkit.kernel.Ledger;
import io.github.cdknat.testkit.kernel.Lot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sets the world's switches to a history's traits, and lets things go wrong by chance; a bounded number of times, and no more
 * when it is calm.
 */
final class Chance {
    /** Reads that are older than this would never agree with each other: two looks lie five seconds apart. */
    private static final Duration OLDEST_READ = Duration.ofSeconds(4);

    private static final double FAULT_SHARE = 0.06;
    private static final int MOST_FAULTS = 8;

    private final History history;
    private final EmbeddedAws aws;
    private final List<String> gateways;
    private final Lot lot;
    private final Map<Faults.Kind, Integer> faults = new EnumMap<>(Faults.Kind.class);
    private final List<Faults.Kind> kinds = new ArrayList<>();
    private int left = MOST_FAULTS;
    private int grabs = MOST_FAULTS / 2;
    private int failures = MOST_FAULTS / 4;
    private boolean calm;
    private boolean losesAnswers;

    Chance(History history, EmbeddedAws aws, List<String> gateways) {
        this.history = history;
        this.gateways = gateways;
        this.aws = aws;
        this.lot = aws.world().lot();
        add(Trait.LOST_REQUESTS, Faults.Kind.LOST_REQUEST);
        add(Trait.LOST_REPLIES, Faults.Kind.LOST_REPLY);
        add(Trait.SERVER_ERRORS, Faults.Kind.UNAVAILABLE);
        add(Trait.SERVER_ERRORS, Faults.Kind.INTERNAL_ERROR_AFTER_EFFECT);
        add(Trait.THROTTLING, Faults.Kind.THROTTLED);
        add(Trait.CRASHES, Faults.Kind.CALLER_DIES_BEFORE);
        add(Trait.CRASHES, Faults.Kind.CALLER_DIES_AFTER);
    }

    private void add(Trait trait, Faults.Kind kind) {
        if (history.has(trait)) {
            kinds.add(kind);
        }
    }

    /** From now on nothing goes wrong any more. */
    void calm() {
        calm = true;
    }

    /** How often what went wrong. */
    Map<Faults.Kind, Integer> faults() {
        return faults;
    }

    /** Whether something has left it open so far whether a call had its effect. */
    boolean leavesDoubt() {
        return losesAnswers || !faults.isEmpty();
    }

    void arrange() {
        ec2(aws.ec2().switches());
        cloudFormation(aws.cloudFormation().switches());
        lambda();
        for (Endpoint endpoint : List.of(
                aws.ec2().endpoint(),
                aws.cloudFormation().endpoint(),
                aws.stepFunctions().endpoint())) {
            if (!kinds.isEmpty()) {
                endpoint.faults().byChance(this::fault);
            }
            if (history.has(Trait.SLOW_CALLS)) {
                endpoint.latency(Duration.ofMillis(lot.between(200, 900)));
            }
        }
        aws.stepFunctions().listDelay(old(Trait.STALE_EXECUTIONS));
        aws.responseFault(() -> happens(Trait.ANSWERS_FAIL, 0.3) ? 503 : 0);
        if (history.has(Trait.GRABS) || history.has(Trait.FAILED_ADDRESSES)) {
            aws.world().ledger().listen(this::called);
        }
        if (history.has(Trait.SLOW_POLICIES)) {
            aws.iam().propagation(Duration.ofSeconds(lot.between(1, 40)));
        }
    }

    /** What happens in the subnet while a function works. */
    private void called(Ledger.Entry entry) {
        ApiCall call = entry.call();
        if (call.action().equals("DescribeNetworkInterfaces") && happens(Trait.GRABS, 0.4) && grabs > 0) {
            grabs--;
            grabLowest();
        } else if (call.action().equals("AssignPrivateNatGatewayAddress")
                && entry.effect()
                && failures > 0
                && happens(Trait.FAILED_ADDRESSES, 0.2)) {
            failures--;
            Object address = lot.oneOf(call.list("PrivateIpAddress"));
            aws.ec2().gateways().failNext(address.toString(), "The address could not be assigned");
        }
    }

    /** An instance takes what would be chosen first out of one of the pools, of any gateway. */
    private void grabLowest() {
        Wish.Pool pool = lot.oneOf(List.of(Wish.Pool.values()));
        int gateway = lot.between(0, gateways.size() - 1);
        for (int i = 0; i < pool.size; i++) {
            int octet = pool == Wish.Pool.SUBNET ? pool.size - 1 - i : pool.first + i;
            if (grab(gateways.get(gateway), Blueprint.ip(gateway, octet))) {
                return;
            }
        }
    }

    /** An instance takes the address, if it can. */
    boolean grab(String gateway, String address) {
        boolean possible =
                !aws.ec2().gateways().statuses(gateway).isEmpty() && aws.ec2().isFree(gateway, address);
        if (possible) {
            aws.ec2().takeAddress(gateway, address);
        }
        return possible;
    }

    private void ec2(Ec2Switches ec2) {
        Supplier<Duration> age = old(Trait.STALE_EC2);
        ec2.staleness = read -> age.get();
        ec2.limit = history.has(Trait.TIGHT_LIMIT) ? 4 : 8;
        ec2.lockWhileAssigning = !history.has(Trait.NO_LOCK_WHILE_ASSIGNING);
        ec2.primaryReported = !history.has(Trait.PRIMARY_UNREPORTED);
        ec2.failedStays = !history.has(Trait.FAILED_VANISH);
        if (history.has(Trait.EARLY_DRAIN)) {
            int share = lot.between(2, 20);
            ec2.drain = full -> full.dividedBy(share);
        }
        if (history.has(Trait.SLOW_ASSIGN)) {
            ec2.assignAtMost = Duration.ofSeconds(120);
        }
        if (history.has(Trait.OTHER_CODES)) {
            ec2.busyCode = "IncorrectState";
            ec2.notFoundCode = "InvalidNatGatewayID.NotFound";
            ec2.limitCode = "InvalidParameterValue";
            ec2.takenCode = "InvalidParameterValue";
        }
    }

    private void cloudFormation(CloudFormationSwitches cloudFormation) {
        cloudFormation.rollbackOrder = history.has(Trait.ROLLBACK_DEPENDENCIES_LAST)
                ? CloudFormationSwitches.Order.DEPENDENCIES_LAST
                : history.has(Trait.ROLLBACK_ALL_AT_ONCE)
                        ? CloudFormationSwitches.Order.ALL_AT_ONCE
                        : CloudFormationSwitches.Order.DEPENDENCIES_FIRST;
        cloudFormation.cleanUpDeletesCustomResourcesAtOnce = history.has(Trait.CLEAN_UP_ALL_AT_ONCE);
        cloudFormation.rollbackUpdatesReplaced = !history.has(Trait.NO_UPDATE_BACK);
        cloudFormation.rollbackDeletesOriginal = history.has(Trait.ORIGINAL_DELETED);
        cloudFormation.rollbackChangesLastUpdated = history.has(Trait.ROLLBACK_CHANGES_TIME);
        cloudFormation.bookAge = old(Trait.STALE_BOOK);
    }

    private void lambda() {
        aws.lambda().switches().throttled = () -> happens(Trait.LAMBDA_ERRORS, 0.05);
        aws.lambda().switches().answerLost = () -> {
            boolean lost = happens(Trait.LAMBDA_ERRORS, 0.05);
            losesAnswers |= lost;
            return lost;
        };
        aws.lambda().switches().deliveredTwice = () -> happens(Trait.DUPLICATES, 0.4);
        aws.lambda().switches().queueing = () -> happens(Trait.LATE_DELIVERY, 0.3)
                ? Duration.ofMillis(lot.between(1_000, 50_000))
                : Duration.ofMillis(100);
    }

    private Supplier<Duration> old(Trait trait) {
        return history.has(trait)
                ? () -> !calm && lot.chance(0.3) ? lot.between(Duration.ZERO, OLDEST_READ) : Duration.ZERO
                : () -> Duration.ZERO;
    }

    private boolean happens(Trait trait, double share) {
        return history.has(trait) && !calm && lot.chance(share);
    }

    private Optional<Faults.Kind> fault(ApiCall call) {
        if (calm || left == 0 || !lot.chance(share(call))) {
            return Optional.empty();
        }
        Faults.Kind kind = lot.oneOf(kinds);
        left--;
        faults.merge(kind, 1, Integer::sum);
        return Optional.of(kind);
    }

    /** The few calls that change something are where it hurts. */
    private static double share(ApiCall call) {
        return call.action().endsWith("PrivateNatGatewayAddress") ? 5 * FAULT_SHARE : FAULT_SHARE;
    }
}

package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.simulation.ActualState.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches a world and holds every change and every answer against the invariants. It knows the truth. */
final class InvariantChecker {
    private record Removal(String by, Instant at) {}

    private final EmbeddedAws aws;
    private final ActualState actual;
    private final Violations findings = new Violations();
    private final RecordedAddresses recorded = new RecordedAddresses();
    /** What somebody assigned by hand, and no stack has taken away since. */
    private final Set<Place> assignedManually = new HashSet<>();

    /**
     * The resources, as "stack/logical id", that somebody left out of a rollback, or a drain waiter of theirs. ContinueUpdateRollback's
     * ResourcesToSkip: "After the rollback is complete, the state of the skipped resources will be inconsistent with the state of the
     * resources in the stack template." The next SUCCESS ends that.
     */
    private final Set<String> skips = new HashSet<>();

    /** What one stack took that another one records: from then on it is missing there. */
    private final Set<Place> mistaken = new HashSet<>();

    private final FaultSchedule faults;
    private final AvailabilityChecker interruptions;
    private final CreateOrUpdateSuccessChecker holdings;
    private final DeleteSuccessChecker releases;
    /** Who was the last to unassign an address, and when; nobody's name stands for a person. */
    private final Map<Place, Removal> removals = new HashMap<>();

    /**
     * A witness of a world that is new.
     *
     * @param faults what goes wrong, and whether it left open if a call had its effect
     */
    InvariantChecker(EmbeddedAws aws, FaultSchedule faults) {
        this.aws = aws;
        this.faults = faults;
        this.actual = new ActualState(aws);
        this.interruptions = new AvailabilityChecker(actual, findings);
        this.holdings = new CreateOrUpdateSuccessChecker(actual, skips, mistaken, findings, this::wasShownServing);
        this.releases = new DeleteSuccessChecker(actual, assignedManually, findings);
        aws.account().callLog().listen(this::called);
        aws.cloudFormation().custom().listen(this::answered);
    }

    Violations findings() {
        return findings;
    }

    void declared(String stack, ConstructDeclaration declared) {
        recorded.declared(stack, declared);
    }

    void assignedByHand(Place place) {
        assignedManually.add(place);
    }

    void unassignedByHand(Place place) {
        assignedManually.remove(place);
        removals.put(place, new Removal("", now()));
        interruptions.unassignedByHand(place);
    }

    /** Whether somebody else took the address away, and a read that is as old as they may be shows it serving. */
    private boolean wasShownServing(Place place, String stack) {
        Removal removal = removals.get(place);
        return removal != null
                && !removal.by().equals(stack)
                && now().isBefore(removal.at().plus(faults.harsh().oldestEc2Read()));
    }

    private Instant now() {
        return aws.account().now();
    }

    /** Resources of a stack were left out of its rollback. */
    void skipped(String stack, Set<String> logicalIds) {
        aws.cloudFormation().custom().requests().stream()
                .map(CustomResources.Request::event)
                .filter(event -> ActualState.stackName(event.get("StackId")).equals(stack)
                        && logicalIds.contains(String.valueOf(event.get("LogicalResourceId"))))
                .forEach(event -> skips.add(ActualState.owner(event)));
    }

    boolean isByHand(Place place) {
        return assignedManually.contains(place);
    }

    /** Whether somebody declares it, in a record or in what is being deployed. */
    boolean isAdopted(Place place) {
        return recorded.has(place);
    }

    /** An operation of the stack begins. */
    void begins(String stack) {
        Set<Place> served = new HashSet<>();
        Set<Place> foreign = new HashSet<>();
        for (String gateway : actual.primaries().keySet()) {
            for (String address : actual.serving(gateway)) {
                Place place = new Place(gateway, address);
                if (assignedManually.contains(place) || !owners(place).isEmpty()) {
                    served.add(place);
                }
                if (assignedManually.contains(place)
                        && actual.owners(place, Set.of(stack)).isEmpty()) {
                    foreign.add(place);
                }
            }
        }
        interruptions.begins(stack, served, foreign);
    }

    /** The stack is no longer busy. */
    void ends(Stack stack, String name) {
        interruptions.ends(stack, name);
    }

    private void called(ApiCallLog.Entry entry) {
        ApiCall call = entry.call();
        if (!entry.effect()
                || call.principal().equals(ApiCall.ADMIN)
                || !call.action().endsWith("NatGatewayAddress")) {
            return;
        }
        String gateway = call.text("NatGatewayId");
        String stack = ActualState.stackOf(call.principal());
        int count = actual.statuses(gateway).size();
        findings.check(Invariant.LIMIT, count <= actual.limit(), count + " addresses on " + gateway);
        boolean assigns = call.action().startsWith("Assign");
        for (Object address : call.list("PrivateIpAddress")) {
            Place place = new Place(gateway, address.toString());
            if (assigns) {
                assigned(stack, place);
            } else {
                unassigned(stack, place, count);
            }
        }
    }

    private void assigned(String stack, Place place) {
        releases.assigned(stack, place, now());
        findings.check(
                Invariant.COUNTED,
                recorded.has(stack, place) || recorded.chosen(stack, place),
                place + " was assigned for " + stack + ", which neither lists it nor chooses from there");
    }

    private void unassigned(String stack, Place place, int count) {
        findings.check(Invariant.ONLY_OURS, !actual.isPrimary(place), place + " is the primary address");
        List<String> owners = owners(place);
        boolean own = owners.size() == 1 && owners.get(0).startsWith(stack + "/");
        int owed = own ? actual.owedBeside(owners.get(0), place.gateway()) : 0;
        boolean full = count + owed >= actual.limit();
        boolean declared = recorded.has(stack, place);
        boolean excused = (!declared || !owners.isEmpty() && !own) && isAmbiguous(place);
        if (excused) {
            mistaken.add(place);
        }
        findings.check(Invariant.ONLY_OURS, declared || excused, place + " was never declared by " + stack);
        findings.check(
                Invariant.ONLY_OURS,
                owners.isEmpty() || own && full || excused,
                place + " is in the current record of " + owners + " and was unassigned by " + stack);
        if (faults.isHarsh()) {
            boolean foreign = assignedManually.contains(place) && !actual.wasRecorded(stack, place);
            findings.check(
                    Invariant.ONLY_OURS,
                    !foreign || faults.leavesDoubt(),
                    place + " was assigned by hand, no record of " + stack + " ever listed it, and it was unassigned");
            findings.check(
                    Invariant.ONLY_OURS,
                    !own || !actual.isAskedForBeside(stack, place, owners.get(0)),
                    place + " is asked for by another resource of " + stack + " and was unassigned");
        }
        assignedManually.remove(place);
        removals.put(place, new Removal(stack, now()));
        interruptions.unassigned(stack, place, full);
    }

    /**
     * Whether two stacks may take the address for theirs: both choose from there, one of them got no answer to its call or died at it, and
     * the other one's call had its effect at that moment. EC2 does not say who assigned an address.
     */
    private boolean isAmbiguous(Place place) {
        return faults.leavesDoubt() && recorded.isContested(place);
    }

    private List<String> owners(Place place) {
        return actual.owners(place, recorded.stacks());
    }

    private void answered(CustomResources.Request request, Map<String, Object> answer) {
        boolean isDoubtful = request.answers().stream()
                .anyMatch(one -> String.valueOf(one.get("Reason")).contains("does not tell whether it was started"));
        findings.check(
                Invariant.ONE_ANSWER,
                isDoubtful
                        || request.answers().stream()
                                        .map(one -> one.get("Status"))
                                        .distinct()
                                        .count()
                                == 1,
                "two answers to " + about(request));
        if (!request.isOpen()) {
            return;
        }
        boolean success = answer.get("Status").equals("SUCCESS");
        boolean delete = request.event().get("RequestType").equals("Delete");
        if (success && delete) {
            releases.succeeded(request, answer);
        } else if (success) {
            holdings.succeeded(request, answer);
        } else if (delete) {
            releases.failed(request);
        }
    }

    /** When all is calm: every request was answered in time, and the gateways hold what the books say. */
    void atTheEnd() {
        for (CustomResources.Request request : aws.cloudFormation().custom().requests()) {
            boolean excused = request.isTimedOut() && faults.harsh().excuses(request);
            findings.check(
                    Invariant.ANSWERED_IN_TIME, !request.isTimedOut() || excused, "no answer to " + about(request));
            if (excused && request.event().get("RequestType").equals("Delete")) {
                releases.failed(request);
            }
        }
        recorded.stacks().forEach(stack -> releases.retained(actual.retained(stack, ActualState.TYPE)));
        new ConvergenceChecker(
                        actual,
                        recorded.stacks(),
                        assignedManually,
                        releases.abandoned(),
                        mistaken,
                        skips,
                        place -> releases.isLeftBehind(place, faults.harsh()::leftBehind))
                .of(actual.primaries())
                .forEach((gateway, balance) ->
                        findings.check(Invariant.CONVERGED, balance.isEven(), gateway + " " + balance));
        aws.lambda().errors().stream()
                .filter(error -> !error.startsWith(SimulationRun.TRY_LATER))
                .forEach(error -> findings.check(Invariant.NO_ERRORS, false, error));
    }

    private static String about(CustomResources.Request request) {
        Map<String, Object> event = request.event();
        return "the " + event.get("RequestType") + " of " + event.get("LogicalResourceId") + " in "
                + ActualState.stackName(event.get("StackId")) + ", sent at " + request.sent();
    }
}

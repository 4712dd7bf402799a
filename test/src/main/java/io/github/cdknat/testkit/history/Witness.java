package io.github.cdknat.testkit.history;

import io.github.cdknat.testkit.cloudformation.CustomResources;
import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.history.Truth.Place;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Ledger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Watches a world and holds every change and every answer against the laws. It knows the truth. */
final class Witness {
    private final EmbeddedAws aws;
    private final Truth truth;
    private final Findings findings = new Findings();
    private final Promises promises = new Promises();
    private final People people = new People();
    private final Skips skips = new Skips();
    private final Doubts doubts;
    private final Interruptions interruptions;
    private final Holdings holdings;
    private final Releases releases;

    /**
     * A witness of a world that is new.
     *
     * @param faulty whether a call of a function has failed in a way that left open whether it had its effect
     */
    Witness(EmbeddedAws aws, BooleanSupplier faulty) {
        this.aws = aws;
        this.doubts = new Doubts(promises, faulty);
        this.truth = new Truth(aws);
        this.interruptions = new Interruptions(truth, findings);
        this.holdings = new Holdings(truth, skips, doubts, findings);
        this.releases = new Releases(truth, people, findings);
        aws.world().ledger().listen(this::called);
        aws.cloudFormation().custom().listen(this::answered);
    }

    Findings findings() {
        return findings;
    }

    void gateway(String id) {
        people.made(id, truth.statuses(id).keySet().iterator().next());
    }

    void declared(String stack, String gateway, Declared declared) {
        promises.declared(stack, gateway, declared.gateway(), declared);
    }

    void assignedByHand(Place place) {
        people.assigned(place);
    }

    void unassignedByHand(Place place) {
        people.unassigned(place);
        interruptions.unassignedByHand(place);
    }

    /** Resources of a stack were left out of its rollback. */
    void skipped(String stack, Set<String> logicalIds) {
        aws.cloudFormation().custom().requests().stream()
                .map(CustomResources.Request::event)
                .filter(event -> Truth.stackName(event.get("StackId")).equals(stack)
                        && logicalIds.contains(String.valueOf(event.get("LogicalResourceId"))))
                .forEach(event -> skips.skipped(stack, Skips.owner(event)));
    }

    boolean isByHand(Place place) {
        return people.assignedIt(place);
    }

    /** Whether somebody declares it, in a record or in what is being deployed. */
    boolean isAdopted(Place place) {
        return promises.has(place);
    }

    /** An operation of the stack begins. */
    void begins(String stack) {
        Set<Place> served = new HashSet<>();
        Set<Place> foreign = new HashSet<>();
        for (String gateway : people.primaries().keySet()) {
            for (String address : truth.serving(gateway)) {
                Place place = new Place(gateway, address);
                if (people.assignedIt(place) || !owners(place).isEmpty()) {
                    served.add(place);
                }
                if (people.assignedIt(place)
                        && truth.owners(place, Set.of(stack)).isEmpty()) {
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

    private void called(Ledger.Entry entry) {
        ApiCall call = entry.call();
        if (!entry.effect()
                || call.principal().equals(ApiCall.ADMIN)
                || !call.action().endsWith("NatGatewayAddress")) {
            return;
        }
        String gateway = call.text("NatGatewayId");
        String stack = Truth.stackOf(call.principal());
        int count = truth.statuses(gateway).size();
        findings.check(Law.LIMIT, count <= truth.limit(), count + " addresses on " + gateway);
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
        releases.assigned(stack, place);
        findings.check(
                Law.COUNTED,
                promises.has(stack, place) || promises.chosen(stack, place),
                place + " was assigned for " + stack + ", which neither lists it nor chooses from there");
    }

    private void unassigned(String stack, Place place, int count) {
        findings.check(Law.ONLY_OURS, !people.isPrimary(place), place + " is the primary address");
        List<String> owners = owners(place);
        boolean own = owners.size() == 1 && owners.get(0).startsWith(stack + "/");
        int owed = own ? truth.owedBeside(owners.get(0), place.gateway()) : 0;
        boolean full = count + owed >= truth.limit();
        boolean declared = promises.has(stack, place);
        boolean mistaken = (!declared || !owners.isEmpty() && !own) && doubts.mistakes(place);
        findings.check(Law.ONLY_OURS, declared || mistaken, place + " was never declared by " + stack);
        findings.check(
                Law.ONLY_OURS,
                owners.isEmpty() || own && full || mistaken,
                place + " is in the current record of " + owners + " and was unassigned by " + stack);
        people.unassigned(place);
        interruptions.unassigned(stack, place, full);
    }

    private List<String> owners(Place place) {
        return truth.owners(place, promises.stacks());
    }

    private void answered(CustomResources.Request request, Map<String, Object> answer) {
        findings.check(
                Law.ONE_ANSWER,
                request.answers().stream()
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
            findings.check(Law.ANSWERED_IN_TIME, !request.isTimedOut(), "no answer to " + about(request));
        }
        new Balance(truth, promises.stacks(), people.byHand(), releases.abandoned(), doubts.mistaken(), skips)
                .of(people.primaries())
                .forEach(
                        (gateway, balance) -> findings.check(Law.CONVERGED, balance.isEven(), gateway + " " + balance));
        aws.lambda().errors().stream()
                .filter(error -> !error.startsWith(Run.TRY_LATER))
                .forEach(error -> findings.check(Law.NO_ERRORS, false, error));
    }

    private static String about(CustomResources.Request request) {
        Map<String, Object> event = request.event();
        return "the " + event.get("RequestType") + " of " + event.get("LogicalResourceId") + " in "
                + Truth.stackName(event.get("StackId")) + ", sent at " + request.sent();
    }
}

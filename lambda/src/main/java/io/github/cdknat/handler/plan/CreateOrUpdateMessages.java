package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What Create and Update say to people: one sentence each, with what, which, found, rule and next step. */
record CreateOrUpdateMessages(Request.CreateOrUpdate request, Journal journal, Observation seen) implements PlanInput {
    private String cannotHold(String because) {
        String what = request.choice().map(AddressSelection::toString).orElse(Ipv4.list(request.desired()));
        return "Cannot hold " + what + " on " + request.gatewayId() + ": " + because;
    }

    /** In a rollback nobody can change the declaration: what may help is to free something and continue it, or to skip the resource. */
    private String cannotHold(String because, String next, String nextInRollback) {
        return cannotHold(because + "; " + (isRollback() ? nextInRollback : next));
    }

    private String skip() {
        return "continue the update rollback without " + request.logicalId() + " (ResourcesToSkip).";
    }

    private static String after(String what) {
        return what + ", then continue the update rollback.";
    }

    String serving(AddressRecord kept, Gateway gateway) {
        SortedSet<Ipv4> released = new TreeSet<>();
        request.eventRecord().ifPresent(old -> released.addAll(Ipv4.without(old.addresses(), request.desired())));
        SortedSet<Ipv4> lost = Ipv4.without(journal.notUnassigned(), List.of());
        lost.removeIf(gateway::serves);
        return "Holding " + Ipv4.list(Ipv4.without(request.desired(), lost)) + " on " + request.gatewayId()
                + (lost.isEmpty()
                        ? ""
                        : "; lost, not by this deployment, and EC2 refuses to assign it: " + Ipv4.list(lost)
                                + " (once it is free, the next update of the resource assigns it)")
                + (request.choice().isPresent() && !released.isEmpty()
                        ? "; to be released: " + Ipv4.list(released)
                        : "")
                + (kept.adopted().isEmpty() ? "" : "; found there and adopted: " + Ipv4.list(kept.adopted())) + ".";
    }

    String poolOutsideSubnet(Cidr pool, Subnet subnet) {
        return cannotHold(
                "the pool is not inside " + subnet.cidr() + ", the gateway's subnet " + subnet.id(),
                "give a pool of that subnet, " + pool + " is none.",
                skip());
    }

    String notEnoughFree(String census, SortedSet<String> holders) {
        String count = request.wanted() - request.order().size()
                + " have still to be chosen, and of the addresses there are " + census;
        return cannotHold(count, moved(holders) + "free some, ask for fewer, or widen the pool.", after("free some"));
    }

    String choseTooOften() {
        return cannotHold(
                "addresses that looked free were taken " + journal.selectionAttempts() + " times in a row ("
                        + Ipv4.list(journal.unavailable()) + ")",
                "reserve a pool that nothing else draws from, and deploy again.",
                after("free one of them"));
    }

    String noGateway() {
        return cannotHold("EC2 knows no such NAT gateway in this account and Region", "check natGatewayId.", skip());
    }

    String gatewayGone(Gateway gateway) {
        return cannotHold(
                "the NAT gateway is " + gateway.state(), "declare addresses of one that is available.", skip());
    }

    String publicGateway() {
        return cannotHold(
                "the NAT gateway is public, and only a private one takes private secondary addresses this way",
                "pass the id of a private NAT gateway.",
                skip());
    }

    String regionalGateway() {
        return cannotHold(
                "the NAT gateway is regional, and a regional one cannot be private",
                "pass the id of a zonal private NAT gateway.",
                skip());
    }

    String tooMany() {
        return cannotHold(
                request.wanted() + " secondary addresses are declared, and with addressLimit " + request.addressLimit()
                        + " a gateway takes " + (request.addressLimit() - 1) + " beside its primary one",
                "declare fewer, or raise addressLimit if your quota is higher.",
                skip());
    }

    String primaryDeclared(Ipv4 address) {
        return cannotHold(
                address + " is the gateway's primary address, which can never be assigned or unassigned",
                "remove it from secondaryPrivateIpAddresses.",
                skip());
    }

    String outsideSubnet(Ipv4 address, Subnet subnet) {
        return cannotHold(
                address + " is outside " + subnet.cidr() + ", the gateway's subnet " + subnet.id(),
                "declare addresses of that subnet.",
                skip());
    }

    String reserved(Ipv4 address, Subnet subnet) {
        return cannotHold(
                address + " is one of the five addresses that AWS reserves in " + subnet.cidr()
                        + ", the gateway's subnet " + subnet.id() + " (the first four and the last)",
                "declare another address.",
                skip());
    }

    String failedAddress(GatewayAddress failed) {
        return cannotHold(
                failed.address().orElseThrow() + " failed on the gateway, and EC2 says \"" + failed.failure() + "\"",
                "unassign the failed address if it is still there, then deploy again.",
                after("unassign the failed address if it is still there"));
    }

    String noRoom(Gateway gateway, SortedSet<Ipv4> missing) {
        SortedSet<String> holders = new TreeSet<>();
        seen.resources().entries().stream()
                .filter(entry -> !entry.logicalId().equals(request.logicalId()))
                .filter(entry -> seen.resources().current(entry.logicalId()).stream()
                        .anyMatch(kept ->
                                kept.isOn(gateway.id()) && !kept.addresses().isEmpty()))
                .forEach(entry -> holders.add(entry.logicalId()));
        String full = missing.size() + " more (" + Ipv4.list(missing) + ") do not fit beside the "
                + gateway.addresses().size() + " of at most " + request.addressLimit() + " addresses there: "
                + Gateway.describe(gateway.addresses());
        return cannotHold(
                full,
                (request.choice().isPresent() ? moved(holders) : "")
                        + "release some of these, or declare fewer, or raise addressLimit if your quota is higher.",
                after("release some of these"));
    }

    /** A count under another construct id chooses anew, beside what the stack's own record of the old id still lists. */
    private static String moved(SortedSet<String> holders) {
        return holders.isEmpty()
                ? ""
                : "the records are of " + String.join(", ", holders)
                        + ". If the declaration was moved to another construct id, keep its logical id"
                        + " (Stack.renameLogicalId), or deploy its addresses as a list first and the count afterwards; else ";
    }

    String unexpectedStatus(StackOperation operation) {
        return cannotHold("the stack is " + operation.status() + ", in which CloudFormation "
                + (request.isCreate() ? "creates" : "updates")
                + " nothing, so this request came too late; nothing was done for it, and nothing is left to do.");
    }

    String notSent(StackOperation operation) {
        return cannotHold("the stack is " + operation.status()
                + ", and its events do not show this request, so that nobody waits for it; nothing was done, "
                + (operation.isRollback() ? "continue the update rollback." : "deploy again."));
    }

    String superseded(String by) {
        return cannotHold(by + ", so nobody waits for this request.");
    }

    /** One address can be on one gateway only, and the stack itself has it on another one, which goes when the deployment succeeds. */
    String onAnotherGateway(SortedSet<Ipv4> addresses, String gatewayId, String logicalId) {
        return cannotHold(Ipv4.list(addresses) + (addresses.size() == 1 ? " serves" : " serve") + " on " + gatewayId
                + ", by the stack's own record of " + logicalId
                + ", and an address can be on one gateway only; "
                + (isRollback()
                        ? after("unassign it there")
                        : "deploy twice: first without it (" + gatewayId
                                + " releases it at the end of that deployment), then with it on the new gateway."));
    }

    String deadline() {
        return cannotHold("the time of this request (" + Planner.patience(request, journal) + " s) is over" + found()
                + DrainMessages.busy(this) + "; " + (isRollback() ? rollbackNext() : "deploy again")
                + DrainMessages.when(this) + ".");
    }

    private String rollbackNext() {
        boolean needsRoom = !full().isEmpty() && found().endsWith(full());
        return (needsRoom ? "release one of these, then " : "") + "continue the update rollback";
    }

    private String found() {
        SortedSet<Ipv4> missing = Ipv4.without(request.desired(), List.of());
        seen.gateway().ifPresent(gateway -> missing.removeIf(gateway::serves));
        if (request.isShort()) {
            return ", and " + (request.wanted() - request.order().size()) + " have still to be chosen";
        }
        if (!missing.isEmpty()) {
            return " and not serving are: " + Ipv4.list(missing) + full();
        }
        return RequestOrdering.isAlone(seen)
                ? ", and every address serves only since a moment ago"
                : ", and every address is serving, but an earlier request of the resource may still be at work";
    }

    /** A full gateway is named as full, with what fills it. */
    private String full() {
        return seen.gateway()
                .filter(gateway -> gateway.addresses().size() >= request.addressLimit() && !gateway.isChanging())
                .map(gateway -> "; the gateway is full, it has " + Gateway.describe(gateway.addresses())
                        + ", of at most " + request.addressLimit())
                .orElse("");
    }
}

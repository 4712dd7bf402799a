package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.handler.model.Timing;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** What we say to people: one sentence each, with what, which, found, rule and next step. */
public final class Messages {
    private Messages() {}

    static String cannotHold(Request.CreateOrUpdate hold, String because) {
        String what = hold.choice().map(AddressSelection::toString).orElse(Ipv4.list(hold.desired()));
        return "Cannot hold " + what + " on " + hold.gatewayId() + ": " + because;
    }

    static String held(Request.CreateOrUpdate hold, AddressRecord kept, SortedSet<Ipv4> lost) {
        SortedSet<Ipv4> given = new TreeSet<>();
        hold.eventRecord().ifPresent(old -> given.addAll(old.addresses()));
        given.removeAll(hold.desired());
        SortedSet<Ipv4> holding = new TreeSet<>(hold.desired());
        holding.removeAll(lost);
        return "Holding " + Ipv4.list(holding) + " on " + hold.gatewayId()
                + (lost.isEmpty()
                        ? ""
                        : "; lost before this deployment, and EC2 refuses to assign it: " + Ipv4.list(lost)
                                + " (free it, then deploy again)")
                + (hold.choice().isPresent() && !given.isEmpty() ? "; to be released: " + Ipv4.list(given) : "")
                + (kept.adopted().isEmpty() ? "" : "; found there and adopted: " + Ipv4.list(kept.adopted())) + ".";
    }

    static String poolOutsideSubnet(Request.CreateOrUpdate hold, Cidr pool, Subnet subnet) {
        return cannotHold(
                hold,
                "the pool is not inside " + subnet.cidr() + ", the gateway's subnet " + subnet.id()
                        + "; give a pool of that subnet, " + pool + " is none.");
    }

    static String notEnoughFree(Request.CreateOrUpdate hold, String census) {
        return cannotHold(
                hold,
                hold.wanted() - hold.order().size() + " have still to be chosen, and of the addresses there are "
                        + census + "; free some, ask for fewer, or widen the pool.");
    }

    static String choseTooOften(Request.CreateOrUpdate hold, Journal journal) {
        return cannotHold(
                hold,
                "addresses that looked free were taken " + journal.choices() + " times in a row ("
                        + Ipv4.list(journal.avoided())
                        + "); reserve a pool that nothing else draws from, and deploy again.");
    }

    static String noGateway(Request.CreateOrUpdate hold) {
        return cannotHold(hold, "EC2 knows no such NAT gateway in this account and Region; check natGatewayId.");
    }

    static String gatewayGone(Request.CreateOrUpdate hold, Gateway gateway) {
        return cannotHold(
                hold, "the NAT gateway is " + gateway.state() + "; declare addresses of one that is available.");
    }

    static String publicGateway(Request.CreateOrUpdate hold) {
        return cannotHold(
                hold,
                "the NAT gateway is public, and only a private one takes private secondary addresses this way; pass the id"
                        + " of a private NAT gateway.");
    }

    static String regionalGateway(Request.CreateOrUpdate hold) {
        return cannotHold(
                hold,
                "the NAT gateway is regional, and a regional one cannot be private; pass the id of a zonal private NAT"
                        + " gateway.");
    }

    static String tooMany(Request.CreateOrUpdate hold) {
        return cannotHold(
                hold,
                hold.wanted() + " secondary addresses are declared, and with addressLimit "
                        + hold.addressLimit() + " a gateway takes " + (hold.addressLimit() - 1)
                        + " beside its primary one; declare fewer, or raise addressLimit if your quota is higher.");
    }

    static String primaryDeclared(Request.CreateOrUpdate hold, Ipv4 address) {
        return cannotHold(
                hold,
                address + " is the gateway's primary address, which can never be assigned or unassigned; remove it from"
                        + " secondaryPrivateIpAddresses.");
    }

    static String outsideSubnet(Request.CreateOrUpdate hold, Ipv4 address, Subnet subnet) {
        return cannotHold(
                hold,
                address + " is outside " + subnet.cidr() + ", the gateway's subnet " + subnet.id()
                        + "; declare addresses of that subnet.");
    }

    static String reserved(Request.CreateOrUpdate hold, Ipv4 address, Subnet subnet) {
        return cannotHold(
                hold,
                address + " is one of the five addresses that AWS reserves in " + subnet.cidr()
                        + ", the gateway's subnet " + subnet.id()
                        + " (the first four and the last); declare another address.");
    }

    static String failedAddress(Request.CreateOrUpdate hold, GatewayAddress failed) {
        return cannotHold(
                hold,
                failed.address().orElseThrow() + " failed on the gateway, and EC2 says \""
                        + failed.failure()
                        + "\"; unassign the failed address if it is still there, then deploy again.");
    }

    static String noRoom(Request.CreateOrUpdate hold, Gateway gateway, SortedSet<Ipv4> missing) {
        return cannotHold(
                hold,
                missing.size() + " more (" + Ipv4.list(missing) + ") do not fit beside the "
                        + gateway.addresses().size() + " of at most " + hold.addressLimit() + " addresses there: "
                        + Gateway.describe(gateway.addresses())
                        + "; release some of these, or declare fewer, or raise addressLimit if your quota is higher.");
    }

    static String unexpectedStatus(Request.CreateOrUpdate hold, StackOperation operation) {
        return cannotHold(
                hold,
                "the stack is " + operation.status() + ", in which CloudFormation "
                        + (hold.isCreate() ? "creates" : "updates")
                        + " nothing, so this request came too late; nothing was done, deploy again.");
    }

    static String notSent(Request.CreateOrUpdate hold, StackOperation operation) {
        return cannotHold(
                hold,
                "the stack is " + operation.status()
                        + ", and its events do not show this request, so that nobody waits for"
                        + " it; nothing was done, deploy again.");
    }

    static String superseded(Request.CreateOrUpdate hold, String by) {
        return cannotHold(hold, by + ", so nobody waits for this request; what it had assigned is taken back.");
    }

    static String stillUndoing(String reason, SortedSet<Ipv4> left) {
        return reason + " Still on the gateway and being taken back: " + Ipv4.list(left) + ".";
    }

    /** EC2's refusal, in its own words. */
    public static String refused(Request request, Journal.RejectedCall refusal, Observation seen) {
        AddressChange intention = refusal.intention();
        String there = seen.gateway()
                .map(gateway -> " while on the gateway are " + Gateway.describe(gateway.addresses()))
                .orElse("");
        String next = intention.assigns()
                ? "free the address or remove it from secondaryPrivateIpAddresses."
                : "look at the address in the console, then try again.";
        return "Cannot " + intention + (intention.assigns() ? " to " : " from ") + request.gatewayId()
                + ": EC2 refused it (" + refusal.code() + ": " + refusal.message() + ")" + there + "; " + next;
    }

    /** A right is missing. */
    public static String denied(Request request, String call, String message) {
        return "Cannot change addresses of " + request.gatewayId() + ": EC2 denies " + call + " (" + message
                + "), and still did after " + Timing.DENIAL_PATIENCE.toSeconds()
                + " s; look for a service control policy, permissions boundary or edited role that denies it.";
    }

    /** The function failed in the middle of a pass. */
    public static String crashed(Request request, String cause) {
        return "Cannot finish the request for " + request.gatewayId() + ": the function failed (" + cause
                + "); see its log group, and report it if the cause is not in your account.";
    }

    static String couldNotObserve(Request request, String cause) {
        return "Cannot finish the request for " + request.gatewayId() + ": " + cause
                + "; restore the right or the service, then deploy again.";
    }

    static String released(String why) {
        return "Released: " + why + ".";
    }

    static String releaseSuperseded(Request.Delete release, String by) {
        return "Cannot release " + release.physicalId() + ": " + by + ", so nobody waits for this request.";
    }

    static String doubtfulRelease(Request.Delete release, String found) {
        return "Cannot release " + release.physicalId() + ": " + found + ", and still did after "
                + Timing.DOUBT.toSeconds()
                + " s; nothing was released. Delete again, or unassign the addresses if the resource"
                + " is gone.";
    }

    static String earlierStillRunning(Request.Delete release) {
        return "Cannot release " + release.physicalId() + ": an earlier request of " + release.logicalId()
                + " is still running; delete again when its execution has ended.";
    }

    static String notRestored(Request.Delete release, Gateway gateway, SortedSet<Ipv4> failed) {
        return "Cannot restore " + Ipv4.list(failed) + " on " + gateway.id()
                + ": the deployment that is rolled back had released it early, and on the gateway are "
                + Gateway.describe(gateway.addresses()) + "; unassign the failed address, then deploy "
                + release.logicalId()
                + " again.";
    }

    static String drainedAndThere(Collection<Ipv4> addresses) {
        return Ipv4.list(addresses) + " drained a moment ago and is shown as serving; looking again";
    }
}

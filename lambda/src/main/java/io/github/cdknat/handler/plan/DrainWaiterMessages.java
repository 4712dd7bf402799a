package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.util.Collection;

/** What we say when time is over, and about drains that outlast a request. */
final class DrainWaiterMessages {
    private DrainWaiterMessages() {}

    static String handedOn(CreateOrUpdatePlanner at, Gateway gateway) {
        return "Handing on to the drain waiters: still to serve on " + gateway.id() + " are "
                + Ipv4.list(missing(at.request().desired(), at.seen())) + ", and the gateway is busy with "
                + DrainMessages.describe(gateway.changing(), at) + ".";
    }

    static String deadline(DrainWaiterPlanner at, Collection<Ipv4> missing) {
        Request.DrainWaiter request = at.request();
        return "Cannot wait for " + request.owner() + ": the time of its last drain waiter (ServiceTimeout "
                + request.serviceTimeout() + " s) is over"
                + (missing.isEmpty()
                        ? ", and every address is serving, but its execution is still running"
                        : " and not serving are: " + Ipv4.list(missing))
                + DrainMessages.busy(at) + "; " + again(at) + DrainMessages.when(at) + ".";
    }

    static String deleteNotEnded(DrainWaiterPlanner at) {
        Request.DrainWaiter request = at.request();
        return "Cannot wait for the release of " + request.owner()
                + ": the time of its last drain waiter (ServiceTimeout " + request.serviceTimeout()
                + " s) is over, and the release is still running" + DrainMessages.busy(at)
                + "; it goes on by itself, try again" + DrainMessages.when(at) + ".";
    }

    /** A drain waiter cannot tell an owner that was skipped from one that failed after it had deferred. */
    static String createOrUpdateNotEnded(DrainWaiterPlanner at, Gateway gateway, Collection<Ipv4> missing) {
        Request.DrainWaiter request = at.request();
        return "Cannot wait for " + request.owner() + ": its execution has ended, and not serving are "
                + Ipv4.list(missing) + "; on " + gateway.id() + " are " + Gateway.describe(gateway.addresses())
                + ". Look at the execution in Step Functions for the cause, then " + again(at)
                + (at.isRollback()
                        ? "; if " + request.owner() + " was skipped in it, skip this drain waiter too."
                        : ".");
    }

    static String gatewayGone(Request.DrainWaiter request) {
        return "Cannot wait for " + request.owner() + ": " + request.gatewayId()
                + " is gone, and its addresses with it; declare addresses of a gateway that is there.";
    }

    static String superseded(Request.DrainWaiter request, StackOperation now) {
        return "Cannot wait for " + request.owner() + ": the stack is " + now.status()
                + " by now, so nobody waits for this request.";
    }

    static String stale(DrainWaiterPlanner at) {
        Request.DrainWaiter request = at.request();
        return "Cannot wait for " + request.owner() + ": the time of its last drain waiter (ServiceTimeout "
                + request.serviceTimeout() + " s) is over, and CloudFormation still shows an earlier operation; "
                + again(at) + ".";
    }

    static Collection<Ipv4> missing(Collection<Ipv4> desired, Observation seen) {
        return desired.stream()
                .filter(address -> seen.gateway()
                        .filter(gateway -> gateway.serves(address))
                        .isEmpty())
                .toList();
    }

    private static String again(DrainWaiterPlanner at) {
        return at.isRollback() ? "continue the update rollback" : "deploy again";
    }
}

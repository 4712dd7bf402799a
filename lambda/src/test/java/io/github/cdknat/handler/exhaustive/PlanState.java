package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.plan.Plan;
import io.github.cdknat.handler.plan.Planner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One state: what is asked for, what the request has done so far, and what AWS shows. */
record PlanState(Request request, Journal journal, Observation seen) {
    Plan plan() {
        return Planner.plan(request, journal, seen);
    }

    /** The same world, with everything that AWS lists in no order listed the other way round. */
    PlanState reordered() {
        Observation other = new Observation(
                seen.now(),
                seen.self(),
                reversed(seen.executions()),
                seen.operation(),
                new StackResources(reversed(seen.resources().entries())),
                seen.gateway()
                        .map(gateway -> new Gateway(
                                gateway.id(),
                                gateway.state(),
                                gateway.connectivityType(),
                                gateway.availabilityMode(),
                                gateway.subnetId(),
                                reversed(gateway.addresses()))),
                seen.subnet(),
                seen.subnetUsage()
                        .map(around -> SubnetUsage.of(around.subnet(), around.taken(), reversed(around.reserved()))),
                seen.drainSettings(),
                seen.evidence());
        return new PlanState(request, journal, other);
    }

    /** What there is in the world; what there is not is left out. Of two worlds, the one with less text is told. */
    String text() {
        return ("  request " + request + "\n  journal " + journal + "\n  seen    " + seen)
                .replaceAll("(?<=[\\[ ])\\w+=(Optional\\.empty|\\[]|\\{}|false|0)(, |(?=]))", "");
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}

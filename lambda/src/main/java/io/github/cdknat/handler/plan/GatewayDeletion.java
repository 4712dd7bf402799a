package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.DeletedWithStack;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import java.util.Optional;

/**
 * Whether the gateway of a Release goes away with it, so that nobody has to wait for its drains: EC2 lets a gateway be deleted
 * while addresses are unassigning (UnassignPrivateNatGatewayAddress, Amazon EC2 API Reference).
 *
 * <p>The construct says what ends the gateway's life, in the properties and in the metadata, and says nothing of a gateway that
 * is retained; CloudFormation's book says whether that end has come.
 */
record GatewayDeletion(Request.Delete request, Observation seen) {
    private static final String FAILED = "DELETE_FAILED";
    private static final String SKIPPED = "DELETE_SKIPPED";

    /**
     * Why nobody has to wait for what is changing on the gateway; empty if somebody has to.
     *
     * @param onlyDrains whether what is owed has begun to drain
     */
    Optional<String> reason(boolean onlyDrains) {
        return onlyDrains ? asMade() : certain();
    }

    /** Why the gateway is sure to go: the stack is being deleted, or has replaced it. Not even an unassign is needed. */
    private Optional<String> certain() {
        Optional<StackResources.Entry> gateway =
                told().flatMap(end -> seen.book().gateway(end.logicalId()));
        if (gateway.isEmpty() || !agreesWithTemplate() || isKept(gateway.get())) {
            return Optional.empty();
        }
        if (isOurs(gateway.get())) {
            return seen.operation().deletesAll()
                    ? Optional.of("the stack deletes the gateway too, so nobody has to wait for its drains")
                    : Optional.empty();
        }
        return isReplacement(gateway.get())
                ? Optional.of("the stack has replaced the gateway, so nobody has to wait for its drains")
                : Optional.empty();
    }

    /** Why the gateway goes if everything is as the construct made it: then a drain that has begun needs no waiting. */
    private Optional<String> asMade() {
        boolean together = told().filter(end -> end.with() == DeletedWithStack.With.RESOURCE)
                .flatMap(end -> seen.book().gateway(end.logicalId()))
                .filter(gateway -> isOurs(gateway) && !isKept(gateway))
                .isPresent();
        return together && isBeingRemoved()
                ? Optional.of(
                        "the gateway is removed together with its addresses, so nobody has to wait for its drains")
                : certain();
    }

    private Optional<DeletedWithStack> told() {
        return request.end();
    }

    /** The template may have come to retain the gateway since the record was made. */
    private boolean agreesWithTemplate() {
        return seen.book().end().equals(told());
    }

    /** Nothing has taken the resource's place: its own record is the one that goes. */
    private boolean isBeingRemoved() {
        return seen.book()
                .entry(request.logicalId())
                .filter(entry -> entry.isDeleting() && entry.physicalId().equals(request.physicalId()))
                .isPresent();
    }

    private boolean isOurs(StackResources.Entry gateway) {
        return gateway.physicalId().equals(request.gatewayId());
    }

    private static boolean isReplacement(StackResources.Entry gateway) {
        return gateway.physicalId().startsWith("nat-") && !gateway.isDeleting();
    }

    /** It was kept, or an earlier try to delete it failed, after which somebody may ask for it to be kept. */
    private static boolean isKept(StackResources.Entry gateway) {
        return gateway.status().equals(FAILED) || gateway.status().equals(SKIPPED);
    }
}

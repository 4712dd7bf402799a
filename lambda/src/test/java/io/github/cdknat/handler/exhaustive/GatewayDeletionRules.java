package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.DeletedWithStack;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import java.util.Optional;
import java.util.Set;

/** When a Release need not wait for drains, because its gateway goes away too. */
final class GatewayDeletionRules {
    private GatewayDeletionRules() {}

    static boolean goesAway(PlanCheck it) {
        Optional<DeletedWithStack> told = it.release().flatMap(Request.Delete::end);
        Optional<StackResources.Entry> gateway = told.flatMap(end -> it.book().gateways().stream()
                .filter(entry -> entry.logicalId().equals(end.logicalId()))
                .filter(entry -> !entry.status().equals("DELETE_FAILED")
                        && !entry.status().equals("DELETE_SKIPPED"))
                .findFirst());
        if (gateway.isEmpty()) {
            return false;
        }
        boolean ours = gateway.get().physicalId().equals(it.request().gatewayId());
        String stack = it.world().seen().operation().status();
        boolean deleted = ours && (stack.startsWith("DELETE_") || stack.startsWith("ROLLBACK_"));
        boolean replaced = !ours
                && gateway.get().physicalId().startsWith("nat-")
                && !gateway.get().isDeleting();
        boolean templateAgrees = it.book().end().equals(told);
        return templateAgrees && (deleted || replaced) || ours && isRemovedTogether(it, told.orElseThrow());
    }

    private static boolean isRemovedTogether(PlanCheck it, DeletedWithStack end) {
        Set<Ipv4> left = ResponseRules.owed(it);
        left.retainAll(it.there(entry -> !entry.status().isDraining()));
        return end.with() == DeletedWithStack.With.RESOURCE
                && left.isEmpty()
                && it.book()
                        .entry(it.request().logicalId())
                        .filter(StackResources.Entry::isDeleting)
                        .isPresent();
    }
}

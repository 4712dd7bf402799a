package io.github.cdknat.acceptance.bench.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The next step of somebody who looks at the gateway and keeps no state: nothing while an address changes, then add what is missing if
 * it fits, else remove what is not wanted.
 *
 * @param missing to be assigned now
 * @param surplus to be unassigned now
 */
record StatelessPlanner(List<String> missing, List<String> surplus, boolean isDone) {
    /** EC2's default limit without the primary address ("Amazon VPC quotas"). */
    private static final int MOST = 7;

    static StatelessPlanner of(Map<String, String> found, List<String> wanted) {
        if (found.containsValue("assigning") || found.containsValue("unassigning")) {
            return new StatelessPlanner(List.of(), List.of(), false);
        }
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(found.keySet());
        List<String> surplus = new ArrayList<>(found.keySet());
        surplus.removeAll(wanted);
        boolean adds = !missing.isEmpty() && found.size() + missing.size() <= MOST;
        boolean done = missing.isEmpty() && surplus.isEmpty();
        return new StatelessPlanner(adds ? missing : List.of(), adds ? List.of() : surplus, done);
    }

    /** @throws BenchmarkAccount.RefusedException if EC2 refuses */
    void call(BenchmarkAccount account, String principal) {
        if (!missing.isEmpty()) {
            account.assign(missing, principal);
        } else if (!surplus.isEmpty()) {
            account.unassign(surplus, principal);
        }
    }
}

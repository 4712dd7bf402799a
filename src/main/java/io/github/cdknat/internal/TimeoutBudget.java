package io.github.cdknat.internal;

import io.github.cdknat.DrainWait;
import io.github.cdknat.shared.Contract;

/**
 * In how many stages a drain is waited out: each request has an hour, and a longer worst case takes drain waiters, each with an hour of
 * its own. At worst a Create or Update waits for a drain that is under way and for one to make room, and a Delete for one under way and
 * for its own, or only for the first, if it does not wait for its own.
 * @param waitersBefore drain waiters before the owner, which wait on Delete; 0..2
 * @param waitersAfter drain waiters after the owner, which wait on Create and Update; 0..2
 */
record TimeoutBudget(int waitersBefore, int waitersAfter) {
    /** Beside drains: assigning (15 s, up to 120 s seen in no document but allowed for), a new policy, retries, agreeing looks. */
    static final int BESIDE_DRAINS = 720;

    /** Kept by the handler to answer in time: a twentieth of the hour. */
    static final int MARGIN = 180;

    private static final int STAGE = Contract.LONGEST_SERVICE_TIMEOUT - MARGIN;

    static TimeoutBudget of(int drainSeconds, DrainWait wait) {
        int hold = 2 * drainSeconds + BESIDE_DRAINS;
        int release = (wait == DrainWait.UNTIL_ENDED ? 2 : 1) * drainSeconds + BESIDE_DRAINS;
        return new TimeoutBudget(stages(release) - 1, stages(hold) - 1);
    }

    private static int stages(int worst) {
        return (worst + STAGE - 1) / STAGE;
    }

    boolean hasDrainWaiters() {
        return waitersBefore + waitersAfter > 0;
    }
}

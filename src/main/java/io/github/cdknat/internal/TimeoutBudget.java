package io.github.cdknat.internal;

import io.github.cdknat.DrainWait;
import io.github.cdknat.shared.Contract;

/**
 * In how many stages a drain is waited out. CloudFormation waits at most 3600 s for one request of a custom resource
 * (ServiceTimeout, AWS::CloudFormation::CustomResource), which every one is given; a longer worst case takes drain waiters, each with
 * 3600 s of its own.
 *
 * <p>A Create or Update has at worst to wait for a drain that is under way on the gateway, then frees an address early for want of
 * room and waits for that drain, then assigns: two drains and {@value #BESIDE_DRAINS} s. A Delete waits for a drain under way and
 * then for its own: two drains and {@value #BESIDE_DRAINS} s, or one drain if it only waits until EC2 has accepted the release. The
 * handler gives a Create or Update that goes forward this time, and a Delete or a rollback the hour; it answers {@value #MARGIN} s
 * before CloudFormation gives up at the latest, and the next stage begins then.
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

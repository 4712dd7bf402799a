package io.github.cdknat.rehearsal.demo;

import java.time.Duration;

/**
 * One deployment in figures.
 *
 * @param time from the stack's first event to its last, virtual
 * @param bound its {@linkplain LowerBound lower bound}
 * @param describes the handler's describe calls to EC2
 * @param dryRuns its questions for permission
 * @param changes its assign and unassign calls, also those that were refused or lost
 * @param drains its accepted unassign calls
 * @param lowestServing the lowest number of serving addresses meanwhile, the primary one included
 */
record MeasuredDeployment(
        char step,
        String title,
        Duration time,
        Duration bound,
        int describes,
        int dryRuns,
        int changes,
        int drains,
        int lowestServing) {
    /** What the handler's own steps took. */
    Duration above() {
        return time.minus(bound);
    }
}

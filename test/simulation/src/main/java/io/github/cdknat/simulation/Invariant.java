package io.github.cdknat.simulation;

/** The invariants that every case is held against; docs/design.md tells them in full. */
public enum Invariant {
    /** Never the primary, never what no declaration named, never what another current record lists. */
    ONLY_OURS,
    /** Never more addresses than the limit. */
    LIMIT,
    /** SUCCESS for Create and Update: every declared address is serving at that moment. */
    HELD,
    /** A count is held by that many addresses, out of its pool, none of them reserved. */
    COUNTED,
    /** SUCCESS for Delete: no owed address is on the gateway, or it drains. */
    RELEASED,
    /** A deployment that is rolled back drained nothing that served before, unless there was no room. */
    ROLLBACK_SAFETY,
    /** One request, one status. */
    ONE_ANSWER,
    /** Every request is answered before CloudFormation's timeout. */
    ANSWERED_IN_TIME,
    /** Once faults stop, the gateway holds the primary, the foreign addresses and what the records say. */
    CONVERGED,
    /** The functions never throw. */
    NO_ERRORS,
    /** The same case, run twice, makes the same calls. */
    DETERMINISTIC,
    /** Everything ends. */
    ENDS
}

package io.github.cdknat.handler.plan;

/** How far a release waits. */
public enum DrainWait {
    /** Until the addresses are gone. */
    FULL,
    /** Until EC2 has accepted their release; the drain goes on without anybody waiting. */
    ACCEPTED
}

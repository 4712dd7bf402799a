package io.github.cdknat.handler.model;

/** How far a release waits. */
public enum DrainWait {
    /** Until the addresses are gone. */
    UNTIL_ENDED,
    /** Until EC2 has accepted their release; the drain goes on without anybody waiting. */
    UNTIL_STARTED
}

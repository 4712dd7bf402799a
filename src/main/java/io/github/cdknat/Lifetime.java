package io.github.cdknat;

/** What a gateway's life ends with, as far as this stack decides on it. */
enum Lifetime {
    /** With nothing of this stack: it is somebody else's, or it is retained. */
    ITS_OWN,
    /** With the stack, or when the stack replaces it: the stack declares it. */
    STACK,
    /** With the declaration too: one construct makes both, so both are always removed together. */
    RESOURCE
}

package io.github.cdknat.internal;

/** Who decides when a gateway is deleted, as far as this stack knows. */
enum GatewayOwner {
    /** Nobody in this stack: it is somebody else's, or it is retained. */
    OTHER,
    /** The stack, which declares it: it is deleted with the stack, or when the stack replaces it. */
    STACK,
    /** The construct that declares the addresses too, so that both are always removed together. */
    CONSTRUCT
}

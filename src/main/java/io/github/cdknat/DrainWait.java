package io.github.cdknat;

/**
 * How far a deployment waits for the drain of addresses that it releases. No call of EC2's ends a drain early or takes it
 * back, and none lasts longer than {@code maxDrainDuration} (<a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignPrivateNatGatewayAddress.html">
 * UnassignPrivateNatGatewayAddress</a>).
 */
public enum DrainWait {
    /** Until the addresses are gone from the gateway: it is free for the next change when the deployment ends. */
    UNTIL_ENDED,
    /**
     * Until EC2 has accepted their release. The drain goes on for up to {@code maxDrainDuration} after the deployment, and as long
     * the gateway takes no other change: the next deployment that has one waits for it.
     */
    UNTIL_STARTED
}

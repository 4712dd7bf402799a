package io.github.cdknat.testkit.ec2;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where AWS's behaviour is unknown, or can be one way or the other: one switch each. The defaults are the strict or the
 * documented variant; whoever relaxes one says so.
 */
public final class Ec2Switches {
    /** How long {@code assigning} takes: unknown; 2..15 s assumed. */
    public Duration assignAtLeast = Duration.ofSeconds(2);

    public Duration assignAtMost = Duration.ofSeconds(15);

    /**
     * How long a drain of that many seconds takes. The documentation says both "only at the end" and "after connections have
     * drained"; full by default.
     */
    public UnaryOperator<Duration> drain = full -> full;

    /** Whether assigning locks the gateway too: unknown; documented for unassigning only. */
    public boolean lockWhileAssigning = true;

    /** The code for a locked gateway: seen for AssociateNatGatewayAddress, assumed for ours. */
    public String busyCode = "OperationInProgress";

    /** The code for a gateway at its limit: documented for network interfaces, assumed for ours. */
    public String limitCode = "PrivateIpAddressLimitExceeded";

    /** The code for an address that something else holds: exists; when it is used is unknown. */
    public String takenCode = "InvalidIPAddress.InUse";

    /** The code for an unknown gateway: NatGatewayNotFound and InvalidNatGatewayID.NotFound both exist. */
    public String notFoundCode = "NatGatewayNotFound";

    /** Addresses a gateway may have, the primary one included (Amazon VPC quotas: 8). */
    public int limit = 8;

    /** Whether a failed address stays on the gateway: unknown. */
    public boolean failedStays = true;

    /** Whether a failed address counts toward the limit: unknown. */
    public boolean failedCounts = true;

    /** Whether DescribeNatGateways reports isPrimary; all members are optional. */
    public boolean primaryReported = true;

    /** How old what a describe call shows may be; asked at every read. Zero: always current. */
    public Function<Object, Duration> staleness = read -> Duration.ZERO;

    /** How long a new gateway is pending (assumed). */
    public Duration pending = Duration.ofSeconds(60);

    /** How long a gateway is deleting (assumed). */
    public Duration deleting = Duration.ofSeconds(30);

    /** Whether EC2's published token buckets are in force (Amazon EC2 API throttling). */
    public boolean throttling = true;
}

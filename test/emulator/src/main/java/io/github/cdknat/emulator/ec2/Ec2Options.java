package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where AWS's behaviour is unknown, or can be one way or the other: one switch each. The defaults are the strict or the
 * documented variant; whoever relaxes one says so.
 */
public final class Ec2Options {
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

    /** Addresses a gateway may have, the primary one included (Amazon VPC quotas: 8; whether it can be raised is contradictory). */
    public int limit = 8;

    /** Whether a failed address stays on the gateway: unknown. */
    public boolean failedStays = true;

    /** Whether a failed address counts toward the limit: unknown. */
    public boolean failedCounts = true;

    /** Whether a failed address can be unassigned: unknown. */
    public boolean failedCanBeUnassigned = true;

    /** Whether a failed address drains when it is unassigned, or is gone at once: unknown. */
    public boolean failedDrains = true;

    /** Whether an address out of a subnet CIDR reservation of type prefix is refused: unknown; explicit ones are there for it. */
    public boolean prefixReservationsRefuse = true;

    /** Whether DryRun looks at the request too, and not only at the permission, as documented. */
    public boolean dryRunValidates = false;

    // ------------------------------------------------------------------ error codes

    /** The code for a locked gateway: seen for AssociateNatGatewayAddress, assumed for ours. */
    public String busyCode = "OperationInProgress";

    /** The code for a gateway at its limit: documented for network interfaces, assumed for ours. */
    public String limitCode = "PrivateIpAddressLimitExceeded";

    /** The code for an address that something else holds: exists; when it is used is unknown. */
    public String takenCode = "InvalidIPAddress.InUse";

    /** The code for an address that the gateway has already: exists; when it is used is unknown. */
    public String alreadyAssignedCode = "Resource.AlreadyAssigned";

    /** The code for an address outside the subnet, or one of the reserved five: unknown. */
    public String outOfSubnetCode = "InvalidParameterValue";

    /** The code for a count that the subnet has no free addresses for: exists; assumed for ours. */
    public String subnetFullCode = "InsufficientFreeAddressesInSubnet";

    /** The code for unassigning the primary address: that it is refused is documented, the code is unknown. */
    public String primaryCode = "InvalidParameterValue";

    /** The code for unassigning an address that the gateway does not have: unknown. */
    public String notAssignedCode = "InvalidParameterValue";

    /** The code for unassigning a failed address, if that is not possible: unknown. */
    public String failedCode = "InvalidParameterValue";

    /** The code for a gateway that is not private: exists; when it is used is unknown. */
    public String notPrivateCode = "UnsupportedOperation";

    /** The code for a gateway that is not available: exists; when it is used is unknown. */
    public String notAvailableCode = "IncorrectState";

    /** The code for an unknown gateway: NatGatewayNotFound and InvalidNatGatewayID.NotFound both exist. */
    public String notFoundCode = "NatGatewayNotFound";

    /** The code for an id that is no gateway's: exists ("Error codes for the Amazon EC2 API"); assumed for our calls. */
    public String malformedCode = "NatGatewayMalformed";

    // ------------------------------------------------------------------ what replies show

    /** Whether describe calls and replies report isPrimary; all members are optional. */
    public boolean primaryReported = true;

    /** Whether describe calls and replies report an address's status; all members are optional. */
    public boolean statusReported = true;

    /** Whether describe calls report availabilityMode: it came with regional gateways, and may be absent. */
    public boolean availabilityModeReported = true;

    /** Whether the reply to an assign by count names the addresses; AWS's own example does not (API). */
    public boolean countReplyNamesAddresses = false;

    /** Whether a pending private gateway shows one address item with nothing in it (F13). */
    public boolean pendingShowsEmptyAddress = false;

    /** Whether failed and deleted gateways keep showing their addresses, as they last were (F14). */
    public boolean endedShowAddresses = false;

    /** How old what a describe call shows may be; asked at every read. Zero: always current (F28). */
    public Function<ApiCall, Duration> staleness = call -> Duration.ZERO;

    /** Whether a page is empty though more follow: "might return an empty page" (Amazon EC2 Developer Guide, "Pagination"). */
    public Supplier<Boolean> emptyPage = () -> false;

    // ------------------------------------------------------------------ gateways

    /** How long a new gateway is pending (assumed). */
    public Duration pending = Duration.ofSeconds(60);

    /** How long a gateway is deleting (assumed). */
    public Duration deleting = Duration.ofSeconds(30);

    /** How long a deleted or failed gateway can still be seen: "usually about an hour" (Amazon VPC User Guide). */
    public Duration deletedSeen = Duration.ofHours(1);

    /** Whether EC2's published token buckets are in force (Amazon EC2 API throttling). */
    public boolean throttling = true;
}

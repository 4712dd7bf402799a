package io.github.cdknat.shared;

/**
 * What the construct writes into a template and the handler reads: names, values and bounds. Compile-time constants only, so that
 * no class of either refers to this one when it runs.
 *
 * <p>Everything here is in templates that are deployed already: a changed name is a new property, and the old one has to be read
 * on.
 */
public final class Contract {
    /** The type of all custom resources: those that own addresses, and drain waiters. */
    public static final String RESOURCE_TYPE = "Custom::NatGatewaySecondaryAddresses";

    /** CloudFormation's own property: how long it waits for a request, in seconds. */
    public static final String SERVICE_TIMEOUT = "ServiceTimeout";

    /** Its highest value (AWS::CloudFormation::CustomResource, AWS CloudFormation Template Reference). */
    public static final int LONGEST_SERVICE_TIMEOUT = 3600;

    /** The gateway's id: as a property, and as the name of the metric dimension that AWS gives it. */
    public static final String NAT_GATEWAY_ID = "NatGatewayId";

    /** Which ids a gateway can have. */
    public static final String NAT_GATEWAY_ID_PATTERN = "nat-[0-9A-Za-z]{1,60}";

    /** A property, and an attribute that says what has been assigned, with commas between. */
    public static final String SECONDARY_PRIVATE_IP_ADDRESSES = "SecondaryPrivateIpAddresses";

    /**
     * What declarations that come after this one on the same gateway list: never released early for want of room, because they take it
     * over.
     */
    public static final String LATER_SECONDARY_PRIVATE_IP_ADDRESSES = "LaterSecondaryPrivateIpAddresses";

    /** How many addresses the handler chooses, if they are not listed. */
    public static final String SECONDARY_PRIVATE_IP_ADDRESS_COUNT = "SecondaryPrivateIpAddressCount";

    /** The CIDR that they are chosen from. */
    public static final String SECONDARY_PRIVATE_IP_ADDRESS_POOL = "SecondaryPrivateIpAddressPool";

    /** What is never chosen. */
    public static final String EXCLUDED_ADDRESSES = "ExcludedAddresses";

    /** An attribute: the gateway's primary address. */
    public static final String PRIMARY_PRIVATE_IP_ADDRESS = "PrimaryPrivateIpAddress";

    /** An attribute: the gateway's network interface. */
    public static final String NETWORK_INTERFACE_ID = "NetworkInterfaceId";

    /** How many addresses the gateway may have, its primary one included. */
    public static final String ADDRESS_LIMIT = "AddressLimit";

    /** The default of quota L-DFA99DE7 (Amazon VPC quotas). */
    public static final int DEFAULT_ADDRESS_LIMIT = 8;

    /** More than any account has been seen to get. */
    public static final int HIGHEST_ADDRESS_LIMIT = 32;

    /** Property: how long an unassigned address may drain, as EC2 calls it. */
    public static final String MAX_DRAIN_DURATION_SECONDS = "MaxDrainDurationSeconds";

    /** EC2's own default (UnassignPrivateNatGatewayAddress, Amazon EC2 API Reference). */
    public static final int DEFAULT_DRAIN_SECONDS = 350;

    /** EC2's own bound: 1..4000 (UnassignPrivateNatGatewayAddress, Amazon EC2 API Reference). */
    public static final int LONGEST_DRAIN_SECONDS = 4000;

    /** Property: how far a release is waited for; absent for until it has ended. */
    public static final String DRAIN_WAIT = "DrainWait";

    /** Its value for until EC2 has accepted the release. */
    public static final String UNTIL_STARTED = "UNTIL_STARTED";

    /** The owner's property: how many drain waiters are {@link #BEFORE} and {@link #AFTER} it. */
    public static final String DRAIN_WAITERS = "DrainWaiters";

    /** A drain waiter's own property: which one it is. */
    public static final String DRAIN_WAITER = "DrainWaiter";

    /** Key of {@link #DRAIN_WAITERS}, and value of {@link #SIDE}. */
    public static final String BEFORE = "Before";

    /** Key of {@link #DRAIN_WAITERS}, and value of {@link #SIDE}. */
    public static final String AFTER = "After";

    /** Key of {@link #DRAIN_WAITER}: the logical id of the resource whose drain is waited for. */
    public static final String OWNER = "Owner";

    /** Key of {@link #DRAIN_WAITER}: on which side of the owner it stands. */
    public static final String SIDE = "Side";

    /** Key of {@link #DRAIN_WAITER}: its number, from 1, in the order in which they wait. */
    public static final String STAGE = "Stage";

    /** Key of {@link #DRAIN_WAITER}: how many there are on its side. */
    public static final String OF = "Of";

    /** Property: "true" if the stack deletes the gateway with itself. */
    public static final String NAT_GATEWAY_DELETED_WITH_STACK = "NatGatewayDeletedWithStack";

    /** The functions' environment variable with the state machine's ARN. */
    public static final String STATE_MACHINE_ARN = "STATE_MACHINE_ARN";

    private Contract() {}
}

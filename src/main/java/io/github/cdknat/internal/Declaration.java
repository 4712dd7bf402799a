package io.github.cdknat.internal;

import io.github.cdknat.NatGatewaySecondaryAddressesProps;
import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.Construct;

/** A checked declaration: what is literal obeys the rules, what is a token is left to the handler. */
public record Declaration(
        ConstructPath path,
        Stack stack,
        TargetGateway gateway,
        AddressList addresses,
        Optional<AddressCount> count,
        DrainSettings drain,
        int addressLimit,
        HandlerSettings handler,
        CfnDeletionPolicy deletionPolicy) {
    private static final int LOWEST_LIMIT = 2;

    public static Declaration of(Construct construct, NatGatewaySecondaryAddressesProps props) {
        ConstructPath path = new ConstructPath(construct);
        path.require(
                props != null,
                "props",
                "null (a gateway and its addresses are required); build them with NatGatewaySecondaryAddressesProps.builder().");
        path.require(
                props.getSecondaryPrivateIpAddresses().isPresent()
                        || props.getSecondaryPrivateIpAddressCount().isPresent(),
                AddressList.PROPERTY,
                "it is missing (a list, of which an empty one means none, or secondaryPrivateIpAddressCount); declare one of them.");
        Stack stack = Stack.of(construct);
        return of(path, stack, TargetGateway.of(path, stack, props), props);
    }

    /** The declaration of a gateway's own construct: without a list and without a count there is no address. */
    public static Declaration of(Construct construct, CfnNatGateway own, SecondaryAddressesProps props) {
        return of(new ConstructPath(construct), Stack.of(construct), TargetGateway.own(own), props);
    }

    private static Declaration of(
            ConstructPath path, Stack stack, TargetGateway gateway, SecondaryAddressesProps props) {
        int limit = props.getAddressLimit();
        path.requireNumber(
                limit >= LOWEST_LIMIT && limit <= Contract.HIGHEST_ADDRESS_LIMIT,
                "addressLimit",
                limit,
                "2..32, the primary address included",
                "set it to your quota, or leave it out for 8");
        Optional<AddressCount> count = AddressCount.of(path, props, limit);
        AddressList addresses = count.isPresent()
                ? AddressList.NONE
                : AddressList.of(path, props.getSecondaryPrivateIpAddresses().orElse(List.of()), limit);
        return new Declaration(
                path,
                stack,
                gateway,
                addresses,
                count,
                DrainSettings.of(path, props),
                limit,
                HandlerSettings.of(path, props),
                deletionPolicy(path, props.getRemovalPolicy()));
    }

    /** Refuses what can never be on one gateway together with another declaration of the app. */
    void refuseBeside(Declaration other) {
        addresses
                .literals()
                .forEach(address -> path.require(
                        !other.addresses.literals().contains(address),
                        AddressList.PROPERTY,
                        address + " is declared by " + other.path
                                + " on the same gateway (one address, one owner); remove it from one of them."));
    }

    /**
     * Whether both can meet on one gateway: not if they are in different places, or in two versions of what is one stack for
     * CloudFormation.
     */
    boolean meets(Declaration other) {
        return stack == other.stack
                || !Tokens.differ(stack.getRegion(), other.stack.getRegion())
                        && !Tokens.differ(stack.getAccount(), other.stack.getAccount())
                        && (Tokens.isIn(stack.getStackName())
                                || !stack.getStackName().equals(other.stack.getStackName()));
    }

    /** How many addresses are known to be asked for. */
    int size() {
        return count.map(AddressCount::count).orElse(addresses.literals().size());
    }

    static CfnDeletionPolicy deletionPolicy(ConstructPath path, RemovalPolicy policy) {
        return switch (policy) {
            case DESTROY -> CfnDeletionPolicy.DELETE;
            case RETAIN -> CfnDeletionPolicy.RETAIN;
            case RETAIN_ON_UPDATE_OR_DELETE -> CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
            default ->
                throw path.invalid(
                        "removalPolicy",
                        policy.toString()
                                + " (DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots); choose one of these.");
        };
    }
}

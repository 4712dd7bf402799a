package io.github.cdknat.internal;

import io.github.cdknat.NatGatewaySecondaryAddressesProps;
import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** A checked declaration: what is literal obeys the rules, what is a token is left to the handler. */
public record Declaration(
        ConstructPath path,
        Stack stack,
        TargetGateway gateway,
        DeclaredAddresses addresses,
        DrainSettings drain,
        int addressLimit,
        HandlerSettings handler,
        RemovalPolicy removalPolicy) {
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
                DeclaredAddresses.LIST,
                "it is missing (a list, of which an empty one means none, or secondaryPrivateIpAddressCount); declare one of them.");
        return of(construct, TargetGateway.of(path, Stack.of(construct), props), props);
    }

    /** On a gateway of a construct's own it may also be silent about addresses: then there is none. */
    public static Declaration of(Construct construct, TargetGateway gateway, SecondaryAddressesProps props) {
        ConstructPath path = new ConstructPath(construct);
        int limit = props.getAddressLimit();
        path.requireNumber(
                limit >= LOWEST_LIMIT && limit <= Contract.HIGHEST_ADDRESS_LIMIT,
                "addressLimit",
                limit,
                "2..32, the primary address included",
                "set it to your quota, or leave it out for 8");
        return new Declaration(
                path,
                Stack.of(construct),
                gateway,
                DeclaredAddresses.of(path, props, limit),
                DrainSettings.of(path, props),
                limit,
                HandlerSettings.of(path, props),
                checked(path, props.getRemovalPolicy()));
    }

    static RemovalPolicy checked(ConstructPath path, RemovalPolicy policy) {
        path.require(
                policy != RemovalPolicy.SNAPSHOT,
                "removalPolicy",
                "SNAPSHOT (DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots); choose one of these.");
        return policy;
    }

    /** Refuses what can never be on one gateway together with other declarations of the app. */
    void refuseBeside(List<Declaration> others) {
        List<Declaration> all = Stream.concat(others.stream(), Stream.of(this)).toList();
        int limit = all.stream().mapToInt(Declaration::addressLimit).max().orElseThrow();
        int size = all.stream().mapToInt(one -> one.addresses.size()).sum();
        others.forEach(this::refuseSharedAddress);
        DeclaredAddresses.requireRoom(
                path,
                size,
                limit,
                others.stream()
                        .map(other -> other.path.toString())
                        .collect(Collectors.joining(", ", size + " addresses on one gateway, together with ", "")));
    }

    private void refuseSharedAddress(Declaration other) {
        List<String> theirs = other.addresses.literals();
        addresses
                .literals()
                .forEach(address -> path.require(
                        !theirs.contains(address),
                        DeclaredAddresses.LIST,
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
}

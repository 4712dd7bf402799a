package io.github.cdknat;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.Construct;

/** A checked declaration: what is literal obeys the rules, what is a token is left to the handler. */
record Declaration(
        ConstructPath path,
        DeclaredGateway gateway,
        DeclaredAddresses addresses,
        Optional<DeclaredCount> count,
        Drain drain,
        int addressLimit,
        HandlerSettings handler,
        CfnDeletionPolicy deletionPolicy) {
    private static final int LOWEST_LIMIT = 2;
    private static final int HIGHEST_LIMIT = 32;

    static Declaration of(Construct construct, Stack stack, NatGatewaySecondaryAddressesProps props) {
        ConstructPath path = new ConstructPath(construct);
        if (props == null) {
            throw new InvalidPropertyException(
                    "props",
                    path,
                    "null",
                    "a gateway and its addresses are required",
                    "build them with NatGatewaySecondaryAddressesProps.builder()");
        }
        if (props.getSecondaryPrivateIpAddresses().isEmpty()
                && props.getSecondaryPrivateIpAddressCount().isEmpty()) {
            DeclaredAddresses.refuseMissing(path);
        }
        return of(path, DeclaredGateway.of(path, stack, props), props);
    }

    /** The declaration of a gateway's own construct: without a list and without a count there is no address. */
    static Declaration of(Construct construct, CfnNatGateway own, SecondaryAddressesProps props) {
        return of(new ConstructPath(construct), DeclaredGateway.own(own), props);
    }

    private static Declaration of(ConstructPath path, DeclaredGateway gateway, SecondaryAddressesProps props) {
        int limit = limit(path, props.getAddressLimit());
        Optional<DeclaredCount> count = DeclaredCount.of(path, props, limit);
        DeclaredAddresses addresses = count.isPresent()
                ? DeclaredAddresses.NONE
                : DeclaredAddresses.of(
                        path, props.getSecondaryPrivateIpAddresses().orElse(List.of()), limit);
        gateway.refusePrimary(path, addresses);
        return new Declaration(
                path,
                gateway,
                addresses,
                count,
                props.drain(path),
                limit,
                HandlerSettings.of(path, props),
                deletionPolicy(path, props.getRemovalPolicy()));
    }

    /** How many addresses are known to be asked for. */
    int size() {
        return count.map(DeclaredCount::count).orElse(addresses.literals().size());
    }

    private static int limit(ConstructPath path, int limit) {
        if (limit < LOWEST_LIMIT || limit > HIGHEST_LIMIT) {
            throw new InvalidPropertyException(
                    "addressLimit",
                    path,
                    String.valueOf(limit),
                    "2..32, the primary address included",
                    "set it to your quota, or leave it out for 8");
        }
        return limit;
    }

    static CfnDeletionPolicy deletionPolicy(ConstructPath path, RemovalPolicy policy) {
        return switch (policy) {
            case DESTROY -> CfnDeletionPolicy.DELETE;
            case RETAIN -> CfnDeletionPolicy.RETAIN;
            case RETAIN_ON_UPDATE_OR_DELETE -> CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
            default ->
                throw new InvalidPropertyException(
                        "removalPolicy",
                        path,
                        policy.toString(),
                        "DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots",
                        "choose one of these");
        };
    }
}

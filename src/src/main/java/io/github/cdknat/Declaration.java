package io.github.cdknat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A checked declaration: what is literal obeys the rules, what is a token is left to the handler. */
record Declaration(
        String path,
        String natGatewayId,
        List<String> addresses,
        int drainSeconds,
        int addressLimit,
        RetentionDays logRetention,
        CfnDeletionPolicy deletionPolicy) {
    private static final int LONGEST_DRAIN = 4000;
    private static final int HIGHEST_LIMIT = 32;
    private static final int LONGEST_TIMEOUT = 3600;
    /** Beside two drains: assigning, retries, agreeing observations, and the margin to answer in time. */
    private static final int TIME_BESIDE_DRAINS = 900;

    static Declaration of(Construct construct, NatGatewaySecondaryAddressesProps props) {
        String path = construct.getNode().getPath();
        int limit = limit(path, props.getAddressLimit());
        return new Declaration(
                path,
                gatewayId(path, props),
                addresses(path, props, limit),
                drainSeconds(path, props.getMaxDrainDuration()),
                limit,
                props.getLogRetention(),
                deletionPolicy(path, props.getRemovalPolicy()));
    }

    /**
     * Seconds that CloudFormation waits for one request: a drain already under way, an early release for want of room, and
     * the rest; 3600 at most (ServiceTimeout of AWS::CloudFormation::CustomResource).
     */
    int serviceTimeout() {
        return Math.min(LONGEST_TIMEOUT, 2 * drainSeconds + TIME_BESIDE_DRAINS);
    }

    private static String gatewayId(String path, NatGatewaySecondaryAddressesProps props) {
        if (props.getNatGatewayId().isPresent() == props.getNatGateway().isPresent()) {
            throw new IllegalArgumentException("Invalid declaration " + path + ": "
                    + (props.getNatGateway().isPresent() ? "both natGatewayId and natGateway are" : "no gateway is")
                    + " given (exactly one of natGatewayId and natGateway); give one of them.");
        }
        props.getNatGateway()
                .filter(CfnNatGateway.class::isInstance)
                .ifPresent(gateway -> checkGateway(path, (CfnNatGateway) gateway, props));
        String id = props.getNatGatewayId()
                .orElseGet(() ->
                        props.getNatGateway().orElseThrow().getNatGatewayRef().getNatGatewayId());
        if (!Token.isUnresolved(id) && !id.matches("nat-[0-9a-z]+")) {
            throw new IllegalArgumentException("Invalid natGatewayId of " + path + ": \"" + id
                    + "\" (nat- and letters or digits); pass the id of a private NAT gateway.");
        }
        return id;
    }

    private static void checkGateway(String path, CfnNatGateway gateway, NatGatewaySecondaryAddressesProps props) {
        boolean isPublic = gateway.getAllocationId() != null || !"private".equals(gateway.getConnectivityType());
        if (isPublic && !isToken(gateway.getConnectivityType())) {
            throw new IllegalArgumentException("Invalid natGateway of " + path
                    + ": the gateway is public (connectivityType must be private); pass a private NAT gateway.");
        }
        if (gateway.getSecondaryPrivateIpAddresses() != null || gateway.getSecondaryPrivateIpAddressCount() != null) {
            throw new IllegalArgumentException("Invalid natGateway of " + path
                    + ": the gateway declares secondary private addresses itself (two owners would undo each other's"
                    + " work); remove secondaryPrivateIpAddresses and secondaryPrivateIpAddressCount from it.");
        }
        String primary = gateway.getPrivateIpAddress();
        List<String> addresses = props.getSecondaryPrivateIpAddresses().orElse(List.of());
        if (primary != null && addresses.contains(primary)) {
            throw new IllegalArgumentException("Invalid secondaryPrivateIpAddresses of " + path + ": " + primary
                    + " is the gateway's primary address (it can never be assigned or unassigned); remove it.");
        }
    }

    private static boolean isToken(String value) {
        return value != null && Token.isUnresolved(value);
    }

    private static List<String> addresses(String path, NatGatewaySecondaryAddressesProps props, int limit) {
        List<String> declared = props.getSecondaryPrivateIpAddresses()
                .orElseThrow(() -> new IllegalArgumentException("Invalid declaration " + path
                        + ": secondaryPrivateIpAddresses is missing (a list; an empty one means none); declare it."));
        if (Token.isUnresolved(declared)) {
            return declared;
        }
        if (declared.size() > limit - 1) {
            throw new IllegalArgumentException("Invalid secondaryPrivateIpAddresses of " + path + ": " + declared.size()
                    + " addresses (at most " + (limit - 1) + " with addressLimit " + limit
                    + ", which counts the primary one); declare fewer, or raise addressLimit if your quota is higher.");
        }
        return canonical(path, declared);
    }

    /** Literals in numerical order, so that another order of declaration is no change; beside a token, as declared. */
    private static List<String> canonical(String path, List<String> declared) {
        Set<String> seen = new LinkedHashSet<>();
        boolean allLiteral = true;
        for (String address : declared) {
            if (Token.isUnresolved(address)) {
                allLiteral = false;
            } else if (number(address).isEmpty()) {
                throw new IllegalArgumentException("Invalid secondary private IP address of " + path + ": \"" + address
                        + "\" (IPv4, four decimal numbers 0..255 without leading zeros); correct it.");
            } else if (!seen.add(address)) {
                throw new IllegalArgumentException("Invalid secondaryPrivateIpAddresses of " + path + ": " + address
                        + " is listed twice (each address once); remove one.");
            }
        }
        List<String> ordered = new ArrayList<>(declared);
        if (allLiteral) {
            ordered.sort(Comparator.comparing(address -> number(address).orElseThrow()));
        }
        return List.copyOf(ordered);
    }

    private static Optional<Long> number(String address) {
        if (!address.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
            return Optional.empty();
        }
        long number = 0;
        for (String octet : address.split("\\.")) {
            if (Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            number = number * 256 + Integer.parseInt(octet);
        }
        return Optional.of(number);
    }

    private static int drainSeconds(String path, Duration drain) {
        long millis = drain.toMilliseconds().longValue();
        if (millis % 1000 != 0 || millis < 1000 || millis > LONGEST_DRAIN * 1000L) {
            throw new IllegalArgumentException("Invalid maxDrainDuration of " + path + ": " + millis
                    + " ms (whole seconds, 1..4000 s); choose a duration that EC2 accepts.");
        }
        return (int) (millis / 1000);
    }

    private static int limit(String path, int limit) {
        if (limit < 2 || limit > HIGHEST_LIMIT) {
            throw new IllegalArgumentException("Invalid addressLimit of " + path + ": " + limit
                    + " (2..32, the primary address included); set it to your quota, or leave it out for 8.");
        }
        return limit;
    }

    private static CfnDeletionPolicy deletionPolicy(String path, RemovalPolicy policy) {
        return switch (policy) {
            case DESTROY -> CfnDeletionPolicy.DELETE;
            case RETAIN -> CfnDeletionPolicy.RETAIN;
            case RETAIN_ON_UPDATE_OR_DELETE -> CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
            default ->
                throw new IllegalArgumentException("Invalid removalPolicy of " + path + ": " + policy
                        + " (DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE: addresses have no snapshots); choose one of"
                        + " these.");
        };
    }
}

package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one declaration.
 * @param values in numerical order, so that another order of declaration is no change; as declared if any of them is a token
 * @param literals those that are known at synthesis
 */
public record AddressList(List<String> values, List<String> literals) {
    static final String PROPERTY = "secondaryPrivateIpAddresses";

    static final String IN_NO_SUBNET =
            " is in no subnet (at most a /16; nothing of 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4 and"
                    + " 255.255.255.255); give what the gateway's subnet has.";

    static final Comparator<String> NUMERICALLY =
            Comparator.comparing(address -> Ipv4Range.number(address).orElseThrow());

    /** What a declaration by count lists: nothing. */
    static final AddressList NONE = new AddressList(List.of(), List.of());

    static AddressList of(ConstructPath path, List<String> values, int limit) {
        if (Tokens.isWhole(values)) {
            return new AddressList(values, List.of());
        }
        refuseTooMany(path, values.size(), limit, values.size() + " addresses");
        values.forEach(value -> refuseBadLiteral(PROPERTY, path, value));
        List<String> literals = values.stream()
                .filter(value -> !Tokens.isIn(value))
                .sorted(NUMERICALLY)
                .toList();
        literals.forEach(address -> path.require(
                Collections.frequency(literals, address) == 1,
                PROPERTY,
                address + " is listed twice (each address once); remove one."));
        return new AddressList(literals.size() == values.size() ? literals : values, literals);
    }

    /** What the handler reads. */
    Map<String, Object> properties() {
        return Map.of(Contract.SECONDARY_PRIVATE_IP_ADDRESSES, values);
    }

    /** Refuses more addresses than one gateway may have beside its primary one. */
    static void refuseTooMany(ConstructPath path, int size, int limit, String found) {
        path.require(
                size < limit,
                PROPERTY,
                found + " (at most " + (limit - 1) + " with addressLimit " + limit
                        + ", which counts the primary one); declare fewer, or raise addressLimit if your quota is higher.");
    }

    /** What is wrong with the first wrong address in a subnet that is known. */
    static Stream<String> misplaced(
            String property, ConstructPath path, List<String> literals, Ipv4Range subnet, String named) {
        return literals.stream()
                .flatMap(address -> {
                    Ipv4Range alone = Ipv4Range.read(address).findFirst().orElseThrow();
                    boolean kept = subnet.reserved().stream().anyMatch(range -> range.contains(alone));
                    String outside =
                            address + " is outside " + named + " (addresses are the subnet's); declare another.";
                    String reserved = address + " is reserved by AWS in " + named
                            + " (the first four addresses and the last); declare another.";
                    return path.problem(subnet.contains(alone) && !kept, property, kept ? reserved : outside);
                })
                .limit(1);
    }

    /** Refuses what is neither an IPv4 address that a subnet can have nor a token. */
    static void refuseBadLiteral(String property, ConstructPath path, @Nullable String value) {
        boolean known = !Tokens.isIn(value);
        path.requireText(
                !known || Ipv4Range.number(value).isPresent(),
                property,
                value,
                "IPv4, four decimal numbers 0..255 without leading zeros",
                Ipv4Range.parse(value).isPresent()
                        ? "drop the prefix length, or take a count from it as a pool"
                        : "correct it");
        path.require(!known || Ipv4Range.read(value).allMatch(Ipv4Range::fitsASubnet), property, value + IN_NO_SUBNET);
    }
}

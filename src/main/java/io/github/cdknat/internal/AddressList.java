package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one declaration.
 *
 * @param values in numerical order, so that another order of declaration is no change; as declared if any of them is a token
 * @param literals those that are known at synthesis
 */
public record AddressList(List<String> values, List<String> literals) {
    static final String PROPERTY = "secondaryPrivateIpAddresses";

    static final Comparator<String> NUMERICALLY =
            Comparator.comparing(address -> Ipv4Range.number(address).orElseThrow());

    /** What a declaration by count lists: nothing. */
    static final AddressList NONE = new AddressList(List.of(), List.of());

    static AddressList of(ConstructPath path, List<String> values, int limit) {
        if (Tokens.isWhole(values)) {
            return new AddressList(values, List.of());
        }
        refuseTooMany(path, values.size(), limit, values.size() + " addresses");
        List<String> literals = literals(path, values);
        return new AddressList(literals.size() == values.size() ? literals : values, literals);
    }

    /** What the handler reads. */
    Map<String, Object> properties() {
        return Map.of(Contract.SECONDARY_PRIVATE_IP_ADDRESSES, values);
    }

    /** Refuses more addresses than one gateway may have beside its primary one. */
    static void refuseTooMany(ConstructPath path, int size, int limit, String found) {
        if (size > limit - 1) {
            throw path.invalid(
                    PROPERTY,
                    found + " (at most " + (limit - 1) + " with addressLimit " + limit
                            + ", which counts the primary one); declare fewer, or raise addressLimit if your quota"
                            + " is higher.");
        }
    }

    private static List<String> literals(ConstructPath path, List<String> values) {
        List<String> literals = new ArrayList<>();
        for (String value : values) {
            refuseBadLiteral(PROPERTY, path, value);
            if (literals.contains(value)) {
                throw path.invalid(PROPERTY, value + " is listed twice (each address once); remove one.");
            }
            if (!Tokens.isIn(value)) {
                literals.add(value);
            }
        }
        literals.sort(NUMERICALLY);
        return List.copyOf(literals);
    }

    /** Refuses what is neither an IPv4 address nor a token. */
    static void refuseBadLiteral(String property, ConstructPath path, @Nullable String value) {
        if (!Tokens.isIn(value) && Ipv4Range.number(value).isEmpty()) {
            throw path.invalid(
                    property,
                    ConstructPath.quoted(value)
                            + " (IPv4, four decimal numbers 0..255 without leading zeros); correct it.");
        }
    }
}

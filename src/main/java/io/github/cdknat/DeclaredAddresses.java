package io.github.cdknat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awscdk.Fn;

/**
 * The addresses of one declaration.
 *
 * @param values in numerical order, so that another order of declaration is no change; as declared if any of them is a token
 * @param literals those that are known at synthesis
 */
record DeclaredAddresses(List<String> values, List<String> literals) {
    private static final String PROPERTY = "secondaryPrivateIpAddresses";

    /** What a declaration by count lists: nothing. */
    static final DeclaredAddresses NONE = new DeclaredAddresses(List.of(), List.of());

    static void refuseMissing(ConstructPath path) {
        throw new InvalidPropertyException(
                PROPERTY,
                path,
                "it is missing",
                "a list, of which an empty one means none, or secondaryPrivateIpAddressCount",
                "declare one of them");
    }

    static DeclaredAddresses of(ConstructPath path, List<String> values, int limit) {
        if (Tokens.isWhole(values)) {
            return new DeclaredAddresses(values, List.of());
        }
        refuseTooMany(path, values.size(), limit);
        List<String> literals = literals(path, values);
        return new DeclaredAddresses(literals.size() == values.size() ? literals : values, literals);
    }

    /** Refuses what can never be on one gateway together with another declaration of the same stack. */
    void refuseBeside(ConstructPath path, ConstructPath otherPath, DeclaredAddresses other) {
        for (String address : literals) {
            if (other.literals.contains(address)) {
                throw new InvalidPropertyException(
                        PROPERTY,
                        path,
                        address + " is declared by " + otherPath + " on the same gateway",
                        "one address, one owner",
                        "remove it from one of them");
            }
        }
    }

    /** Each address as a CIDR of its own. */
    List<String> cidrs() {
        if (Tokens.isWhole(values)) {
            return Fn.split(",", Fn.join("", List.of(Fn.join("/32,", values), "/32")));
        }
        return values.stream().map(address -> address + "/32").toList();
    }

    private static void refuseTooMany(ConstructPath path, int size, int limit) {
        if (size > limit - 1) {
            throw new InvalidPropertyException(
                    PROPERTY,
                    path,
                    size + " addresses",
                    "at most " + (limit - 1) + " with addressLimit " + limit + ", which counts the primary one",
                    "declare fewer, or raise addressLimit if your quota is higher");
        }
    }

    private static List<String> literals(ConstructPath path, List<String> values) {
        List<String> literals = new ArrayList<>();
        for (String value : values) {
            if (value == null || !Tokens.isIn(value)) {
                refuseBadLiteral(PROPERTY, path, value);
                if (literals.contains(value)) {
                    throw new InvalidPropertyException(
                            PROPERTY, path, value + " is listed twice", "each address once", "remove one");
                }
                literals.add(value);
            }
        }
        literals.sort(Comparator.comparing(address -> Ipv4Range.number(address).orElseThrow()));
        return List.copyOf(literals);
    }

    /** Refuses what is neither an IPv4 address nor a token. */
    static void refuseBadLiteral(String property, ConstructPath path, String value) {
        if (value == null || !Tokens.isIn(value) && Ipv4Range.number(value).isEmpty()) {
            throw new InvalidPropertyException(
                    property,
                    path,
                    value == null ? "null" : "\"" + value + "\"",
                    "IPv4, four decimal numbers 0..255 without leading zeros",
                    "correct it");
        }
    }
}

package io.github.cdknat.internal;

import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses of one declaration: a list, or a count, for which the handler chooses from the pool or from the whole subnet.
 * @param listed in numerical order, so that another order of declaration is no change; as declared if any of them is a token
 * @param literals those listed that are known at synthesis
 * @param count how many are chosen; empty if they are listed
 * @param pool where a count is chosen from; empty for the whole subnet
 * @param excluded what is never chosen
 */
public record DeclaredAddresses(
        List<String> listed,
        List<String> literals,
        Optional<Integer> count,
        Optional<String> pool,
        List<String> excluded) {
    static final String LIST = "secondaryPrivateIpAddresses";
    static final Comparator<String> NUMERICALLY = Comparator.comparing(Ipv4::of);

    private static final String COUNT = "secondaryPrivateIpAddressCount";
    private static final String POOL = "secondaryPrivateIpAddressPool";
    private static final String EXCLUDED = "excludedAddresses";
    private static final String WITHOUT_COUNT =
            "secondaryPrivateIpAddressCount is missing (it says where a count is chosen from); give a count, or leave it out.";

    static DeclaredAddresses of(ConstructPath path, SecondaryAddressesProps props, int limit) {
        Optional<Integer> count = props.getSecondaryPrivateIpAddressCount();
        if (count.isPresent()) {
            return counted(path, props, count.get(), limit);
        }
        path.require(props.getSecondaryPrivateIpAddressPool().isEmpty(), POOL, WITHOUT_COUNT);
        path.require(props.getExcludedAddresses().isEmpty(), EXCLUDED, WITHOUT_COUNT);
        return listed(path, props.getSecondaryPrivateIpAddresses().orElse(List.of()), limit);
    }

    private static DeclaredAddresses counted(ConstructPath path, SecondaryAddressesProps props, int count, int limit) {
        path.require(
                props.getSecondaryPrivateIpAddresses().isEmpty(),
                COUNT,
                "secondaryPrivateIpAddresses is given too (addresses are listed or counted); leave one of them out.");
        path.requireNumber(
                count >= 0 && count < limit,
                COUNT,
                count,
                "0.." + (limit - 1) + " with addressLimit " + limit + ", which counts the primary one",
                count < 0 ? "ask for 0 or more" : "ask for fewer, or raise addressLimit if your quota is higher");
        Optional<String> pool = props.getSecondaryPrivateIpAddressPool();
        pool.ifPresent(cidr -> Literals.requirePool(path, POOL, cidr));
        List<String> excluded = props.getExcludedAddresses().orElse(List.of());
        excluded.forEach(item -> path.requireText(
                Tokens.isIn(item) || Literals.range(item).isPresent(),
                EXCLUDED,
                item,
                "IPv4 addresses, and CIDR notation without set host bits",
                "correct it"));
        DeclaredAddresses declared = new DeclaredAddresses(List.of(), List.of(), Optional.of(count), pool, excluded);
        declared.tooFew(path, Optional.empty()).forEach(message -> {
            throw new IllegalArgumentException(message);
        });
        return declared;
    }

    private static DeclaredAddresses listed(ConstructPath path, List<String> values, int limit) {
        List<String> literals = List.of();
        if (!Tokens.isWhole(values)) {
            requireRoom(path, values.size(), limit, values.size() + " addresses");
            values.forEach(value -> Literals.requireAddress(path, LIST, value));
            literals = values.stream()
                    .filter(value -> !Tokens.isIn(value))
                    .sorted(NUMERICALLY)
                    .toList();
            for (String address : literals) {
                path.require(
                        Collections.frequency(literals, address) == 1,
                        LIST,
                        address + " is listed twice (each address once); remove one.");
            }
        }
        List<String> inOrder = literals.size() == values.size() ? literals : values;
        return new DeclaredAddresses(inOrder, literals, Optional.empty(), Optional.empty(), List.of());
    }

    /** Refuses more addresses than one gateway may have beside its primary one. */
    static void requireRoom(ConstructPath path, int size, int limit, String found) {
        path.require(
                size < limit,
                LIST,
                found + " (at most " + (limit - 1) + " with addressLimit " + limit
                        + ", which counts the primary one); declare fewer, or raise addressLimit if your quota is higher.");
    }

    /** How many addresses are known to be asked for. */
    int size() {
        return count.orElse(literals.size());
    }

    /** What the handler reads. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        count.ifPresentOrElse(
                number -> properties.put(Contract.SECONDARY_PRIVATE_IP_ADDRESS_COUNT, number),
                () -> properties.put(Contract.SECONDARY_PRIVATE_IP_ADDRESSES, listed));
        pool.ifPresent(range -> properties.put(Contract.SECONDARY_PRIVATE_IP_ADDRESS_POOL, range));
        if (!excluded.isEmpty()) {
            properties.put(Contract.EXCLUDED_ADDRESSES, excluded);
        }
        return properties;
    }

    /** What is wrong in a subnet that is known. */
    Stream<String> misplaced(ConstructPath path, Subnet subnet) {
        Stream<String> ofList = literals.stream().flatMap(address -> misplaced(path, LIST, address, subnet));
        Stream<String> ofPool = path.problem(
                pool.flatMap(Literals::cidr).stream().allMatch(subnet.range()::contains),
                POOL,
                pool.orElse("") + " is not inside " + subnet.cidr()
                        + ", the gateway's subnet (a pool is a part of it); choose such a one.");
        return Stream.of(ofList, ofPool, tooFew(path, Optional.of(subnet)))
                .flatMap(problems -> problems)
                .limit(1);
    }

    /** What is wrong with one address in a subnet that is known. */
    static Stream<String> misplaced(ConstructPath path, String property, String address, Subnet subnet) {
        Ipv4 literal = Ipv4.of(address);
        String named = subnet.cidr() + ", the gateway's subnet";
        return path.problem(
                subnet.contains(literal) && !subnet.reserves(literal),
                property,
                subnet.contains(literal)
                        ? address + " is reserved by AWS in " + named
                                + " (the first four addresses and the last); declare another."
                        : address + " is outside " + named + " (addresses are the subnet's); declare another.");
    }

    /** Says that what is known leaves too few addresses; tokens among the exclusions may exclude more. */
    private Stream<String> tooFew(ConstructPath path, Optional<Subnet> subnet) {
        Optional<Cidr> range = pool.isPresent()
                ? pool.flatMap(Literals::cidr)
                : subnet.map(Subnet::range).or(() -> Cidr.parse("0.0.0.0/0"));
        return range.map(known -> left(known, subnet)).stream()
                .flatMap(left -> path.problem(
                        left >= size(),
                        POOL,
                        pool.orElse("the subnet") + " leaves " + left + (left == 1 ? " address" : " addresses")
                                + " to choose from (at least as many as the count, " + size()
                                + ", beside excluded and reserved ones); widen it, exclude fewer, or ask for fewer."));
    }

    /** Counted no further than needed. */
    private int left(Cidr range, Optional<Subnet> subnet) {
        List<Cidr> taken =
                excluded.stream().flatMap(item -> Literals.range(item).stream()).toList();
        int left = 0;
        for (long offset = 0; offset < range.size() && left < size(); ) {
            Ipv4 address = range.at(offset);
            Optional<Cidr> around =
                    taken.stream().filter(one -> one.contains(address)).findFirst();
            boolean reserved = subnet.filter(known -> known.reserves(address)).isPresent();
            left += around.isPresent() || reserved ? 0 : 1;
            offset += around.map(one -> one.size() - one.offset(address)).orElse(1L);
        }
        return left;
    }
}

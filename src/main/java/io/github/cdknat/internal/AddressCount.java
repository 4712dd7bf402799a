package io.github.cdknat.internal;

import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A declaration by count: the handler chooses the addresses, from the pool or from the whole subnet. */
public record AddressCount(int count, Optional<String> pool, List<String> excluded) {
    private static final String COUNT = "secondaryPrivateIpAddressCount";
    private static final String POOL = "secondaryPrivateIpAddressPool";
    private static final String EXCLUDED = "excludedAddresses";
    private static final String WITHOUT_COUNT =
            "secondaryPrivateIpAddressCount is missing (it says where a count is chosen from); give a count, or leave it out.";

    /** The count, if the addresses are declared so. */
    static Optional<AddressCount> of(ConstructPath path, SecondaryAddressesProps props, int limit) {
        Optional<Integer> given = props.getSecondaryPrivateIpAddressCount();
        Optional<String> pool = props.getSecondaryPrivateIpAddressPool();
        if (given.isEmpty()) {
            path.require(pool.isEmpty(), POOL, WITHOUT_COUNT);
            path.require(props.getExcludedAddresses().isEmpty(), EXCLUDED, WITHOUT_COUNT);
            return Optional.empty();
        }
        int count = given.get();
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
        pool.ifPresent(cidr -> refuseBadPool(path, cidr));
        List<String> excluded = props.getExcludedAddresses().orElse(List.of());
        excluded.forEach(item -> path.requireText(
                Tokens.isIn(item) || Ipv4Range.read(item).findAny().isPresent(),
                EXCLUDED,
                item,
                "IPv4 addresses, and CIDR notation without set host bits",
                "correct it"));
        AddressCount declared = new AddressCount(count, pool, excluded);
        declared.tooFew(path, Optional.empty()).forEach(message -> {
            throw new IllegalArgumentException(message);
        });
        return Optional.of(declared);
    }

    /** What the handler reads. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Contract.SECONDARY_PRIVATE_IP_ADDRESS_COUNT, count);
        pool.ifPresent(range -> properties.put(Contract.SECONDARY_PRIVATE_IP_ADDRESS_POOL, range));
        if (!excluded.isEmpty()) {
            properties.put(Contract.EXCLUDED_ADDRESSES, excluded);
        }
        return properties;
    }

    /** What is wrong with the pool in a subnet that is known. */
    Stream<String> misplaced(ConstructPath path, Ipv4Range subnet, String named) {
        return pool.flatMap(Ipv4Range::parse).stream().allMatch(subnet::contains)
                ? tooFew(path, Optional.of(subnet))
                : path.problem(
                        false,
                        POOL,
                        pool.get() + " is not inside " + named + " (a pool is a part of it); choose such a one.");
    }

    /** Says that what is known leaves too few addresses; tokens among the exclusions may exclude more. */
    private Stream<String> tooFew(ConstructPath path, Optional<Ipv4Range> subnet) {
        Optional<Ipv4Range> range =
                pool.isPresent() ? pool.flatMap(Ipv4Range::parse) : subnet.or(() -> Ipv4Range.parse("0.0.0.0/0"));
        List<Ipv4Range> taken = Stream.concat(
                        excluded.stream().flatMap(Ipv4Range::read),
                        subnet.stream().flatMap(known -> known.reserved().stream()))
                .toList();
        return range.map(known -> known.countOutside(taken, count)).stream()
                .flatMap(left -> path.problem(
                        left >= count,
                        POOL,
                        pool.orElse("the subnet") + " leaves " + left + (left == 1 ? " address" : " addresses")
                                + " to choose from (at least as many as the count, " + count
                                + ", beside excluded and reserved ones); widen it, exclude fewer, or ask for fewer."));
    }

    private static void refuseBadPool(ConstructPath path, String pool) {
        Optional<Ipv4Range> range = Ipv4Range.parse(pool);
        path.requireText(
                Tokens.isIn(pool) || range.isPresent(),
                POOL,
                pool,
                "CIDR notation without set host bits, such as 10.0.1.16/28",
                "correct it");
        path.require(range.stream().allMatch(Ipv4Range::fitsASubnet), POOL, pool + AddressList.IN_NO_SUBNET);
    }
}

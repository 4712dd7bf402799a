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

    /** The count, if the addresses are declared so. */
    static Optional<AddressCount> of(ConstructPath path, SecondaryAddressesProps props, int limit) {
        Optional<Integer> count = props.getSecondaryPrivateIpAddressCount();
        Optional<String> pool = props.getSecondaryPrivateIpAddressPool();
        if (count.isEmpty()) {
            pool.ifPresent(given -> refuseWithoutCount(POOL, path));
            props.getExcludedAddresses().ifPresent(given -> refuseWithoutCount(EXCLUDED, path));
            return Optional.empty();
        }
        if (props.getSecondaryPrivateIpAddresses().isPresent()) {
            throw path.invalid(
                    COUNT,
                    "secondaryPrivateIpAddresses is given too (addresses are listed or counted); leave one of them out.");
        }
        refuseUnlessPossible(path, count.get(), limit);
        pool.ifPresent(cidr -> refuseBadPool(path, cidr));
        List<String> excluded = props.getExcludedAddresses().orElse(List.of());
        excluded.forEach(item -> refuseBadExclusion(path, item));
        AddressCount declared = new AddressCount(count.get(), pool, excluded);
        declared.tooFew(path, Optional.empty()).ifPresent(message -> {
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
    Optional<String> misplaced(ConstructPath path, Ipv4Range subnet, String named) {
        return pool.flatMap(Ipv4Range::parse)
                .filter(range -> !subnet.contains(range))
                .map(range -> path.message(
                        POOL, pool.get() + " is not inside " + named + " (a pool is a part of it); choose such a one."))
                .or(() -> tooFew(path, Optional.of(subnet)));
    }

    /** Says that what is known leaves too few addresses; tokens among the exclusions may exclude more. */
    private Optional<String> tooFew(ConstructPath path, Optional<Ipv4Range> subnet) {
        Optional<Ipv4Range> range =
                pool.isPresent() ? pool.flatMap(Ipv4Range::parse) : subnet.or(() -> Ipv4Range.parse("0.0.0.0/0"));
        List<Ipv4Range> taken = Stream.concat(
                        excluded.stream().flatMap(Ipv4Range::read),
                        subnet.stream().flatMap(known -> known.reserved().stream()))
                .toList();
        return range.map(known -> known.countOutside(taken, count))
                .filter(left -> left < count)
                .map(left -> path.message(
                        POOL,
                        pool.orElse("the subnet") + " leaves " + left + (left == 1 ? " address" : " addresses")
                                + " to choose from (at least as many as the count, " + count
                                + ", beside excluded and reserved ones); widen it, exclude fewer, or ask for fewer."));
    }

    private static void refuseWithoutCount(String property, ConstructPath path) {
        throw path.invalid(
                property,
                "secondaryPrivateIpAddressCount is missing (it says where a count is chosen from); give a count, or leave it out.");
    }

    private static void refuseUnlessPossible(ConstructPath path, int count, int limit) {
        if (count < 0 || count > limit - 1) {
            throw path.invalidNumber(
                    COUNT,
                    count,
                    "0.." + (limit - 1) + " with addressLimit " + limit + ", which counts the primary one",
                    count < 0 ? "ask for 0 or more" : "ask for fewer, or raise addressLimit if your quota is higher");
        }
    }

    private static void refuseBadPool(ConstructPath path, String pool) {
        if (Tokens.isIn(pool)) {
            return;
        }
        Ipv4Range range = Ipv4Range.parse(pool)
                .orElseThrow(() -> path.invalidText(
                        POOL, pool, "CIDR notation without set host bits, such as 10.0.1.16/28", "correct it"));
        if (!range.fitsASubnet()) {
            throw path.invalid(POOL, pool + AddressList.IN_NO_SUBNET);
        }
    }

    private static void refuseBadExclusion(ConstructPath path, String item) {
        if (!Tokens.isIn(item) && Ipv4Range.read(item).findAny().isEmpty()) {
            throw path.invalidText(
                    EXCLUDED, item, "IPv4 addresses, and CIDR notation without set host bits", "correct it");
        }
    }
}

package io.github.cdknat.internal;

import io.github.cdknat.SecondaryAddressesProps;
import io.github.cdknat.shared.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A declaration by count: the handler chooses the addresses, from the pool or from the whole subnet. */
public record AddressCount(int count, Optional<String> pool, List<String> excluded) {
    private static final String COUNT = "secondaryPrivateIpAddressCount";
    private static final String POOL = "secondaryPrivateIpAddressPool";
    private static final String EXCLUDED = "excludedAddresses";

    /** The count, if the addresses are declared so. */
    static Optional<AddressCount> of(ConstructPath path, SecondaryAddressesProps props, int limit) {
        Optional<Integer> count = props.getSecondaryPrivateIpAddressCount();
        if (count.isEmpty()) {
            props.getSecondaryPrivateIpAddressPool().ifPresent(pool -> refuseWithoutCount(POOL, path));
            props.getExcludedAddresses().ifPresent(excluded -> refuseWithoutCount(EXCLUDED, path));
            return Optional.empty();
        }
        if (props.getSecondaryPrivateIpAddresses().isPresent()) {
            throw path.invalid(
                    COUNT,
                    "secondaryPrivateIpAddresses is given too (addresses are listed or counted); leave one of them"
                            + " out.");
        }
        refuseUnlessPossible(path, count.get(), limit);
        props.getSecondaryPrivateIpAddressPool().ifPresent(pool -> refuseBadPool(path, pool, count.get()));
        List<String> excluded = props.getExcludedAddresses().orElse(List.of());
        excluded.forEach(item -> refuseBadExclusion(path, item));
        return Optional.of(new AddressCount(count.get(), props.getSecondaryPrivateIpAddressPool(), excluded));
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

    private static void refuseWithoutCount(String property, ConstructPath path) {
        throw path.invalid(
                property,
                "secondaryPrivateIpAddressCount is missing (it says where a count is chosen from); give a count, or"
                        + " leave it out.");
    }

    private static void refuseUnlessPossible(ConstructPath path, int count, int limit) {
        if (count < 0 || count > limit - 1) {
            throw path.invalid(
                    COUNT,
                    count + " (0.." + (limit - 1) + " with addressLimit " + limit
                            + ", which counts the primary one); ask for fewer, or raise addressLimit if your quota"
                            + " is higher.");
        }
    }

    private static void refuseBadPool(ConstructPath path, String pool, int count) {
        if (Tokens.isIn(pool)) {
            return;
        }
        Ipv4Range range = Ipv4Range.parse(pool)
                .orElseThrow(() -> path.invalid(
                        POOL,
                        ConstructPath.quoted(pool)
                                + " (CIDR notation without set host bits, such as 10.0.1.16/28); correct it."));
        if (range.size() < count) {
            throw path.invalid(
                    POOL,
                    pool + " has " + range.size() + (range.size() == 1 ? " address" : " addresses")
                            + " (at least as many as the count, " + count + "); widen the pool, or ask for fewer.");
        }
    }

    private static void refuseBadExclusion(ConstructPath path, String item) {
        if (!Tokens.isIn(item)
                && Ipv4Range.number(item).isEmpty()
                && Ipv4Range.parse(item).isEmpty()) {
            throw path.invalid(
                    EXCLUDED,
                    ConstructPath.quoted(item)
                            + " (IPv4 addresses, and CIDR notation without set host bits); correct it.");
        }
    }
}

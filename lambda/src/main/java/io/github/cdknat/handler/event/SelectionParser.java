package io.github.cdknat.handler.event;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the properties of a declaration by count. */
final class SelectionParser {
    private static final String COUNT = Contract.SECONDARY_PRIVATE_IP_ADDRESS_COUNT;
    private static final String POOL = Contract.SECONDARY_PRIVATE_IP_ADDRESS_POOL;
    private static final String EXCLUDED = Contract.EXCLUDED_ADDRESSES;
    private static final int HIGHEST_COUNT = 31;

    private SelectionParser() {}

    /** The choice, if the declaration is by count. */
    static Optional<AddressSelection> choice(Map<String, Object> properties) throws InvalidEventException {
        if (properties.get(COUNT) == null) {
            if (properties.get(POOL) != null || properties.get(EXCLUDED) != null) {
                throw new InvalidEventException("Invalid declaration: a pool or excluded addresses without"
                        + " SecondaryPrivateIpAddressCount (they say where a count is chosen from); give"
                        + " secondaryPrivateIpAddressCount, or leave them out.");
            }
            return Optional.empty();
        }
        if (properties.get(Contract.SECONDARY_PRIVATE_IP_ADDRESSES) != null) {
            throw new InvalidEventException("Invalid declaration: both SecondaryPrivateIpAddresses and"
                    + " SecondaryPrivateIpAddressCount are given (one of them); leave one out.");
        }
        int count = RequestParser.number(properties, COUNT, 0, 0, HIGHEST_COUNT);
        return Optional.of(new AddressSelection(count, pool(properties.get(POOL)), excluded(properties.get(EXCLUDED))));
    }

    private static Optional<Cidr> pool(@Nullable Object value) throws InvalidEventException {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(Cidr.parse(value.toString())
                .filter(range -> value.toString().contains("/"))
                .orElseThrow(() -> new InvalidEventException("Invalid SecondaryPrivateIpAddressPool: \"" + value
                        + "\" (CIDR notation without set host bits, such as 10.0.1.16/28); correct it in"
                        + " secondaryPrivateIpAddressPool.")));
    }

    private static List<Cidr> excluded(@Nullable Object value) throws InvalidEventException {
        if (value != null && !(value instanceof List)) {
            throw new InvalidEventException("Invalid ExcludedAddresses: " + value
                    + " (a list of IPv4 addresses and CIDRs); pass a list to excludedAddresses.");
        }
        List<Cidr> excluded = new ArrayList<>();
        for (Object item : value == null ? List.of() : (List<?>) value) {
            excluded.add(Cidr.parse(String.valueOf(item))
                    .orElseThrow(() -> new InvalidEventException("Invalid excluded address: \"" + item
                            + "\" (an IPv4 address, or CIDR notation without set host bits); correct it in"
                            + " excludedAddresses.")));
        }
        return excluded;
    }
}

package io.github.cdknat.simulation;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.simulation.ActualState.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a gateway holds when all is calm, against the primary address, the records, and what people put there. */
record ConvergenceChecker(
        ActualState actual,
        Collection<String> stacks,
        Set<Place> assignedManually,
        List<String> abandoned,
        Set<Place> mistaken,
        Set<String> skips,
        Predicate<Place> leftBehind) {
    /** One gateway's balance. */
    record Sheet(Map<String, String> actual, Set<String> expected, Set<String> surplus, Set<String> missing) {
        boolean isEven() {
            return surplus.isEmpty() && missing.isEmpty();
        }

        @Override
        public String toString() {
            return "has " + actual + ", and the books say " + expected + " (surplus " + surplus + ", missing " + missing
                    + ")";
        }
    }

    /** The balance of every gateway that is still there; by id, with its primary address. */
    Map<String, Sheet> of(Map<String, String> primaries) {
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        primaries.forEach((gateway, primary) -> {
            if (!actual.statuses(gateway).isEmpty()) {
                sheets.put(gateway, sheet(gateway, primary));
            }
        });
        return sheets;
    }

    private Sheet sheet(String gateway, String primary) {
        Set<String> expected = new TreeSet<>(Set.of(primary));
        Set<String> skipped = new TreeSet<>();
        for (String name : stacks) {
            actual.records(name)
                    .forEach((logicalId, kept) -> (skips.contains(name + "/" + logicalId) ? skipped : expected)
                            .addAll(addresses(kept, gateway)));
        }
        assignedManually.stream()
                .filter(place -> place.gateway().equals(gateway))
                .forEach(place -> expected.add(place.address()));
        Map<String, String> found = actual.statuses(gateway);
        Set<String> surplus = new TreeSet<>(found.keySet());
        surplus.removeAll(expected);
        surplus.removeAll(skipped);
        abandoned.forEach(id -> AddressRecord.parse(id).ifPresent(kept -> surplus.removeAll(addresses(kept, gateway))));
        surplus.removeIf(
                address -> found.get(address).equals("failed") || leftBehind.test(new Place(gateway, address)));
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(found.keySet());
        missing.removeIf(address -> mistaken.contains(new Place(gateway, address)));
        return new Sheet(found, expected, surplus, missing);
    }

    private static List<String> addresses(AddressRecord kept, String gateway) {
        return kept.isOn(gateway)
                ? kept.addresses().stream().map(Object::toString).toList()
                : List.of();
    }
}

package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * CloudFormation's records: the resources of our type in our own stack, and so who owns what.
 *
 * @param entries the resources of our type
 */
public record StackResources(List<Entry> entries) {
    /**
     * One resource of the stack.
     *
     * @param physicalId its physical id; empty while it has none
     * @param status its resource status, for example UPDATE_COMPLETE
     */
    public record Entry(String logicalId, String physicalId, String status) {
        public boolean isDeleting() {
            return status.equals("DELETE_IN_PROGRESS")
                    || status.equals("DELETE_COMPLETE")
                    || status.equals("DELETE_SKIPPED");
        }

        Optional<AddressRecord> asRecord() {
            return AddressRecord.parse(physicalId);
        }
    }

    public StackResources {
        entries = List.copyOf(entries);
    }

    /**
     * The same with what the stack's events tell of the records: a row may be old, and in a clean-up it may show what is being deleted
     * instead of what stays (docs/facts.md, F69). Rows and events may each be the older: what either shows, and neither shows as
     * deleted, counts.
     *
     * @param nothingStays whether everything that the stack has made is being deleted
     */
    public StackResources with(StackEventHistory events, boolean nothingStays) {
        Stream<Entry> known = entries.stream().flatMap(row -> records(row, events, nothingStays));
        Stream<Entry> others = events.resources(Contract.RESOURCE_TYPE)
                .filter(logicalId -> entry(logicalId).isEmpty())
                .flatMap(logicalId -> newest(logicalId, events).stream());
        return new StackResources(Stream.concat(known, others).toList());
    }

    private static Stream<Entry> records(Entry row, StackEventHistory events, boolean nothingStays) {
        boolean isDeleted = row.isDeleting() || events.isDeleted(row.logicalId(), row.physicalId());
        Optional<Entry> newest = newest(row.logicalId(), events)
                .filter(entry -> !entry.physicalId().equals(row.physicalId()));
        if (!isDeleted) {
            return Stream.concat(Stream.of(row), newest.stream());
        }
        Entry deleted = row.isDeleting() ? row : new Entry(row.logicalId(), row.physicalId(), "DELETE_IN_PROGRESS");
        Optional<Entry> beside = nothingStays
                ? newest
                : events.recordBeside(row.logicalId(), row.physicalId())
                        .filter(kept -> !events.isDeleted(row.logicalId(), kept))
                        .map(kept -> new Entry(row.logicalId(), kept, "UPDATE_COMPLETE"));
        return Stream.of(beside.orElse(deleted));
    }

    private static Optional<Entry> newest(String logicalId, StackEventHistory events) {
        return events.newestRecord(logicalId)
                .filter(kept -> !events.isDeleted(logicalId, kept))
                .map(kept -> new Entry(logicalId, kept, "UPDATE_COMPLETE"));
    }

    public Optional<Entry> entry(String logicalId) {
        return entries.stream()
                .filter(entry -> entry.logicalId().equals(logicalId))
                .findFirst();
    }

    /** The same without one record, which is known to be being deleted: a page that shows otherwise is an old one. */
    public StackResources without(String logicalId, String physicalId) {
        List<Entry> others = entries.stream()
                .filter(entry -> !entry.logicalId().equals(logicalId)
                        || !entry.physicalId().equals(physicalId))
                .toList();
        return new StackResources(others);
    }

    /** A record that counts and that only a newer handler can read. */
    public Optional<Entry> ofNewerFormat() {
        return entries.stream()
                .filter(entry -> !entry.isDeleting() && AddressRecord.isOfNewerFormat(entry.physicalId()))
                .findFirst();
    }

    /** The resource's record, unless CloudFormation is deleting it. */
    public Optional<AddressRecord> current(String logicalId) {
        return entry(logicalId).filter(entry -> !entry.isDeleting()).flatMap(Entry::asRecord);
    }

    /** The records on that gateway that count: all but those CloudFormation is deleting. */
    public Stream<AddressRecord> on(String gatewayId) {
        return entries.stream()
                .filter(entry -> !entry.isDeleting())
                .flatMap(entry -> entry.asRecord().stream())
                .filter(kept -> kept.isOn(gatewayId));
    }

    /** The same without one resource's own. */
    public Stream<AddressRecord> othersOn(String gatewayId, String logicalId) {
        return new StackResources(entries.stream()
                        .filter(entry -> !entry.logicalId().equals(logicalId))
                        .toList())
                .on(gatewayId);
    }

    /** Whether a record that counts lists the address, on whatever gateway. */
    public boolean isRecorded(Ipv4 address) {
        return entries.stream()
                .filter(entry -> !entry.isDeleting())
                .flatMap(entry -> entry.asRecord().stream())
                .anyMatch(kept -> kept.lists(address));
    }

    public SortedSet<Ipv4> addressesOn(String gatewayId) {
        return union(on(gatewayId));
    }

    public SortedSet<Ipv4> othersAddressesOn(String gatewayId, String logicalId) {
        return union(othersOn(gatewayId, logicalId));
    }

    private static SortedSet<Ipv4> union(Stream<AddressRecord> records) {
        SortedSet<Ipv4> all = new TreeSet<>();
        records.forEach(kept -> all.addAll(kept.addresses()));
        return all;
    }
}

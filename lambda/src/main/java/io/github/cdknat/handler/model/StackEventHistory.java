package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stack's events back to its last stable state before a request, newest first. A list may be old, but one that shows an event shows
 * all older ones (docs/facts.md, F103).
 */
public record StackEventHistory(String stackId, List<StackEvent> all) {
    /** Where nothing was read. */
    public static final StackEventHistory NONE = new StackEventHistory("", List.of());

    public StackEventHistory {
        all = List.copyOf(all);
    }

    /** Whether the stack was stable then, and before the request: nothing older says anything about the request. */
    public static Predicate<StackEvent> stableBefore(String stackId, Instant request) {
        return event -> event.physicalId().equals(stackId)
                && event.status().endsWith("_COMPLETE")
                && event.at().isBefore(request);
    }

    /**
     * Whether the stack's events and the shown status are of one operation; else one of them is an old page. When an update began is
     * told by both; when a rollback did, by the status alone.
     */
    public boolean agreeWith(StackOperation shown) {
        Optional<StackEvent> newest = ofStack().findFirst();
        Optional<StackEvent> update = ofStack()
                .filter(event -> event.status().equals("UPDATE_IN_PROGRESS"))
                .findFirst();
        return newest.filter(event -> StackOperation.direction(event.status()) != shown.direction())
                        .isEmpty()
                && update.filter(event -> shown.changed()
                                < event.at().minus(Timing.CLOCK_SLACK).toEpochMilli())
                        .isEmpty();
    }

    private Stream<StackEvent> ofStack() {
        return all.stream().filter(event -> event.physicalId().equals(stackId));
    }

    /**
     * Whether the newest thing that they say of the resource, or of the id that is deleted, is this very request. A page from before the request says something else:
     * nothing, the end of an earlier request, or that other properties were asked for.
     */
    public boolean show(
            String logicalId, String requestType, Optional<String> deleted, Map<String, Object> properties) {
        String inProgress = requestType.toUpperCase(Locale.ROOT) + "_IN_PROGRESS";
        return all.stream()
                .filter(event -> event.logicalId().equals(logicalId))
                .filter(event -> deleted.isEmpty()
                        || event.physicalId().isEmpty()
                        || event.physicalId().equals(deleted.get()))
                .findFirst()
                .filter(event -> event.status().equals(inProgress))
                .filter(event -> deleted.isPresent() || event.mayAskFor(properties))
                .isPresent();
    }

    /** The physical id that a resource had when the stack was last stable; empty if nobody has touched it since. */
    public Optional<String> recordBefore(String logicalId) {
        return of(logicalId).reduce((newer, older) -> older).map(StackEvent::physicalId);
    }

    /** The physical id that a resource has come to have since the stack was last stable. */
    public Optional<String> newestRecord(String logicalId) {
        return of(logicalId).filter(StackEvent::isComplete).findFirst().map(StackEvent::physicalId);
    }

    /**
     * The physical id that a resource keeps while CloudFormation deletes another of its ids: the newest that an update, or its
     * rollback, completed with, or else the one from before the update. Empty if it had no other.
     */
    public Optional<String> recordBeside(String logicalId, String deleted) {
        StackEventHistory others = new StackEventHistory(
                stackId,
                all.stream()
                        .filter(event -> !event.physicalId().equals(deleted))
                        .toList());
        return others.newestRecord(logicalId).or(() -> others.recordBefore(logicalId));
    }

    /** What they show as recorded on that gateway, beside the id that is deleted. */
    public SortedSet<Ipv4> recordedBeside(String logicalId, String deleted, String gatewayId) {
        SortedSet<Ipv4> recorded = new TreeSet<>();
        resources(Contract.RESOURCE_TYPE)
                .flatMap(each -> (each.equals(logicalId)
                                ? recordBeside(logicalId, deleted)
                                : newestRecord(each).or(() -> recordBefore(each)))
                        .stream())
                .flatMap(id -> AddressRecord.parse(id).stream())
                .filter(kept -> kept.isOn(gatewayId))
                .forEach(kept -> recorded.addAll(kept.addresses()));
        return recorded;
    }

    /** What the current template asks of the resource; empty if nobody has asked anything of it since. */
    public Optional<Map<String, Object>> declaration(String logicalId) {
        return all.stream()
                .filter(event -> event.logicalId().equals(logicalId) && !event.isDeletion())
                .map(StackEvent::properties)
                .filter(properties -> !properties.isEmpty())
                .findFirst();
    }

    /**
     * Whether an update has completed with that id: one that an earlier deployment had replaced, and that failed. The clean-up deletes
     * it all the same, but it is the record.
     */
    public boolean isCurrentAgain(String logicalId, String physicalId) {
        boolean isCleanUp = ofStack()
                .findFirst()
                .filter(event -> event.status().equals("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"))
                .isPresent();
        boolean hasCompleted = all.stream()
                .takeWhile(event ->
                        !event.physicalId().equals(stackId) || !event.status().equals("UPDATE_IN_PROGRESS"))
                .anyMatch(event -> event.isOf(logicalId)
                        && event.isComplete()
                        && event.physicalId().equals(physicalId));
        return isCleanUp && hasCompleted && isNewestDeletion(logicalId, physicalId);
    }

    /** Whether the newest thing that they say of that id is its deletion. */
    public boolean isDeleted(String logicalId, String physicalId) {
        return isNewestDeletion(logicalId, physicalId) && !isCurrentAgain(logicalId, physicalId);
    }

    private boolean isNewestDeletion(String logicalId, String physicalId) {
        return of(logicalId)
                .filter(event -> event.physicalId().equals(physicalId))
                .findFirst()
                .filter(StackEvent::isDeletion)
                .isPresent();
    }

    /** All physical ids that the resource has had since, and that are not deleted. */
    public Set<String> undeleted(String logicalId) {
        Set<String> ids = new HashSet<>();
        of(logicalId).map(StackEvent::physicalId).forEach(ids::add);
        of(logicalId)
                .filter(event -> event.status().equals("DELETE_COMPLETE")
                        || event.status().equals("DELETE_SKIPPED"))
                .map(StackEvent::physicalId)
                .forEach(ids::remove);
        return ids;
    }

    /**
     * Whether CloudFormation has taken the answer of a Create or Update: it has if the resource became complete with the answered
     * record, it has not if the resource failed without. Empty if neither is to be seen yet.
     */
    public Optional<Boolean> hasTaken(String logicalId, String answered, Instant since) {
        List<StackEvent> own = all.stream()
                .filter(event ->
                        event.logicalId().equals(logicalId) && !event.at().isBefore(since))
                .toList();
        boolean taken = own.stream()
                .anyMatch(event -> event.isComplete() && event.physicalId().equals(answered));
        return taken || own.stream().anyMatch(StackEvent::isFailed) ? Optional.of(taken) : Optional.empty();
    }

    /** The logical ids of our resources that they name. */
    Stream<String> resources(String type) {
        return all.stream()
                .filter(event -> event.type().equals(type))
                .map(StackEvent::logicalId)
                .distinct();
    }

    /** What the running requests of other resources ask for on that gateway. */
    public SortedSet<Ipv4> askedForBesides(String logicalId, String gatewayId) {
        SortedSet<Ipv4> asked = new TreeSet<>();
        resources(Contract.RESOURCE_TYPE)
                .filter(other -> !other.equals(logicalId))
                .flatMap(other -> all.stream()
                        .filter(event -> event.logicalId().equals(other))
                        .limit(1))
                .filter(event -> event.isInProgress() && event.asksOf(gatewayId))
                .forEach(event -> asked.addAll(event.addresses()));
        return asked;
    }

    /** What other resources' records listed on that gateway when the stack was last stable. */
    public Stream<AddressRecord> recordsBeforeBesides(String logicalId, String gatewayId) {
        return resources(Contract.RESOURCE_TYPE)
                .filter(other -> !other.equals(logicalId))
                .flatMap(other -> recordBefore(other).flatMap(AddressRecord::parse).stream())
                .filter(kept -> kept.isOn(gatewayId));
    }

    /** What the requests for the resource have asked for on that gateway since, each time something else; by count: nothing. */
    public Set<SortedSet<Ipv4>> askedFor(String logicalId, String gatewayId) {
        return all.stream()
                .filter(event -> event.logicalId().equals(logicalId) && event.asksOf(gatewayId))
                .map(StackEvent::addresses)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<StackEvent> of(String logicalId) {
        return all.stream().filter(event -> event.isOf(logicalId));
    }
}

package io.github.cdknat.handler.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of the stack's events ("StackEvent", AWS CloudFormation API Reference).
 *
 * @param physicalId the resource's physical id at that moment, or the stack's id; may be empty
 * @param status for example UPDATE_IN_PROGRESS
 */
public record StackEvent(String logicalId, String physicalId, String status, Instant at) {
    /** Whether the stack itself says that an update began: everything behind it is older than the update. */
    public boolean beginsUpdate(String stackId) {
        return physicalId.equals(stackId) && status.equals("UPDATE_IN_PROGRESS");
    }

    /** The physical id that a resource had when the update began; empty if the update did not touch it. Newest event first. */
    public static Optional<String> recordBefore(List<StackEvent> events, String logicalId) {
        return events.stream()
                .filter(event -> event.logicalId().equals(logicalId)
                        && !event.physicalId().isEmpty())
                .reduce((newer, older) -> older)
                .map(StackEvent::physicalId);
    }

    /**
     * The physical id that a resource keeps while CloudFormation deletes another of its ids: the newest that an update, or its
     * rollback, completed with, or else the one from before the update. Empty if it had no other. Newest event first.
     */
    public static Optional<String> recordBeside(List<StackEvent> events, String logicalId, String deleted) {
        List<StackEvent> others = events.stream()
                .filter(event -> event.logicalId().equals(logicalId)
                        && !event.physicalId().isEmpty()
                        && !event.physicalId().equals(deleted))
                .toList();
        return others.stream()
                .filter(event -> event.status().matches("(CREATE|UPDATE)_COMPLETE"))
                .findFirst()
                .map(StackEvent::physicalId)
                .or(() -> recordBefore(others, logicalId));
    }

    /**
     * Whether CloudFormation has taken the answer of a Create or Update: it has if the resource became complete with the answered
     * record, it has not if the resource failed without. Empty if neither is to be seen yet.
     */
    public static Optional<Boolean> hasTaken(List<StackEvent> events, String logicalId, String answered) {
        List<StackEvent> own = events.stream()
                .filter(event -> event.logicalId().equals(logicalId))
                .toList();
        boolean taken = own.stream()
                .anyMatch(event ->
                        event.physicalId().equals(answered) && event.status().matches("(CREATE|UPDATE)_COMPLETE"));
        boolean failed = own.stream().anyMatch(event -> event.status().matches("(CREATE|UPDATE)_FAILED"));
        return taken || failed ? Optional.of(taken) : Optional.empty();
    }
}

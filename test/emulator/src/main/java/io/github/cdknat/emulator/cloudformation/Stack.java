package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.PastAnswers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A stack's book: its status and its resources, now and as describe calls showed them lately. */
public final class Stack {
    /** One page of the book. */
    record Page(
            String status,
            Instant updated,
            List<Operation> operations,
            Template template,
            Map<String, StackResource> resources) {}

    /** What changes the stack, as LastOperations shows it: CREATE_STACK, UPDATE_STACK, DELETE_STACK, ROLLBACK, CONTINUE_ROLLBACK. */
    public record Operation(String type, String id) {}

    /**
     * An event as the console shows it.
     *
     * @param properties what the resource was asked to be; none for the stack's own
     * @param visible when describe calls can show it, and not before all older ones
     */
    public record Event(
            Instant at,
            String logicalId,
            String physicalId,
            String type,
            String status,
            String reason,
            Map<String, Object> properties,
            String operationId,
            Instant visible) {}

    final String name;
    final String id;
    final Instant created;
    final Map<String, StackResource> resources = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>();
    Template template;
    Instant updated;
    String status = "";
    Map<String, String> outputs = Map.of();
    DeployOperation operation;
    List<?> tags = List.of();

    /** How long this deployment is monitored; null for as long as the options say. */
    Duration monitoring;
    /** Newest first. */
    private final Deque<Operation> operations = new ArrayDeque<>();

    /** What the latest update of each resource asked for, by logical id. */
    final Map<String, Map<String, Object>> asked = new LinkedHashMap<>();

    /** What rows show instead of the resource, by logical id. */
    final Map<String, StackResource> shownInstead = new LinkedHashMap<>();

    private final PastAnswers<Page> pages = new PastAnswers<>();

    Stack(String name, String id, Instant created) {
        this.name = name;
        this.id = id;
        this.created = created;
    }

    public String id() {
        return id;
    }

    public String status() {
        return status;
    }

    public Map<String, String> outputs() {
        return outputs;
    }

    /** The value that the stack exports under that name; the name is worked out already. */
    Optional<String> exported(String export) {
        return template == null
                ? Optional.empty()
                : template.outputs().entrySet().stream()
                        .filter(one -> export.equals(
                                Template.object(Template.object(one.getValue()).get("Export"))
                                        .get("Name")))
                        .map(one -> outputs.get(one.getKey()))
                        .findFirst();
    }

    /** The types of the resources that only stand in. */
    public Set<String> standIns() {
        return resources.values().stream()
                .filter(one -> !one.status().startsWith("DELETE_"))
                .filter(one -> one.attributes().containsKey(ResourceProvider.STANDS_IN))
                .map(one -> one.spec().type())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The physical id of a resource that is not deleted; null if there is none. */
    public String physicalId(String logicalId) {
        StackResource resource = resources.get(logicalId);
        return resource == null || resource.status().startsWith("DELETE_") ? null : resource.physicalId();
    }

    /** The physical ids of all resources of a type that nobody has tried to delete, by logical id; "" for none yet. */
    public Map<String, String> physicalIds(String type) {
        return physicalIds(type, status -> !status.startsWith("DELETE_"));
    }

    /** The same of the resources whose deletion has failed. */
    public Map<String, String> undeleted(String type) {
        return physicalIds(type, status -> status.equals("DELETE_FAILED"));
    }

    /** The same of the resources whose update has failed: those that ResourcesToSkip may name. */
    public Map<String, String> failedUpdates(String type) {
        return physicalIds(type, status -> status.equals("UPDATE_FAILED"));
    }

    /** The logical ids of all resources whose update has failed. */
    Set<String> failedUpdates() {
        return resources.values().stream()
                .filter(resource -> resource.status().equals("UPDATE_FAILED"))
                .map(resource -> resource.spec().logicalId())
                .collect(Collectors.toSet());
    }

    private Map<String, String> physicalIds(String type, Predicate<String> having) {
        Map<String, String> found = new LinkedHashMap<>();
        resources.forEach((logicalId, resource) -> {
            if (resource.spec().type().equals(type) && having.test(resource.status())) {
                found.put(logicalId, resource.physicalId());
            }
        });
        return found;
    }

    /** Whether an operation is going on. */
    public boolean isBusy() {
        return status.endsWith("_IN_PROGRESS") && !status.equals("REVIEW_IN_PROGRESS");
    }

    /** Whether only a rollback, a deletion or another preserved operation leads on. */
    boolean isFailed() {
        return isPreserved() || status.equals("UPDATE_ROLLBACK_FAILED");
    }

    /** Whether a failed operation was left as it was: "Preserve successfully provisioned resources". */
    boolean isPreserved() {
        return operation != null && (status.equals("CREATE_FAILED") || status.equals("UPDATE_FAILED"));
    }

    /** An operation begins; everything that happens from now on is its. */
    void begins(String type) {
        String number = id + " " + operations.size();
        operations.addFirst(new Operation(
                type,
                UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8)).toString()));
    }

    /** Everything that has changed the stack, newest first. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    void turned(Instant now) {
        Map<String, StackResource> shown = new LinkedHashMap<>(resources);
        shown.putAll(shownInstead);
        pages.add(now, new Page(status, updated, operations(), template, shown));
    }

    void happened(Instant now, StackResource resource, String newStatus, String why, Duration lag) {
        Instant visible = events.isEmpty() ? now : events.get(events.size() - 1).visible();
        boolean own = resource == null;
        boolean updates = newStatus.startsWith("UPDATE_") && !newStatus.endsWith("_COMPLETE");
        events.add(new Event(
                now,
                own ? name : resource.spec().logicalId(),
                own ? id : resource.physicalId(),
                own ? "AWS::CloudFormation::Stack" : resource.spec().type(),
                newStatus,
                why,
                own
                        ? Map.of()
                        : updates
                                ? asked.getOrDefault(resource.spec().logicalId(), resource.properties())
                                : resource.properties(),
                operations.isEmpty() ? "" : operations.getFirst().id(),
                now.plus(lag).isAfter(visible) ? now.plus(lag) : visible));
    }

    /** The page that was open at that moment; empty if the stack was not there yet. */
    Optional<Page> page(Instant moment) {
        return pages.at(moment);
    }

    Page firstPage() {
        return pages.first();
    }
}

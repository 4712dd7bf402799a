package io.github.cdknat.emulator.cloudformation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A stack's book: its status and its resources, now and as describe calls showed them lately. */
public final class Stack {
    /** One page of the book. */
    record Page(Instant at, String status, Instant updated, Map<String, StackResource> resources) {}

    /** An event as the console shows it. */
    public record Event(Instant at, String logicalId, String physicalId, String status, String reason) {}

    private static final int PAGES = 48;

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
    private final Deque<Page> pages = new ArrayDeque<>();

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

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The physical id of a resource that is not deleted; null if there is none. */
    public String physicalId(String logicalId) {
        StackResource resource = resources.get(logicalId);
        return resource == null || resource.status.startsWith("DELETE_") ? null : resource.physicalId;
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

    private Map<String, String> physicalIds(String type, Predicate<String> having) {
        Map<String, String> found = new LinkedHashMap<>();
        resources.forEach((logicalId, resource) -> {
            if (resource.spec.type().equals(type) && having.test(resource.status)) {
                found.put(logicalId, resource.physicalId);
            }
        });
        return found;
    }

    /** Whether an operation is going on. */
    public boolean isBusy() {
        return status.endsWith("_IN_PROGRESS");
    }

    /** Whether a failed operation was left as it was: "Preserve successfully provisioned resources". */
    boolean isPreserved() {
        return operation != null && (status.equals("CREATE_FAILED") || status.equals("UPDATE_FAILED"));
    }

    void turned(Instant now) {
        pages.addLast(new Page(now, status, updated, new LinkedHashMap<>(resources)));
        if (pages.size() > PAGES) {
            pages.removeFirst();
        }
    }

    /** The page that was open at that moment, or the oldest that is kept. */
    Page page(Instant moment) {
        Page found = pages.getFirst();
        for (Page page : pages) {
            if (page.at().isAfter(moment)) {
                break;
            }
            found = page;
        }
        return found;
    }
}

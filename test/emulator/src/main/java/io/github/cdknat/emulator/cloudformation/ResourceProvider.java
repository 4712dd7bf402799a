package io.github.cdknat.emulator.cloudformation;

import java.util.Map;
import java.util.Set;

/** Makes, changes and deletes the resources of one type. */
public interface ResourceProvider {
    /** The attribute by which a stand-in is known; it has every other one too. */
    String STANDS_IN = "stands in";

    /** What a resource is after create or update. */
    record Made(String physicalId, Map<String, Object> attributes) {}

    /** Tells how it ended, once. */
    interface Completion {
        void done(Made made);

        default void failed(String reason) {
            failed(reason, "");
        }

        /** The same; an answer of a custom resource bears a physical id also if it failed. */
        void failed(String reason, String physicalId);
    }

    /** What is asked for. */
    record Asked(
            String stackId,
            String stackName,
            String logicalId,
            String type,
            String physicalId,
            Map<String, Object> properties,
            Map<String, Object> oldProperties,
            Map<String, Object> attributes) {}

    void create(Asked asked, Completion completion);

    /** Changes it in place; a different physical id in the answer means that it was replaced. */
    void update(Asked asked, Completion completion);

    void delete(Asked asked, Completion completion);

    /** Properties whose change means replacement: a create, and later a delete of the old one. */
    default Set<String> createOnly() {
        return Set.of();
    }
}

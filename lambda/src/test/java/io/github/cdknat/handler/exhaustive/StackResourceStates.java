package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.StateFixtures.RESOURCE;
import static io.github.cdknat.handler.exhaustive.StateFixtures.kept;
import static io.github.cdknat.handler.exhaustive.StateFixtures.listed;

import io.github.cdknat.handler.model.StackResources;
import java.util.List;
import java.util.stream.Stream;

/** What CloudFormation's records can say: the resource's own record, a sibling's, one that is being deleted, none. */
final class StackResourceStates {
    private static final List<StackResources.Entry> NONE = List.of();
    private static final List<StackResources.Entry> SIBLING = List.of(listed("Sibling", kept("6"), "CREATE_COMPLETE"));
    private static final List<StackResources.Entry> BESIDE = List.of(listed("Sibling", kept("7"), "UPDATE_COMPLETE"));
    private static final List<StackResources.Entry> HEIRS = List.of(
            listed("Renamed", kept("5"), "CREATE_COMPLETE"),
            listed("Sibling", kept("7*"), "CREATE_COMPLETE"),
            listed("Unborn", "", "CREATE_IN_PROGRESS"));
    private static final List<StackResources.Entry> LEAVING = List.of(
            listed("Sibling", kept("5+6"), "DELETE_IN_PROGRESS"),
            listed("Elsewhere", "nat-0def/10.0.1.7", "CREATE_COMPLETE"));

    private StackResourceStates() {}

    static List<StackResources> all() {
        return List.of(
                resources(NONE, NONE),
                resources(NONE, SIBLING),
                resources(NONE, HEIRS),
                resources(own(kept("5"), "UPDATE_IN_PROGRESS"), SIBLING),
                resources(own(kept("5"), "UPDATE_IN_PROGRESS"), BESIDE),
                resources(own(kept("5"), "UPDATE_IN_PROGRESS"), LEAVING),
                resources(own(kept("5*+6"), "UPDATE_COMPLETE"), NONE),
                resources(own(kept("7"), "UPDATE_COMPLETE"), HEIRS),
                resources(own(kept("5"), "DELETE_IN_PROGRESS"), SIBLING));
    }

    /** No sibling. */
    static List<StackResources> alone() {
        return List.of(
                resources(NONE, NONE),
                resources(own(kept("5"), "UPDATE_IN_PROGRESS"), NONE),
                resources(own("nat-0def/10.0.1.5", "UPDATE_IN_PROGRESS"), NONE));
    }

    private static StackResources resources(List<StackResources.Entry> own, List<StackResources.Entry> others) {
        return new StackResources(Stream.concat(own.stream(), others.stream()).toList());
    }

    private static List<StackResources.Entry> own(String physicalId, String status) {
        return List.of(listed(RESOURCE, physicalId, status));
    }
}

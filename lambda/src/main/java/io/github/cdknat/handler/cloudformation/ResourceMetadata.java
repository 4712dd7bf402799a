package io.github.cdknat.handler.cloudformation;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.model.DeletedWithStack;
import io.github.cdknat.handler.model.DrainSettings;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.shared.Contract;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the construct writes into its resource's Metadata for the handler to read back: the current template's word.
 *
 * @param terms MaxDrainDurationSeconds (1..4000) and DrainWait (UNTIL_ENDED or UNTIL_STARTED); anything else is as absent
 * @param end NatGatewayDeletedWithStack; empty if it is absent, or tells nothing
 */
public record ResourceMetadata(DrainSettings terms, Optional<DeletedWithStack> end) {
    /** Of a resource that is no longer in the template, or has no metadata. */
    public static final ResourceMetadata NONE = new ResourceMetadata(DrainSettings.UNKNOWN, Optional.empty());

    /** Reads DescribeStackResource's Metadata, which is JSON; null for none. */
    public static ResourceMetadata parse(String metadata) {
        if (metadata == null) {
            return NONE;
        }
        Map<String, Object> values = Json.readOrNothing(metadata);
        return new ResourceMetadata(
                new DrainSettings(drain(values), drainWait(values)),
                DeletedWithStack.parse(String.valueOf(values.get(Contract.NAT_GATEWAY_DELETED_WITH_STACK))));
    }

    private static Optional<Integer> drain(Map<String, Object> values) {
        return Optional.ofNullable(values.get(Contract.MAX_DRAIN_DURATION_SECONDS))
                .map(Object::toString)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(seconds -> seconds >= 1 && seconds <= Contract.LONGEST_DRAIN_SECONDS);
    }

    private static Optional<DrainWait> drainWait(Map<String, Object> values) {
        return Stream.of(DrainWait.values())
                .filter(known -> known.name().equals(values.get(Contract.DRAIN_WAIT)))
                .findFirst();
    }
}

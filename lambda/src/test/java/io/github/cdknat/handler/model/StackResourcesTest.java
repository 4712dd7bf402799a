package io.github.cdknat.handler.model;

import static io.github.cdknat.handler.plan.PlanFixture.ip;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.shared.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which records count, and whose they are. */
class StackResourcesTest {
    private static final StackResources BOOK = new StackResources(
            List.of(
                    new StackResources.Entry("Own", "nat-0abc/10.0.1.5", "UPDATE_COMPLETE"),
                    new StackResources.Entry("Sibling", "nat-0abc/10.0.1.6*", "CREATE_COMPLETE"),
                    new StackResources.Entry("Going", "nat-0abc/10.0.1.7", "DELETE_IN_PROGRESS"),
                    new StackResources.Entry("Elsewhere", "nat-0def/10.0.1.8", "CREATE_COMPLETE"),
                    new StackResources.Entry("Newer", "v2/nat-0abc/10.0.1.9", "CREATE_COMPLETE")),
            List.of(
                    new StackResources.Entry("Egress", "nat-0abc", "CREATE_COMPLETE"),
                    new StackResources.Entry("Ingress", "nat-0def", "CREATE_COMPLETE")),
            Optional.empty());

    @Test
    void theRecordsOfAGatewayAreThoseThatAreNotBeingDeleted() {
        assertThat(BOOK.addressesOn("nat-0abc")).isEqualTo(ips("5", "6"));
        assertThat(BOOK.addressesOn("nat-0def")).isEqualTo(ips("8"));
        assertThat(BOOK.othersAddressesOn("nat-0abc", "Own")).isEqualTo(ips("6"));
    }

    @Test
    void aRecordIsCurrentUntilItIsBeingDeleted() {
        assertThat(BOOK.current("Own").map(AddressRecord::physicalId)).contains("nat-0abc/10.0.1.5");
        assertThat(BOOK.current("Going")).isEmpty();
        assertThat(BOOK.entry("Going")).isPresent();
        assertThat(BOOK.current("Nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, true", "6, true", "7, false", "8, true", "9, false"})
    void anAddressIsRecordedByWhatCountsOnWhateverGateway(String lastOctet, boolean recorded) {
        assertThat(BOOK.isRecorded(ip(lastOctet))).isEqualTo(recorded);
    }

    @Test
    void aRecordOfANewerFormatIsFoundUnlessItIsBeingDeleted() {
        assertThat(BOOK.ofNewerFormat().map(StackResources.Entry::logicalId)).contains("Newer");
        assertThat(new StackResources(List.of(new StackResources.Entry("Newer", "v2/x", "DELETE_IN_PROGRESS")))
                        .ofNewerFormat())
                .isEmpty();
    }

    @Test
    void aGatewayIsFoundByItsLogicalId() {
        assertThat(BOOK.gateway("Ingress").map(StackResources.Entry::physicalId))
                .contains("nat-0def");
        assertThat(BOOK.gateway("Own")).isEmpty();
    }

    @Test
    void aMarkTellsWhatWasFound() {
        AddressRecord kept = AddressRecord.parse("nat-0abc/10.0.1.5*+10.0.1.6").orElseThrow();
        assertThat(kept.listsUnmarked(ip("5"))).isFalse();
        assertThat(kept.listsUnmarked(ip("6"))).isTrue();
        assertThat(kept.listsUnmarked(ip("7"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, last-gate, CREATE_COMPLETE, false",
        "1, last-gate, DELETE_IN_PROGRESS, true",
        "1, another, CREATE_COMPLETE, true",
        "0, another, CREATE_COMPLETE, false"
    })
    void aGateFollowsUntilItsRecordIsOfThisDeclaration(int after, String physicalId, String status, boolean follows) {
        StackResources book = new StackResources(List.of(new StackResources.Entry("Gate", physicalId, status)));
        assertThat(new DrainWaiters(0, after, "last-gate").follow(book)).isEqualTo(follows);
    }

    static Stream<Arguments> rowsAndEvents() {
        String old = "nat-0abc/10.0.1.5";
        String made = "nat-0abc/10.0.1.6";
        StackEvent before = event("UPDATE_IN_PROGRESS", old);
        StackEvent complete = event("UPDATE_COMPLETE", made);
        StackEvent deletingOld = event("DELETE_IN_PROGRESS", old);
        StackEvent deletingMade = event("DELETE_IN_PROGRESS", made);
        return Stream.of(
                arguments("a row that the events say nothing of", row(old, "UPDATE_COMPLETE"), List.of(), old),
                arguments(
                        "an old row counts beside what is newer",
                        row(old, "UPDATE_COMPLETE"),
                        List.of(complete, before),
                        old + " " + made),
                arguments(
                        "old events count beside what is newer",
                        row(made, "UPDATE_COMPLETE"),
                        List.of(event("CREATE_COMPLETE", old)),
                        made + " " + old),
                arguments("both say the same", row(made, "UPDATE_COMPLETE"), List.of(complete, before), made),
                arguments(
                        "a row whose deletion the events show",
                        row(old, "UPDATE_COMPLETE"),
                        List.of(deletingOld, complete, before),
                        made),
                arguments(
                        "a row that is being deleted, and what stays",
                        row(old, "DELETE_IN_PROGRESS"),
                        List.of(deletingOld, complete, before),
                        made),
                arguments(
                        "in a rollback what was there before",
                        row(made, "DELETE_IN_PROGRESS"),
                        List.of(deletingMade, complete, before),
                        old),
                arguments(
                        "a row that the events show as deleted, and nothing beside it",
                        row(old, "UPDATE_COMPLETE"),
                        List.of(deletingOld),
                        ""),
                arguments("a row that is being deleted, on old events", row(old, "DELETE_IN_PROGRESS"), List.of(), ""),
                arguments(
                        "a completed record whose deletion is shown",
                        row(old, "UPDATE_COMPLETE"),
                        List.of(deletingMade, complete, before),
                        old));
    }

    /** Either may be old: what one of them shows, and neither shows as deleted, counts. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rowsAndEvents")
    void whatARowOrTheEventsShowCountsUnlessEitherShowsItAsDeleted(
            String which, StackResources rows, List<StackEvent> newestFirst, String counting) {
        StackResources merged = rows.with(new StackEvents("stack", newestFirst), false);
        assertThat(String.join(
                        " ",
                        merged.on("nat-0abc").map(AddressRecord::physicalId).toList()))
                .isEqualTo(counting);
        assertThat(merged.entry("Own")).isPresent();
    }

    @Test
    void aRecordThatOnlyTheEventsShowCounts() {
        StackResources none = new StackResources(List.of());
        StackEvents events = new StackEvents("stack", List.of(event("CREATE_COMPLETE", "nat-0abc/10.0.1.6")));
        assertThat(none.with(events, false).entries())
                .containsExactly(new StackResources.Entry("Own", "nat-0abc/10.0.1.6", "UPDATE_COMPLETE"));
        StackEvents deleted = new StackEvents(
                "stack",
                List.of(event("DELETE_COMPLETE", "nat-0abc/10.0.1.6"), event("CREATE_COMPLETE", "nat-0abc/10.0.1.6")));
        assertThat(none.with(deleted, false).entries()).isEmpty();
    }

    /** Where everything is deleted, the record from before is no reason to keep an address. */
    @Test
    void whereNothingStaysOnlyWhatWasCompletedAndNotDeletedCounts() {
        StackEvent before = event("UPDATE_IN_PROGRESS", "nat-0abc/10.0.1.5");
        StackEvent deleting = event("DELETE_IN_PROGRESS", "nat-0abc/10.0.1.6");
        StackResources rows = row("nat-0abc/10.0.1.6", "DELETE_IN_PROGRESS");
        StackEvents events = new StackEvents("stack", List.of(deleting, before));
        assertThat(rows.with(events, true).on("nat-0abc")).isEmpty();
        assertThat(rows.with(events, false).addressesOn("nat-0abc")).isEqualTo(ips("5"));
        StackEvents completed =
                new StackEvents("stack", List.of(deleting, event("UPDATE_COMPLETE", "nat-0abc/10.0.1.7")));
        assertThat(rows.with(completed, true).addressesOn("nat-0abc")).isEqualTo(ips("7"));
    }

    @Test
    void gatewaysStayAsTheirRowsShowThem() {
        assertThat(BOOK.with(StackEvents.NONE, false)).isEqualTo(BOOK);
    }

    private static StackResources row(String physicalId, String status) {
        return new StackResources(List.of(new StackResources.Entry("Own", physicalId, status)));
    }

    private static StackEvent event(String status, String physicalId) {
        return new StackEvent("Own", physicalId, Contract.RESOURCE_TYPE, status, Instant.EPOCH, Map.of());
    }
}

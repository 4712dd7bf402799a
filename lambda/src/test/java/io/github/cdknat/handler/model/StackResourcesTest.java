package io.github.cdknat.handler.model;

import static io.github.cdknat.handler.plan.PlanFixture.ip;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records count, and whose they are. */
class StackResourcesTest {
    private static final StackResources BOOK = new StackResources(List.of(
            new StackResources.Entry("Own", "nat-0abc/10.0.1.5", "UPDATE_COMPLETE"),
            new StackResources.Entry("Sibling", "nat-0abc/10.0.1.6*", "CREATE_COMPLETE"),
            new StackResources.Entry("Going", "nat-0abc/10.0.1.7", "DELETE_IN_PROGRESS"),
            new StackResources.Entry("Elsewhere", "nat-0def/10.0.1.8", "CREATE_COMPLETE"),
            new StackResources.Entry("Newer", "v2/nat-0abc/10.0.1.9", "CREATE_COMPLETE")));

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
        StackResources resources = new StackResources(List.of(new StackResources.Entry("Gate", physicalId, status)));
        assertThat(new DrainWaiters(0, after, "last-gate").follow(resources)).isEqualTo(follows);
    }

    /** Either may be old: what one of them shows, and neither shows as deleted, counts. In a clean-up a row may show what goes. */
    @ParameterizedTest
    @CsvSource({
        "UPDATE_COMPLETE 5, '', 5",
        "UPDATE_COMPLETE 5, 'UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 5 6",
        "UPDATE_COMPLETE 6, CREATE_COMPLETE 5, 6 5",
        "UPDATE_COMPLETE 6, 'UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 6",
        "UPDATE_COMPLETE 5, 'DELETE_IN_PROGRESS 5, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 6",
        "DELETE_IN_PROGRESS 5, 'DELETE_IN_PROGRESS 5, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 6",
        "DELETE_IN_PROGRESS 6, 'DELETE_IN_PROGRESS 6, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 5",
        "UPDATE_COMPLETE 5, 'DELETE_IN_PROGRESS 6, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 5",
        "UPDATE_COMPLETE 5, DELETE_IN_PROGRESS 5, ''",
        "DELETE_IN_PROGRESS 5, '', ''"
    })
    void whatARowOrTheEventsShowCountsUnlessEitherShowsItAsDeleted(String row, String events, String counting) {
        StackResources merged = row(row).with(EventTexts.events(events), false);
        List<String> ids = merged.on("nat-0abc").map(AddressRecord::physicalId).toList();
        assertThat(String.join(" ", ids).replace("nat-0abc/10.0.1.", "")).isEqualTo(counting);
        assertThat(merged.entry("Addresses")).isPresent();
    }

    @Test
    void aRecordThatOnlyTheEventsShowCounts() {
        assertThat(new StackResources(List.of())
                        .with(EventTexts.events("CREATE_COMPLETE 6"), false)
                        .entries())
                .containsExactly(new StackResources.Entry("Addresses", "nat-0abc/10.0.1.6", "UPDATE_COMPLETE"));
        StackEventHistory deleted = EventTexts.events("DELETE_COMPLETE 6, CREATE_COMPLETE 6");
        assertThat(new StackResources(List.of()).with(deleted, false).entries()).isEmpty();
        assertThat(BOOK.with(StackEventHistory.NONE, false)).isEqualTo(BOOK);
    }

    /** Where everything is deleted, the record from before is no reason to keep an address. */
    @Test
    void whereNothingStaysOnlyWhatWasCompletedAndNotDeletedCounts() {
        StackResources rows = row("DELETE_IN_PROGRESS 6");
        StackEventHistory events = EventTexts.events("DELETE_IN_PROGRESS 6, UPDATE_IN_PROGRESS 5");
        assertThat(rows.with(events, true).on("nat-0abc")).isEmpty();
        assertThat(rows.with(events, false).addressesOn("nat-0abc")).isEqualTo(ips("5"));
        assertThat(rows.with(EventTexts.events("DELETE_IN_PROGRESS 6, UPDATE_COMPLETE 7"), true)
                        .addressesOn("nat-0abc"))
                .isEqualTo(ips("7"));
    }

    private static StackResources row(String text) {
        StackEvent row = EventTexts.event(text);
        return new StackResources(List.of(new StackResources.Entry("Addresses", row.physicalId(), row.status())));
    }
}

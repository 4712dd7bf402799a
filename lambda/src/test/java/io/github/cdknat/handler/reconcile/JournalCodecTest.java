package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JournalCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final SortedSet<Ipv4> ADDRESSES = Ipv4.sorted(List.of(Ipv4.of("10.0.1.9"), Ipv4.of("10.0.1.10")));

    @Test
    void readsWhatItWrote() throws IOException {
        assertThat(JournalCodec.read(throughJson(JournalCodec.write(full())))).isEqualTo(full());
        assertThat(JournalCodec.read(throughJson(JournalCodec.write(Journal.empty()))))
                .isEqualTo(Journal.empty());
    }

    /** So that nothing is forgotten here that is kept in a journal. */
    @Test
    void theFullJournalSaysSomethingEverywhere() throws ReflectiveOperationException {
        for (RecordComponent component : Journal.class.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(full()))
                    .as(component.getName())
                    .isNotEqualTo(component.getAccessor().invoke(Journal.empty()));
        }
    }

    @Test
    void readsTheEmptyJournalOfANewExecution() {
        assertThat(JournalCodec.read(Map.of())).isEqualTo(Journal.empty());
    }

    @Test
    void ignoresWhatANewerHandlerWrote() throws IOException {
        Map<String, Object> newer = throughJson(JournalCodec.write(full()));
        newer.put("v", 1);
        newer.put("moods", List.of("sunny"));
        assertThat(JournalCodec.read(newer)).isEqualTo(full());
    }

    @Test
    void staysSmallWhateverEc2Says() {
        Journal loud = full().with(draft -> {
            draft.failureReason = "x".repeat(300_000);
            draft.rejectedCall = new Journal.RejectedCall(
                    AddressChange.assign(ADDRESSES), "y".repeat(300_000), "z".repeat(300_000), NOW);
            draft.response = Response.failed("nat-0abc/none", "x".repeat(300_000));
        });
        assertThat(Json.bytes(JournalCodec.write(loud))).hasSizeLessThan(32_768);
    }

    @Test
    void refusesAJournalThatIsNone() {
        assertThatThrownBy(() -> JournalCodec.read(Map.of("assigned", List.of("everything"))))
                .hasMessage("Invalid IPv4 address: everything");
    }

    static Journal full() {
        return Journal.empty().with(draft -> {
            draft.passes = 7;
            draft.operation = new StackOperation("UPDATE_IN_PROGRESS", 1_767_225_600_123L);
            draft.assigned = new TreeSet<>(ADDRESSES);
            draft.ownedByStack = new TreeSet<>(ADDRESSES);
            draft.unassigned = new TreeSet<>(ADDRESSES);
            draft.notUnassigned = new TreeSet<>(ADDRESSES);
            draft.chosen = new ArrayList<>(List.of(Ipv4.of("10.0.1.19"), Ipv4.of("10.0.1.18")));
            draft.unavailable = new TreeSet<>(ADDRESSES);
            draft.drained = new TreeSet<>(ADDRESSES);
            draft.toRelease = new TreeSet<>(ADDRESSES);
            draft.selectionAttempts = 2;
            draft.previousPhysicalId = "nat-0abc/10.0.1.8";
            draft.pendingChange = AddressChange.unassign(ADDRESSES, 4000);
            draft.lastCall = new Journal.LastCall(AddressChange.assign(ADDRESSES), NOW);
            draft.since.put(Journal.Fact.NO_ROOM, NOW);
            draft.since.put(Journal.Fact.ALONE, NOW);
            draft.permissionChecked = true;
            draft.throttled = true;
            draft.since.put(Journal.Fact.DENIED, NOW);
            draft.rejectedCall = new Journal.RejectedCall(AddressChange.assign(ADDRESSES), "Code", "words", NOW);
            draft.failureReason = "because";
            draft.response = new Response(true, "nat-0abc/10.0.1.9", "Holding.", Map.of("Attribute", "value"));
            draft.responded = true;
            draft.draining = new TreeMap<>(Map.of(Ipv4.of("10.0.1.9"), NOW));
            draft.deferred = true;
        });
    }

    private static Map<String, Object> throughJson(Map<String, Object> json) throws IOException {
        return Json.read(new ByteArrayInputStream(Json.bytes(json)));
    }
}

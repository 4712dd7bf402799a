package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The journal as Step Functions keeps it: a JSON object; what is absent or empty is left out, unknown fields are ignored. */
final class JournalCodec {
    /** An answer has at most 4096 bytes, so nobody sees more of a text; and EC2's words must not fill the journal. */
    private static final int MOST_CHARS = 4_000;

    private JournalCodec() {}

    static Map<String, Object> write(Journal journal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.putAll(JournalVersion.FIRST);
        json.put("passes", journal.passes());
        journal.operation()
                .ifPresent(value ->
                        json.put("operation", Map.of("status", cut(value.status()), "changed", value.changed())));
        addresses(json, "mine", journal.mine());
        addresses(json, "freed", journal.freed());
        addresses(json, "tolerated", journal.tolerated());
        if (!journal.chosen().isEmpty()) {
            json.put("chosen", texts(journal.chosen()));
        }
        addresses(json, "avoided", journal.avoided());
        if (journal.choices() > 0) {
            json.put("choices", journal.choices());
        }
        journal.before().ifPresent(value -> json.put("before", value));
        journal.intention().ifPresent(value -> json.put("intention", intention(value)));
        journal.called()
                .ifPresent(value -> json.put(
                        "called",
                        Map.of(
                                "intention",
                                intention(value.intention()),
                                "at",
                                value.at().toString())));
        journal.sighting()
                .ifPresent(value -> json.put(
                        "sighting",
                        Map.of(
                                "verdict",
                                value.verdict(),
                                "since",
                                value.since().toString())));
        journal.aloneSince().ifPresent(value -> json.put("aloneSince", value.toString()));
        journal.deniedSince().ifPresent(value -> json.put("deniedSince", value.toString()));
        journal.refusal().ifPresent(value -> json.put("refusal", refusal(value)));
        journal.failure().ifPresent(value -> json.put("failure", cut(value)));
        journal.decision().ifPresent(value -> json.put("decision", decision(value)));
        if (!journal.draining().isEmpty()) {
            Map<String, Object> since = new LinkedHashMap<>();
            journal.draining().forEach((address, at) -> since.put(address.toString(), at.toString()));
            json.put("draining", since);
        }
        addresses(json, "drained", journal.drained());
        if (journal.handedOn()) {
            json.put("handedOn", true);
            json.put("owed", texts(journal.owed()));
        }
        json.put("permitted", journal.permitted());
        json.put("crowded", journal.crowded());
        json.put("answered", journal.answered());
        return json;
    }

    /** Whether the journal says that CloudFormation has the answer, whatever else is in it. */
    static boolean isAnswered(Map<String, Object> json) {
        return Boolean.TRUE.equals(json.get("answered"));
    }

    /** The journal's decision, if it holds a whole one, whatever else is in it. */
    static Optional<Response> decision(Map<String, Object> journal) {
        return object(journal, "decision")
                .filter(json -> json.get("success") instanceof Boolean
                        && json.get("physicalId") instanceof String
                        && json.get("reason") instanceof String)
                .map(JournalCodec::readDecision);
    }

    /** The addresses of that field which can be read, whatever else is in it. */
    static List<Ipv4> readable(Map<String, Object> json, String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream()
                        .flatMap(item -> Ipv4.parse(String.valueOf(item)).stream())
                        .toList()
                : List.of();
    }

    static Journal read(Map<String, Object> json) {
        Journal.Draft draft = new Journal.Draft();
        draft.passes = json.get("passes") instanceof Number number ? number.intValue() : 0;
        draft.operation = object(json, "operation")
                .map(value -> new StackOperation(
                        text(value, "status"), number(value, "changed").longValue()))
                .orElse(null);
        draft.mine = addresses(json, "mine");
        draft.freed = addresses(json, "freed");
        draft.tolerated = addresses(json, "tolerated");
        draft.chosen = list(json, "chosen");
        draft.avoided = addresses(json, "avoided");
        draft.choices = json.get("choices") instanceof Number number ? number.intValue() : 0;
        draft.before = scalar(json, "before", Function.identity());
        draft.intention = object(json, "intention").map(JournalCodec::intention).orElse(null);
        draft.called = object(json, "called")
                .map(value -> new Journal.Called(
                        intention(object(value, "intention").orElseThrow()), Instant.parse(text(value, "at"))))
                .orElse(null);
        draft.sighting = object(json, "sighting")
                .map(value -> new Journal.Sighting(text(value, "verdict"), Instant.parse(text(value, "since"))))
                .orElse(null);
        draft.aloneSince = scalar(json, "aloneSince", Instant::parse);
        draft.deniedSince = scalar(json, "deniedSince", Instant::parse);
        draft.refusal = object(json, "refusal").map(JournalCodec::refusal).orElse(null);
        draft.failure = scalar(json, "failure", Function.identity());
        draft.decision =
                object(json, "decision").map(JournalCodec::readDecision).orElse(null);
        object(json, "draining")
                .orElse(Map.of())
                .forEach((address, at) -> draft.draining.put(Ipv4.of(address), Instant.parse(String.valueOf(at))));
        draft.drained = addresses(json, "drained");
        draft.handedOn = Boolean.TRUE.equals(json.get("handedOn"));
        boolean unsaid = draft.handedOn && !json.containsKey("owed");
        draft.owed = unsaid ? answeredRecord(draft.decision) : addresses(json, "owed");
        draft.permitted = Boolean.TRUE.equals(json.get("permitted"));
        draft.crowded = Boolean.TRUE.equals(json.get("crowded"));
        draft.answered = isAnswered(json);
        return draft.journal();
    }

    private static Map<String, Object> intention(AddressChange intention) {
        return Map.of(
                "verb", intention.verb().name(),
                "addresses", texts(intention.addresses()),
                "drainSeconds", intention.drainSeconds());
    }

    private static AddressChange intention(Map<String, Object> json) {
        return new AddressChange(
                AddressChange.Verb.valueOf(text(json, "verb")),
                addresses(json, "addresses"),
                number(json, "drainSeconds").intValue());
    }

    /** Earlier handlers did not write what is owed, and released all that was in the record and in no other one. */
    private static SortedSet<Ipv4> answeredRecord(@Nullable Response decision) {
        return Optional.ofNullable(decision)
                .flatMap(answer -> AddressRecord.parse(answer.physicalId()))
                .map(AddressRecord::addresses)
                .<SortedSet<Ipv4>>map(TreeSet::new)
                .orElseGet(TreeSet::new);
    }

    private static Map<String, Object> refusal(Journal.RejectedCall refusal) {
        return Map.of(
                "intention", intention(refusal.intention()),
                "code", cut(refusal.code()),
                "message", cut(refusal.message()),
                "at", refusal.at().toString(),
                "sightings", refusal.sightings());
    }

    private static Journal.RejectedCall refusal(Map<String, Object> json) {
        return new Journal.RejectedCall(
                intention(object(json, "intention").orElseThrow()),
                text(json, "code"),
                text(json, "message"),
                Instant.parse(text(json, "at")),
                number(json, "sightings").intValue());
    }

    static Map<String, Object> decision(Response decision) {
        return Map.of(
                "success", decision.success(),
                "physicalId", decision.physicalId(),
                "reason", cut(decision.reason()),
                "data", decision.data());
    }

    private static Response readDecision(Map<String, Object> json) {
        Map<String, String> data = new TreeMap<>();
        object(json, "data").orElse(Map.of()).forEach((name, value) -> data.put(name, String.valueOf(value)));
        return new Response(
                Boolean.TRUE.equals(json.get("success")), text(json, "physicalId"), text(json, "reason"), data);
    }

    private static void addresses(Map<String, Object> json, String name, Collection<Ipv4> addresses) {
        if (!addresses.isEmpty()) {
            json.put(name, texts(addresses));
        }
    }

    private static List<String> texts(Collection<Ipv4> addresses) {
        return addresses.stream().map(Ipv4::toString).toList();
    }

    private static SortedSet<Ipv4> addresses(Map<String, Object> json, String name) {
        return new TreeSet<>(list(json, name));
    }

    private static List<Ipv4> list(Map<String, Object> json, String name) {
        List<Ipv4> addresses = new ArrayList<>();
        if (json.get(name) instanceof List<?> list) {
            list.forEach(item -> addresses.add(Ipv4.of(String.valueOf(item))));
        }
        return addresses;
    }

    private static <T> @Nullable T scalar(Map<String, Object> json, String name, Function<String, T> read) {
        return json.get(name) instanceof String text ? read.apply(text) : null;
    }

    /** One that was written in any case. */
    private static Number number(Map<String, Object> json, String name) {
        return (Number) Objects.requireNonNull(json.get(name), name);
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    }

    private static String text(Map<String, Object> json, String name) {
        return String.valueOf(json.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> object(Map<String, Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }
}

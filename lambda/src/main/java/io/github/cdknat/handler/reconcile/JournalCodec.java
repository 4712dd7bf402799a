package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal's format, and what of a journal can be read whatever else is in it.
 *
 * <p>The number of its format is in {@code v}; absent means 1. A field that older handlers may ignore, and newer ones may find absent,
 * makes no new format. In every format {@code v}, {@code responded} and {@code response} mean the same.
 */
final class JournalCodec {
    /** The newest format that is read, and the one that is written. */
    static final int NEWEST = 1;

    private static final String FORMAT = "v";
    private static final String ASSIGNED = "assigned";
    private static final String PENDING_CHANGE = "pendingChange";
    private static final String FAILURE_REASON = "failureReason";
    private static final String RESPONSE = "response";
    private static final String RESPONDED = "responded";
    private static final String ADDRESSES = "addresses";

    private JournalCodec() {}

    static Map<String, Object> write(Journal journal) {
        Map<String, Object> json = new LinkedHashMap<>(Map.of(FORMAT, NEWEST));
        fields(new Journal.Draft(journal), new JsonFields(json, true));
        return json;
    }

    static Journal read(Map<String, Object> json) {
        Journal.Draft draft = new Journal.Draft();
        fields(draft, new JsonFields(json, false));
        return draft.journal();
    }

    private static void fields(Journal.Draft draft, JsonFields json) {
        draft.passes = (int) json.number("passes", draft, it -> it.passes);
        draft.operation = json.object("operation", draft, it -> it.operation, JournalCodec::operation);
        draft.previousPhysicalId = json.optionalText("previousPhysicalId", draft, it -> it.previousPhysicalId);
        draft.ownedByStack = json.addresses("ownedByStack", draft, it -> it.ownedByStack);
        draft.assigned = json.addresses(ASSIGNED, draft, it -> it.assigned);
        draft.unassigned = json.addresses("unassigned", draft, it -> it.unassigned);
        draft.notUnassigned = json.addresses("notUnassigned", draft, it -> it.notUnassigned);
        draft.chosen = new ArrayList<>(json.order("chosen", draft, it -> it.chosen));
        draft.unavailable = json.addresses("unavailable", draft, it -> it.unavailable);
        draft.selectionAttempts = (int) json.number("selectionAttempts", draft, it -> it.selectionAttempts);
        draft.pendingChange = json.object(PENDING_CHANGE, draft, it -> it.pendingChange, JournalCodec::change);
        draft.lastCall = json.object("lastCall", draft, it -> it.lastCall, JournalCodec::lastCall);
        draft.rejectedCall = json.object("rejectedCall", draft, it -> it.rejectedCall, JournalCodec::rejectedCall);
        draft.permissionChecked = json.flag("permissionChecked", draft, it -> it.permissionChecked);
        draft.throttled = json.flag("throttled", draft, it -> it.throttled);
        draft.since = json.times("since", draft, it -> it.since, Journal.Fact::of);
        draft.draining = json.times("draining", draft, it -> it.draining, Ipv4::parse);
        draft.drained = json.addresses("drained", draft, it -> it.drained);
        draft.failureReason = json.optionalText(FAILURE_REASON, draft, it -> it.failureReason);
        draft.response = json.object(RESPONSE, draft, it -> it.response, JournalCodec::response);
        draft.responded = json.flag(RESPONDED, draft, it -> it.responded);
        draft.deferred = json.flag("deferred", draft, it -> it.deferred);
        draft.toRelease = json.addresses("toRelease", draft, it -> it.toRelease);
    }

    private static StackOperation operation(@Nullable StackOperation value, JsonFields json) {
        return new StackOperation(
                json.text("status", value, StackOperation::status),
                json.number("changed", value, StackOperation::changed));
    }

    private static AddressChange change(@Nullable AddressChange value, JsonFields json) {
        return new AddressChange(
                AddressChange.Verb.valueOf(
                        json.text("verb", value, it -> it.verb().name())),
                json.addresses(ADDRESSES, value, AddressChange::addresses),
                (int) json.number("drainSeconds", value, AddressChange::drainSeconds));
    }

    private static Journal.LastCall lastCall(Journal.@Nullable LastCall value, JsonFields json) {
        AddressChange change = json.object("change", value, Journal.LastCall::change, JournalCodec::change);
        return new Journal.LastCall(
                JsonFields.required("change", change), json.time("at", value, Journal.LastCall::at));
    }

    private static Journal.RejectedCall rejectedCall(Journal.@Nullable RejectedCall value, JsonFields json) {
        AddressChange change = json.object("change", value, Journal.RejectedCall::change, JournalCodec::change);
        return new Journal.RejectedCall(
                JsonFields.required("change", change),
                json.text("code", value, Journal.RejectedCall::code),
                json.text("message", value, Journal.RejectedCall::message),
                json.time("at", value, Journal.RejectedCall::at));
    }

    private static Response response(@Nullable Response value, JsonFields json) {
        return new Response(
                json.flag("success", value, Response::success),
                json.text("physicalId", value, Response::physicalId),
                json.text("reason", value, Response::reason),
                json.texts("data", value, Response::data));
    }

    /** The journal's format, if only a newer handler can read it: it must be left as it is. */
    static Optional<String> newerFormat(Map<String, Object> json) {
        return Optional.ofNullable(json.get(FORMAT))
                .map(String::valueOf)
                .filter(number -> !number.matches("[0-9]{1,9}") || Integer.parseInt(number) > NEWEST);
    }

    /** Whether the journal says that CloudFormation has the answer. */
    static boolean isResponded(Map<String, Object> json) {
        return Boolean.TRUE.equals(json.get(RESPONDED));
    }

    /** The journal's answer, if it holds a whole one. */
    static Optional<Response> response(Map<String, Object> json) {
        Map<String, Object> response = Invocation.object(json.get(RESPONSE));
        return response.get("physicalId") instanceof String && response.get("reason") instanceof String
                ? Optional.of(response(null, new JsonFields(response, false)))
                : Optional.empty();
    }

    /** The journal after CloudFormation has got this answer, its other fields as they are. */
    static Map<String, Object> responded(Map<String, Object> json, Response response) {
        Map<String, Object> responded = new LinkedHashMap<>(json);
        JsonFields fields = new JsonFields(responded, true);
        fields.object(RESPONSE, response, it -> it, JournalCodec::response);
        if (!response.success() && !json.containsKey(FAILURE_REASON)) {
            fields.text(FAILURE_REASON, response, Response::reason);
        }
        responded.put(RESPONDED, true);
        return responded;
    }

    /** The addresses that the request assigned, or may have. */
    static List<Ipv4> assigned(Map<String, Object> json) {
        List<Ipv4> assigned = new ArrayList<>(readable(json.get(ASSIGNED)));
        Map<String, Object> pending = Invocation.object(json.get(PENDING_CHANGE));
        if ("ASSIGN".equals(pending.get("verb")) && Boolean.TRUE.equals(json.get("mayHaveRun"))) {
            assigned.addAll(readable(pending.get(ADDRESSES)));
        }
        return assigned.stream().distinct().sorted().toList();
    }

    private static List<Ipv4> readable(@Nullable Object addresses) {
        return addresses instanceof List<?> list
                ? list.stream()
                        .flatMap(item -> Ipv4.parse(String.valueOf(item)).stream())
                        .toList()
                : List.of();
    }
}

package io.github.cdknat.emulator.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** What shall go wrong with which calls: the next matching ones, or by chance. Off by default. */
public final class FaultInjector {
    /** A way for a call to go wrong. */
    public enum Kind {
        /** The request never arrives; the caller gets no answer. */
        LOST_REQUEST,
        /** The call takes effect; the caller gets no answer. */
        LOST_REPLY,
        /** 503 before anything happened. */
        UNAVAILABLE,
        /** 500 after the call took effect. */
        INTERNAL_ERROR_AFTER_EFFECT,
        /** RequestLimitExceeded. */
        THROTTLED,
        /** The calling process dies before the request is sent. */
        CALLER_DIES_BEFORE,
        /** The calling process dies when the call has taken effect. */
        CALLER_DIES_AFTER
    }

    private record Rule(Predicate<ApiCall> matches, Kind kind) {}

    private final List<Rule> next = new ArrayList<>();
    private final List<Rule> lasting = new ArrayList<>();
    private Function<ApiCall, Optional<Kind>> faults = call -> Optional.empty();

    /** The next call that matches goes wrong like this. */
    public void next(Predicate<ApiCall> matches, Kind kind) {
        next.add(new Rule(matches, kind));
    }

    /** The next call of that action goes wrong like this. */
    public void next(String action, Kind kind) {
        next(call -> call.action().equals(action), kind);
    }

    /** For as long as that holds, every call that matches goes wrong like this. */
    public void during(BooleanSupplier on, Predicate<ApiCall> matches, Kind kind) {
        lasting.add(new Rule(call -> matches.test(call) && on.getAsBoolean(), kind));
    }

    /** Asks this for every call that no rule matches. */
    public void byChance(Function<ApiCall, Optional<Kind>> faults) {
        this.faults = faults;
    }

    /** Takes the fault for this call, if there is one. */
    public Optional<Kind> take(ApiCall call) {
        for (Iterator<Rule> rules = next.iterator(); rules.hasNext(); ) {
            Rule rule = rules.next();
            if (rule.matches().test(call)) {
                rules.remove();
                return Optional.of(rule.kind());
            }
        }
        return lasting.stream()
                .filter(rule -> rule.matches().test(call))
                .findFirst()
                .map(Rule::kind)
                .or(() -> faults.apply(call));
    }
}

package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import java.time.Instant;

/** What EC2's reply to a mutating call does to the journal. */
final class CallOutcomes {
    private static final int SOON = 2;
    private static final int LATER = 5;

    private CallOutcomes() {}

    /** The journal when the call was accepted, or may have been. */
    static Journal mayHaveTakenEffect(Journal journal, AddressChange intention, Instant now) {
        return journal.with(draft -> {
            if (intention.assigns()) {
                draft.mine.addAll(intention.addresses());
                draft.drained.removeAll(intention.addresses());
            } else if (journal.failure().isEmpty()) {
                draft.freed.addAll(intention.addresses());
            }
            draft.called = new Journal.Called(intention, now);
            draft.refusal = null;
            draft.sighting = null;
        });
    }

    /** The next step after a call that was made on its intention; denials and throttling are the caller's matter. */
    static NextState after(Reply<Boolean> reply, Journal journal, AddressChange intention, Instant now) {
        if (reply instanceof Reply.Answer<Boolean>) {
            Journal taken = mayHaveTakenEffect(journal, intention, now);
            return NextState.pause(done(intention.assigns() ? taken : draining(taken, intention, now)), SOON);
        }
        if (reply instanceof Reply.OutcomeUnknown<Boolean>) {
            return NextState.pause(done(mayHaveTakenEffect(journal, intention, now)), LATER);
        }
        Reply.Rejected<Boolean> refusal = (Reply.Rejected<Boolean>) reply;
        return switch (refusal.kind()) {
            case BUSY, THROTTLED, NOT_FOUND, DENIED -> NextState.pause(journal, LATER);
            case FINAL -> NextState.pause(refused(journal, intention, refusal, now), LATER);
        };
    }

    /** Nothing cancels a drain that EC2 has accepted, whatever the next look shows: an old view, or what was assigned since. */
    private static Journal draining(Journal journal, AddressChange unassign, Instant now) {
        return journal.with(draft -> unassign.addresses().forEach(address -> draft.draining.putIfAbsent(address, now)));
    }

    static Journal denied(Journal journal, Instant now) {
        return journal.deniedSince().isPresent() ? journal : journal.with(draft -> draft.deniedSince = now);
    }

    static boolean isDenied(Reply<?> reply) {
        return reply instanceof Reply.Rejected<?> refusal && refusal.kind() == ErrorKind.DENIED;
    }

    static boolean isThrottled(Reply<?> reply) {
        return reply instanceof Reply.Rejected<?> refusal && refusal.kind() == ErrorKind.THROTTLED;
    }

    private static Journal refused(
            Journal journal, AddressChange intention, Reply.Rejected<Boolean> refusal, Instant now) {
        return journal.with(draft -> {
            draft.intention = null;
            draft.refusal = new Journal.RejectedCall(intention, refusal.code(), refusal.message(), now, 0);
        });
    }

    private static Journal done(Journal journal) {
        return journal.with(draft -> {
            draft.intention = null;
            draft.refusal = null;
            draft.deniedSince = null;
        });
    }
}

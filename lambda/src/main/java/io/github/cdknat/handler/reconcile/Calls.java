package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.aws.Refused;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.plan.Intention;
import io.github.cdknat.handler.plan.Journal;
import java.time.Instant;

/** What EC2's reply to a mutating call does to the journal. */
final class Calls {
    private static final int SOON = 2;
    private static final int LATER = 5;

    private Calls() {}

    /** The journal when the call was accepted, or may have been. */
    static Journal mayHaveTakenEffect(Journal journal, Intention intention, Instant now) {
        return journal.with(draft -> {
            if (intention.assigns()) {
                draft.mine.addAll(intention.addresses());
                draft.drained.removeAll(intention.addresses());
            } else if (journal.failure().isEmpty()) {
                draft.freed.addAll(intention.addresses());
            }
            draft.called = new Journal.Called(intention, now);
            draft.sighting = null;
        });
    }

    /** The next step after a call that was made on its intention; denials and throttling are the caller's matter. */
    static Next after(Reply<Boolean> reply, Journal journal, Intention intention, Instant now) {
        if (reply instanceof Reply.Answer<Boolean>) {
            Journal taken = mayHaveTakenEffect(journal, intention, now);
            return Next.pause(done(intention.assigns() ? taken : draining(taken, intention, now)), SOON);
        }
        if (reply instanceof Reply.Unknown<Boolean>) {
            return Next.pause(done(mayHaveTakenEffect(journal, intention, now)), LATER);
        }
        Reply.Refusal<Boolean> refusal = (Reply.Refusal<Boolean>) reply;
        return switch (refusal.kind()) {
            case BUSY, THROTTLED, NOT_FOUND, DENIED -> Next.pause(journal, LATER);
            case FINAL -> Next.pause(refused(journal, intention, refusal, now), LATER);
        };
    }

    /** Nothing cancels a drain that EC2 has accepted, whatever the next look shows: an old view, or what was assigned since. */
    private static Journal draining(Journal journal, Intention unassign, Instant now) {
        return journal.with(draft -> unassign.addresses().forEach(address -> draft.draining.putIfAbsent(address, now)));
    }

    static Journal denied(Journal journal, Instant now) {
        return journal.deniedSince().isPresent() ? journal : journal.with(draft -> draft.deniedSince = now);
    }

    static boolean isDenied(Reply<?> reply) {
        return reply instanceof Reply.Refusal<?> refusal && refusal.kind() == Refused.DENIED;
    }

    static boolean isThrottled(Reply<?> reply) {
        return reply instanceof Reply.Refusal<?> refusal && refusal.kind() == Refused.THROTTLED;
    }

    private static Journal refused(Journal journal, Intention intention, Reply.Refusal<Boolean> refusal, Instant now) {
        return journal.with(draft -> {
            draft.intention = null;
            draft.refusal = new Journal.Refusal(intention, refusal.code(), refusal.message(), now, 0);
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

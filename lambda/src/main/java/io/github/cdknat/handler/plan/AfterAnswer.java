package io.github.cdknat.handler.plan;

import java.time.Duration;
import java.util.Optional;

/** What an execution does when CloudFormation has its answer: confirm the record, or finish undoing. */
record AfterAnswer(Request.Hold hold, Journal journal, Observation seen) {
    private static final String TOO_LATE = "too late";

    Plan plan() {
        Decision decision = journal.decision().orElseThrow();
        if (journal.failure().isPresent()) {
            return new UndoPlan(hold, journal, seen).plan();
        }
        return decision.success()
                ? confirm(decision)
                : Plan.end(journal, false, "CloudFormation took the answer, and nothing was done");
    }

    private Plan confirm(Decision decision) {
        Optional<Book.Entry> entry = seen.book().entry(hold.logicalId());
        if (entry.filter(found -> found.physicalId().equals(decision.physicalId()))
                .isPresent()) {
            return Plan.end(journal, true, "CloudFormation's record is the answered one");
        }
        Operation own = journal.operation().orElseThrow();
        if (!seen.operation().isBefore(own) && !seen.operation().sameAs(own)) {
            return answeredTooLate();
        }
        if (seen.now().isAfter(Planner.endOfAfterlife(hold, Planner.start(seen)))) {
            return Plan.end(journal, true, "CloudFormation never showed the answered record");
        }
        return Plan.pause(journal, pause(), "waiting for CloudFormation to show the answered record");
    }

    private Plan answeredTooLate() {
        Journal agreed = journal.saw(TOO_LATE, seen.now());
        long wait = Patience.untilAgreed(agreed.agreed(TOO_LATE, seen.now()));
        if (wait > 0) {
            return Plan.pause(agreed, wait, "the answer seems to have come too late; looking once more");
        }
        Journal undoing = agreed.with(draft -> draft.failure = "the answer came too late: the stack is "
                + seen.operation().status() + " and the record is another one");
        return new UndoPlan(hold, undoing, seen).plan();
    }

    private long pause() {
        long elapsed = Duration.between(Planner.start(seen), seen.now()).toSeconds();
        return Math.min(30, 2 + elapsed / 10);
    }
}

package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import java.util.function.Function;

/** Acts only if two looks, far enough apart, come to the same verdict. */
final class VerdictOfTwoLooks {
    private VerdictOfTwoLooks() {}

    /** The plan that follows once two looks agree, made with what the journal knows then; until then, another look. */
    static Plan on(String verdict, String why, Journal journal, Observation seen, Function<Journal, Plan> then) {
        Journal agreed = journal.saw(verdict, seen.now());
        long wait = PollInterval.untilAgreed(agreed.agreed(verdict, seen.now()));
        return wait > 0 ? Plan.pause(agreed, wait, why + "; looking once more") : then.apply(agreed);
    }
}

package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;

/**
 * The next step and the journal that goes with it.
 *
 * @param why one clause for the log: what was seen that led here
 */
public record Plan(Journal journal, Step step, String why) {
    /** What can come next; as text, what the log's "step" says. */
    public sealed interface Step {
        /** Look again after that many seconds. */
        record Wait(int seconds) implements Step {
            @Override
            public String toString() {
                return "wait " + seconds + " s";
            }
        }

        /** Call EC2, if the journal already says so; else say so first. */
        record Call(AddressChange change) implements Step {
            @Override
            public String toString() {
                return change.toString();
            }
        }

        /** Respond CloudFormation with the journal's decision. */
        record Respond() implements Step {
            @Override
            public String toString() {
                return "answer";
            }
        }

        /** Nothing is left to do: the execution ends. */
        record Finish(boolean success) implements Step {
            @Override
            public String toString() {
                return success ? "end" : "end as failed";
            }
        }
    }

    public static Plan pause(Journal journal, long seconds, String why) {
        return new Plan(journal, new Step.Wait((int) Math.max(1, seconds)), why);
    }

    public static Plan call(Journal journal, AddressChange change, String why) {
        return new Plan(journal, new Step.Call(change), why);
    }

    public static Plan decide(Journal journal, Response decision, String why) {
        return new Plan(journal.with(draft -> draft.response = decision), new Step.Respond(), why);
    }

    public static Plan end(Journal journal, boolean success, String why) {
        return new Plan(journal, new Step.Finish(success), why);
    }
}

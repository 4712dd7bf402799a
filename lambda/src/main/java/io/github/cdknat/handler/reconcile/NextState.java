package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.model.Journal;
import java.util.Map;

/** What a call of the Converge function returns: the journal and the state machine's next state. */
record NextState(Journal journal, String state, int seconds) {
    static NextState again(Journal journal) {
        return new NextState(journal, "AGAIN", 0);
    }

    static NextState pause(Journal journal, int seconds) {
        return new NextState(journal, "WAIT", seconds);
    }

    static NextState respond(Journal journal) {
        return new NextState(journal, "RESPOND", 0);
    }

    static NextState end(Journal journal, boolean success) {
        return new NextState(journal, success ? "SUCCEEDED" : "FAILED", 0);
    }

    /**
     * The same, but slower if the execution has made many passes. "Maximum execution history size: 25,000 events" (Step
     * Functions quotas), at most 15 a pass; an execution that reaches it ends without an answer.
     */
    NextState paced() {
        int least = journal.passes() < 300 ? 0 : journal.passes() < 900 ? 5 : 20;
        boolean comesAgain = state.equals("AGAIN") || state.equals("WAIT");
        return comesAgain && seconds < least ? pause(journal, least) : this;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = JournalCodec.write(journal.with(draft -> draft.passes++));
        json.put("next", state);
        if (state.equals("WAIT")) {
            json.put("wait", seconds);
        }
        return json;
    }
}

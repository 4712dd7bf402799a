package io.github.cdknat.handler.reconcile;

import io.github.cdknat.handler.plan.Journal;
import java.util.Map;

/** What a call of the Converge function returns: the journal and the state machine's next state. */
record Next(Journal journal, String state, int seconds) {
    static Next again(Journal journal) {
        return new Next(journal, "AGAIN", 0);
    }

    static Next pause(Journal journal, int seconds) {
        return new Next(journal, "WAIT", seconds);
    }

    static Next respond(Journal journal) {
        return new Next(journal, "RESPOND", 0);
    }

    static Next end(Journal journal, boolean success) {
        return new Next(journal, success ? "SUCCEEDED" : "FAILED", 0);
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

package io.github.cdknat.rehearsal.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What is going on while time passes: "01:42  10.0.1.20 drains  [######..........]  127 of 350 s". */
final class ProgressLine {
    private static final int BAR = 24;

    private ProgressLine() {}

    /**
     * Writes it.
     *
     * @param drainSeconds how long the drain under way is at most, if that is known
     */
    static String of(String clock, Instant now, Optional<GatewayPoller.Change> change, OptionalInt drainSeconds) {
        if (change.isEmpty()) {
            return "  " + clock + "  ...";
        }
        long elapsed = Duration.between(change.get().since(), now).toSeconds();
        String addresses = AddressRanges.of(change.get().addresses());
        if (!change.get().drains() || drainSeconds.isEmpty()) {
            return "  " + clock + "  " + addresses + (change.get().drains() ? " drains" : " assigning") + "  " + elapsed
                    + " s";
        }
        int most = drainSeconds.getAsInt();
        int filled = (int) Math.min(BAR, BAR * elapsed / most);
        return "  " + clock + "  " + addresses + " drains  [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]  "
                + elapsed + " of " + most + " s";
    }
}

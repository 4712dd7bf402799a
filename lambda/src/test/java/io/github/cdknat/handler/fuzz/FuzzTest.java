package io.github.cdknat.handler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** A small campaign, always the same one; CONTRIBUTING.md has the command for larger ones. */
class FuzzTest {
    private static final long SEED = 1;
    private static final long INPUTS = 20_000;

    @Test
    void noInputGoesUnansweredSucceedsByAccidentOrNeverEnds() {
        FuzzRunner campaign = quietly(() -> FuzzRunner.run(SEED, 0, INPUTS));
        assertThat(campaign.complaints()).isEmpty();
        String expected =
                "events: nobody to answer, events: once more, please, events: refused, events: started, executions:"
                        + " FAILED, executions: SUCCESS, journals: FAILED, journals: SUCCESS, replies: answer, replies: rejected,"
                        + " replies: outcomeunknown";
        assertThat(campaign.outcomes().keySet()).contains(expected.split(", (?!please)"));
    }

    /** The JDK's XML parser prints a line for each text that is not UTF-8. */
    static <T> T quietly(java.util.function.Supplier<T> run) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return run.get();
        } finally {
            System.setErr(before);
        }
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An upgrade or its rollback replaces the functions' code while executions wait: what one release has begun, another one ends, wherever
 * the code is replaced.
 */
class UpgradeTest {
    /** Only after every so many-th pass; -Dreleases.stride=1 is everywhere, and takes a minute. */
    private static final int STRIDE = Integer.getInteger("releases.stride", 11);

    static Stream<String> scenarios() {
        return Stream.of(
                "create, replace one, delete",
                "an update cancelled while it waits undoes itself",
                "a swap at the limit that rolls back restores the old addresses",
                "a deployment that rolls back drains nothing that served",
                "a lost reply to an assign is looked up, not repeated");
    }

    static Stream<Path> definitions() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "..", "lambda", "src", "test", "resources", "formats"))) {
            return files.filter(file -> file.endsWith("state-machine.json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anUpgradeInMidFlightChangesNothing(String title) {
        switchingAnywhere(title, HandlerRelease.FIRST, HandlerRelease.THIS);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void neitherDoesTheRollbackOfAnUpgrade(String title) {
        switchingAnywhere(title, HandlerRelease.NEXT, HandlerRelease.THIS);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void norDoReleasesThatTakeTurns(String title) {
        assertThat(tell(title, pass -> HandlerRelease.values()[pass % 3]))
                .isEqualTo(tell(title, pass -> HandlerRelease.THIS));
    }

    /** A running execution keeps the definition with which it began, and a rolled back one may come back. */
    @ParameterizedTest
    @MethodSource("definitions")
    void everyDefinitionThatWasReleasedRunsThisHandler(Path definition) throws IOException {
        String text = Files.readString(definition);
        Scenario.inProcess(
                s -> ScenarioCatalog.of("create, replace one, delete").accept(s.definedAs(text)));
    }

    /** Its first pass was made by a release that this one does not know: the execution ends at once. */
    @Test
    void whatOnlyANewerReleaseCanReadIsAnsweredAndLeftAlone() {
        Scenario.inProcess(s -> {
            HandlerRelease.run(s.aws, pass -> pass == 0 ? HandlerRelease.NEXT_FORMAT : HandlerRelease.THIS);
            assertThat(s.deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
            assertThat(s.answers().get(0))
                    .isEqualTo(
                            "FAILED refused/none: Cannot finish the request for Addresses02DFC07F: its journal has format 2"
                                    + " (this handler reads formats up to 1; a newer release began the request, and the functions were"
                                    + " set back meanwhile); nothing more was changed: look at the execution in Step Functions for what"
                                    + " it had assigned, and deploy the newer release again or unassign that.");
            assertThat(s.changes()).isEmpty();
            s.holds();
        });
    }

    private static void switchingAnywhere(String title, HandlerRelease from, HandlerRelease to) {
        ScenarioOutcome undisturbed = tell(title, pass -> to);
        int passes = passes(title);
        assertThat(passes).isBetween(5, 500);
        for (int n = 1; n <= passes; n += STRIDE) {
            int last = n;
            assertThat(tell(title, pass -> pass < last ? from : to))
                    .as("the code is replaced after pass %d of %d", n, passes)
                    .isEqualTo(undisturbed);
        }
    }

    private static int passes(String title) {
        int[] passes = {0};
        tell(title, pass -> {
            passes[0]++;
            return HandlerRelease.THIS;
        });
        return passes[0];
    }

    private static ScenarioOutcome tell(String title, IntFunction<HandlerRelease> byPass) {
        return ScenarioOutcome.of(title, aws -> HandlerRelease.run(aws, byPass));
    }
}

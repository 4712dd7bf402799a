package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.rehearsal.text.CapturedTerminal;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The steps, on a clock that stands still while nothing happens. */
class DemoTest {
    private static final int WIDE = 400;

    @Test
    void everyStepGoesAsPromised() {
        CapturedTerminal shown = CapturedTerminal.plain(80);
        assertThat(run(shown, DemoScript.all())).isZero();
        assertThat(shown.lastLine()).isEqualTo("Every step went as promised.");
        assertThat(shown.text().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest(name = "({0})")
    @CsvFileSource(resources = "broken-steps.csv", delimiter = '|', numLinesToSkip = 1)
    void failsWhenAStepIsBrokenAndSaysHow(char letter, String what, String sentence) {
        List<DemoStep> steps = new ArrayList<>();
        for (DemoStep step : DemoScript.all()) {
            if (step.letter() == letter) {
                steps.add(new DemoStep(letter, step.title(), action(what).andThen(step.actions())));
                break;
            }
            steps.add(step);
        }
        CapturedTerminal shown = CapturedTerminal.plain(WIDE);
        assertThat(run(shown, steps)).isEqualTo(1);
        assertThat(shown.lastLine()).isEqualTo("Step (" + letter + ") is broken: " + sentence);
    }

    private static int run(CapturedTerminal shown, List<DemoStep> steps) {
        try (EmbeddedAws aws = InProcessAws.start(7)) {
            return new DemoRunner(aws, shown.terminal).run(steps);
        }
    }

    private static Consumer<DemoContext> action(String what) {
        String[] words = what.split(" ");
        return context -> {
            switch (words[0]) {
                case "fail" -> context.aws.cloudFormation().failNext("Example", words[1], Duration.ofSeconds(1), "no");
                case "double" -> context.aws.ec2().options().drain = full -> full.multipliedBy(2);
                case "occupy" -> context.aws.ec2().occupy(context.gatewayId, words[1]);
                case "unassign" -> context.aws.ec2().gateways().unassignOutOfBand(context.gatewayId, words[1], 60);
                default -> throw new IllegalArgumentException(what);
            }
        };
    }
}

package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.rehearsal.text.CapturedTerminal;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** An action before a step, and the sentence that the command then ends with. */
    static Stream<Arguments> sabotages() {
        return Stream.of(
                sabotage(
                        'a',
                        context -> context.aws()
                                .cloudFormation()
                                .failNext("Example", "Partner", Duration.ofSeconds(1), "no"),
                        "the stack is created. Expected: CREATE_COMPLETE. Found: ROLLBACK_COMPLETE."),
                sabotage('b', drain("10.0.1.20"), "both serve. Expected: 10.0.1.20-21. Found: 10.0.1.21."),
                sabotage(
                        'c',
                        context -> context.aws().ec2().options().drain = full -> full.multipliedBy(2),
                        "describe calls during the drain of 350 s. Expected: 20 or fewer. Found: 56."),
                sabotage(
                        'd',
                        drain("10.0.1.21"),
                        "only what the deployment itself assigned is unassigned. Expected: assign 10.0.1.23; "
                                + "unassign 10.0.1.23. Found: assign 10.0.1.23; assign 10.0.1.21; unassign 10.0.1.23."),
                sabotage(
                        'e',
                        drain("10.0.1.21"),
                        "what the update assigned is unassigned. Expected: assign 10.0.1.24; unassign 10.0.1.24. "
                                + "Found: nothing."),
                sabotage(
                        'f',
                        drain("10.0.1.21"),
                        "one drain makes room, early because there is no other way, and one call fills it. "
                                + "Expected: assign 10.0.1.27; unassign 10.0.1.21-27; assign 10.0.1.31-37. Found: assign "
                                + "10.0.1.21, 10.0.1.27; unassign 10.0.1.21-27; assign 10.0.1.31-37."),
                sabotage(
                        'g',
                        drain("10.0.1.31"),
                        "no call changes the gateway. Expected: nothing. Found: assign 10.0.1.31."),
                sabotage(
                        'h',
                        drain("10.0.1.31"),
                        "the first stack changes its own addresses only. Expected: unassign 10.0.1.33-37; assign "
                                + "10.0.1.33; unassign 10.0.1.31. Found: assign 10.0.1.31; unassign 10.0.1.33-37; assign "
                                + "10.0.1.33; unassign 10.0.1.31."),
                sabotage(
                        'i',
                        drain("10.0.1.33"),
                        "no call names the hand-made address. Expected: assign 10.0.1.34; unassign 10.0.1.32. "
                                + "Found: assign 10.0.1.33-34; unassign 10.0.1.32."),
                sabotage(
                        'j',
                        drain("10.0.1.34"),
                        "the lost reply is looked up, not asked for again; the throttled call is made again. "
                                + "Expected: assign 10.0.1.35, no reply; unassign 10.0.1.33, RequestLimitExceeded; "
                                + "unassign 10.0.1.33, RequestLimitExceeded; unassign 10.0.1.33. Found: assign "
                                + "10.0.1.34-35, no reply; unassign 10.0.1.33, RequestLimitExceeded; unassign 10.0.1.33, "
                                + "RequestLimitExceeded; unassign 10.0.1.33."),
                sabotage(
                        'k',
                        drain("10.0.1.50"),
                        "what they declared has drained. Expected: 10.0.1.34-35, 10.0.1.42-43. Found: "
                                + "10.0.1.34-35, 10.0.1.42-43, 10.0.1.50."),
                sabotage(
                        'l',
                        take("10.0.1.254"),
                        "the handler chooses from the top of the subnet, and one call assigns all three. "
                                + "Expected: assign 10.0.1.252-254. Found: assign 10.0.1.251-253."),
                sabotage(
                        'm',
                        drain("10.0.1.254"),
                        "what is there stays, and two more are chosen. Expected: assign 10.0.1.250-251. Found: "
                                + "assign 10.0.1.250-251, 10.0.1.254."),
                sabotage(
                        'n',
                        drain("10.0.1.254"),
                        "the last chosen ones go, in one drain. Expected: unassign 10.0.1.250-252. Found: assign "
                                + "10.0.1.254; unassign 10.0.1.250-252."),
                sabotage(
                        'o',
                        take("10.0.1.66"),
                        "the lowest free addresses of the pool are assigned, then those outside it go. Expected: "
                                + "assign 10.0.1.64, 10.0.1.66-67; unassign 10.0.1.253-254. Found: assign 10.0.1.64, "
                                + "10.0.1.67-68; unassign 10.0.1.253-254."),
                sabotage(
                        'p',
                        drain("10.0.1.66"),
                        "what is in both stays; only the difference changes. Expected: assign 10.0.1.80; "
                                + "unassign 10.0.1.64. Found: assign 10.0.1.66, 10.0.1.80; unassign 10.0.1.64."),
                sabotage('q', drain("10.0.1.50"), "all that was chosen is gone. Expected: 10.0.1.50. Found: none."));
    }

    @ParameterizedTest(name = "({0})")
    @MethodSource("sabotages")
    void failsWhenAStepIsBrokenAndSaysHow(char letter, Consumer<DemoContext> action, String sentence) {
        List<DemoStep> steps = new ArrayList<>();
        for (DemoStep step : DemoScript.all()) {
            if (step.letter() == letter) {
                steps.add(new DemoStep(letter, step.title(), action.andThen(step.actions())));
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

    private static Arguments sabotage(char letter, Consumer<DemoContext> action, String sentence) {
        return Arguments.of(letter, action, sentence);
    }

    /** An instance has an address of the subnet. */
    private static Consumer<DemoContext> take(String address) {
        return context -> context.aws().ec2().occupy(context.gatewayId(), address);
    }

    /** Somebody unassigns an address by hand. */
    private static Consumer<DemoContext> drain(String address) {
        return context -> context.aws().ec2().gateways().unassignOutOfBand(context.gatewayId(), address, 60);
    }
}

package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import java.time.Duration;

/**
 * Takes the example stack through its whole life on the emulated AWS: the synthesized templates, the packaged handler jar in
 * JVMs of its own under AWS's runtime interface client, the AWS SDK over HTTP. The exit status is 0 if every act went as it
 * promises, 1 if one did not, and 2 if the command was asked for something that it cannot do.
 *
 * <p>The system property {@value #SCALE_PROPERTY} says how many times faster than the wall's clock time passes; 100 if it is
 * not set.
 */
public final class Demo {
    static final String SCALE_PROPERTY = "rehearsal.scale";
    private static final String USUAL_SCALE = "100";
    private static final long SEED = 7;

    private Demo() {}

    public static void main(String[] arguments) {
        System.exit(run());
    }

    private static int run() {
        long began = System.nanoTime();
        Screen screen = new TerminalProbe(System.getenv()).screen(System.out);
        int scale;
        try {
            scale = scale(System.getProperty(SCALE_PROPERTY, USUAL_SCALE));
        } catch (IllegalArgumentException e) {
            screen.print("", Paint.BAD, e.getMessage());
            return 2;
        }
        TimeScaledClock pace = new TimeScaledClock(scale, new TimeScaledClock.RealWall());
        try (EmbeddedAws aws = EmbeddedAws.packaged(pace, SEED, JvmFunctionHost.currentJdk())) {
            DemoRunner programme = new DemoRunner(aws, screen);
            pace.whilePassing(programme::glance);
            introduce(screen, scale, programme.context().gatewayId());
            int status = programme.play(DemoScript.all());
            Duration virtual =
                    Duration.between(EmbeddedAws.START, aws.account().clock().now());
            Duration wall = Duration.ofNanos(System.nanoTime() - began);
            screen.print(
                    "",
                    Paint.ASIDE,
                    SummaryTable.text(virtual) + " of virtual time in " + wall.toSeconds() + " s on this machine.");
            return status;
        }
    }

    /**
     * Reads the scale.
     *
     * @throws IllegalArgumentException if it is not a whole number from 1 to 100,000
     */
    static int scale(String text) {
        if (!text.matches("[1-9][0-9]{0,4}|100000")) {
            throw new IllegalArgumentException("Invalid " + SCALE_PROPERTY + ": " + text
                    + " (how many times faster than the wall's clock: a whole number from 1 to 100000)");
        }
        return Integer.parseInt(text);
    }

    private static void introduce(Screen screen, int scale, String gatewayId) {
        screen.print(
                "", Paint.TITLE, "Rehearsal: the example stack's whole life, " + scale + " times as fast as real time");
        screen.blank();
        screen.print(
                "  real      ",
                Paint.PLAIN,
                "the synthesized templates; the packaged handler in JVMs of its own (Java "
                        + Runtime.version().feature()
                        + ") under AWS's runtime interface client; the AWS SDK over HTTP; the state machine");
        screen.print("  embedded  ", Paint.PLAIN, "EC2, CloudFormation, IAM, Lambda, Step Functions");
        screen.print(
                "  gateway   ",
                Paint.PLAIN,
                gatewayId + ", primary address 10.0.1.4; it is somebody else's, and EC2 allows it 8 addresses");
    }
}

package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cdk-nat demo}: its exit status is 1 if a step did not go as it promises. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the example stack from create to delete on an AWS on this machine, step by step.",
            "",
            "The synthesized templates, the packaged handler in JVMs of its own under AWS's runtime interface client, the AWS",
            "SDK over HTTP. Each step says what it promises; the command fails if a promise is broken."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 7;

    private final Terminal terminal;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "${sys:demo.scale:-100}",
            description =
                    "How many times faster than the wall's clock time passes; ${DEFAULT-VALUE} if it is left out.")
    private String scale;

    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        TimeScaledClock clock = TimeScaledClock.real(parsed(scale));
        try (EmbeddedAws aws = EmbeddedAws.packaged(clock, SEED, JvmFunctionHost.currentJdk())) {
            DemoRunner runner = new DemoRunner(aws, terminal);
            introduce(runner.context().gatewayId);
            int status = runner.run(DemoScript.all());
            Duration virtual =
                    Duration.between(EmbeddedAws.START, aws.account().clock().now());
            Duration wall = Duration.ofNanos(System.nanoTime() - began);
            terminal.print(
                    "",
                    Tone.ASIDE,
                    virtual.toMinutes() + " minutes of virtual time in " + wall.toSeconds() + " s on this machine.");
            return status;
        }
    }

    private static int parsed(String scale) {
        if (!scale.matches("[1-9][0-9]{0,4}|100000")) {
            throw new BadInputException("Invalid --scale: \"" + scale
                    + "\" (how many times faster than the wall's clock, a whole number from 1 to 100000); correct it.");
        }
        return Integer.parseInt(scale);
    }

    private void introduce(String gatewayId) {
        terminal.print(
                "",
                Tone.TITLE,
                "Demo: the example stack from create to delete, " + scale + " times as fast as real time");
        terminal.blank();
        terminal.print(
                "  gateway   ",
                Tone.PLAIN,
                gatewayId + ", primary address 10.0.1.4; it is somebody else's, and EC2 allows it 8 addresses");
    }
}

package io.github.cdknat.rehearsal.command;

import io.github.cdknat.emulator.ServedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.rehearsal.demo.Timeline;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cdk-nat emulate}: until it is interrupted. */
@Command(
        name = "emulate",
        mixinStandardHelpOptions = true,
        description = {
            "An AWS on this machine, to which the CDK CLI deploys.",
            "",
            "Set the lines that it prints in another terminal; there bootstrap, deploy, diff, rollback and destroy work. The",
            "packaged handler runs in JVMs of its own; resource types that are not emulated are stand-ins that succeed."
        })
public final class EmulateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where on 127.0.0.1 it listens; a free port if it is left out.")
    private int port;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many times faster than the wall's clock time passes, 1 to 100000; ${DEFAULT-VALUE}.")
    private int speed;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = EmulatedAccount.REGION,
            description = "The only Region; ${DEFAULT-VALUE}.")
    private String region;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What chance draws from: ids, and how long things take; ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--gateway",
            paramLabel = "ID",
            defaultValue = "nat-0123456789abcdef0",
            description =
                    "A private gateway that is there from the beginning, the first one in 10.0.1.0/24; more than once"
                            + " for more. ${DEFAULT-VALUE} if it is left out.")
    private List<String> gateways;

    public EmulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ServedAws.Settings settings = new ServedAws.Settings(
                inside("--port", port, 0, 65_535),
                inside("--speed", speed, 1, 100_000),
                region,
                seed,
                gateways.stream().map(EmulateCommand::gateway).toList());
        try (ServedAws aws = ServedAws.start(settings)) {
            Timeline timeline = new Timeline(terminal, aws.aws().account().now(), Set.of());
            aws.aws().account().events().listen(event -> {
                timeline.accept(event);
                standIns(aws, event);
            });
            aws.trouble(text -> terminal.print("", Tone.BAD, text));
            introduce(aws);
            Runtime.getRuntime().addShutdownHook(new Thread(ending(Thread.currentThread())));
            aws.serve(stopped::get);
        }
        return CdkNatCommand.FINE;
    }

    /** Ctrl-C: the functions' processes end, and their folders go. */
    private Runnable ending(Thread serving) {
        return () -> {
            stopped.set(true);
            serving.interrupt();
            try {
                serving.join(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void introduce(ServedAws aws) {
        terminal.println("# In another terminal:");
        aws.environment().forEach((name, value) -> terminal.println("export " + name + "=" + value));
        terminal.blank();
        terminal.print(
                "",
                Tone.ASIDE,
                speed + " times as fast as real time; gateways: " + String.join(", ", gateways) + "; Ctrl-C ends it");
        terminal.blank();
    }

    private void standIns(ServedAws aws, EventLog.Event event) {
        Stack stack = aws.aws().cloudFormation().stack(event.subject());
        if (stack != null
                && event.text().matches("(CREATE|UPDATE)_COMPLETE")
                && !stack.standIns().isEmpty()) {
            terminal.print(
                    "  ", Tone.ASIDE, "stand-ins in " + event.subject() + ": " + String.join(", ", stack.standIns()));
        }
    }

    private static int inside(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadInputException("Invalid " + option + ": \"" + value + "\" (a whole number from " + least
                    + " to " + most + "); correct it.");
        }
        return value;
    }

    private static String gateway(String id) {
        if (!id.matches("nat-([0-9a-f]{8}|[0-9a-f]{17})")) {
            throw new BadInputException(
                    "Invalid --gateway: \"" + id + "\" (nat- and 8 or 17 hexadecimal digits); correct it.");
        }
        return id;
    }
}

package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.demo.TerminalProbe;
import io.github.cdknat.rehearsal.template.BadInputException;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code rehearse}. Exit status 0: the deployment goes through; 1: it is refused or fails; 2: bad input, one sentence
 * on standard error; 3: a invariant was broken.
 */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        version = "cdk-nat-secondary-addresses 0.1.0-SNAPSHOT",
        description = "Shows what a deployment does to NAT gateways, before it is made.",
        subcommands = {OfflineCommand.class, PreviewCommand.class},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the deployment goes through",
            "1:the deployment is refused, or fails",
            "2:bad input; one sentence on standard error says what",
            "3:a law was broken; please report it"
        })
public final class CdkNatCommand implements Runnable {
    static final int FINE = 0;
    static final int REFUSED = 1;
    public static final int BAD_INPUT = 2;
    static final int LAW_BROKEN = 3;

    private final Output output;

    @Spec
    private CommandSpec spec;

    private CdkNatCommand(Output output) {
        this.output = output;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err, arguments));
    }

    /** Runs the command and says its exit status. */
    public static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
        Output output = new Output(new TerminalProbe(environment).screen(out), out, environment);
        CdkNatCommand command = new CdkNatCommand(output);
        CommandLine line = new CommandLine(command, new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == OfflineCommand.class
                        ? type.cast(new OfflineCommand(output))
                        : type == PreviewCommand.class
                                ? type.cast(new PreviewCommand(output))
                                : CommandLine.defaultFactory().create(type);
            }
        });
        line.setOut(new java.io.PrintWriter(out, true));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(120, output.screen().width()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((e, given) -> {
            err.println("Cannot understand the command: " + sentence(e.getMessage()) + "; see rehearse --help.");
            return BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, which, result) -> {
            if (e instanceof BadInputException) {
                err.println(e.getMessage());
                return BAD_INPUT;
            }
            throw e;
        });
        return line.execute(arguments);
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                + message.substring(1).replaceAll("\\.?\\R.*", "");
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.demo.DemoCommand;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.text.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code cdk-nat}. Exit status 0: the deployment goes through; 1: it is refused or fails; 2: bad input, one sentence
 * on standard error; 3: an invariant was broken; 4: asked to check, what is declared is not what serves.
 */
@Command(
        name = "cdk-nat",
        mixinStandardHelpOptions = true,
        version = "cdk-nat-secondary-addresses 0.1.0-SNAPSHOT",
        description = "Shows what deployments do to NAT gateways, before they are made.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the deployment goes through",
            "1:the deployment is refused, or fails; a step of the demo did not go as promised",
            "2:bad input; one sentence on standard error says what",
            "3:an invariant was broken; please report it",
            "4:--check: what is declared is not what serves"
        })
public final class CdkNatCommand implements Runnable {
    static final int FINE = 0;
    static final int REFUSED = 1;
    public static final int BAD_INPUT = 2;
    static final int INVARIANT_BROKEN = 3;
    static final int DIFFERENT = 4;

    private static final int WIDEST_HELP = 120;

    @Spec
    private CommandSpec spec;

    private CdkNatCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err, arguments));
    }

    /** Runs the command and says its exit status. */
    public static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new CdkNatCommand());
        line.setUsageHelpAutoWidth(true);
        Terminal terminal = Terminal.of(out, width(environment, line));
        line.addSubcommand(new PreviewCommand(terminal));
        if (CdkNatCommand.class.getResource("/io/github/cdknat/example/ExampleStack.class") != null) {
            line.addSubcommand(new EmulateCommand(terminal));
            line.addSubcommand(new DemoCommand(terminal)); // not in the executable jar, which comes without CDK
        }
        String built = CdkNatCommand.class.getPackage().getImplementationVersion();
        if (built != null) {
            line.getCommandSpec().version("cdk-nat-secondary-addresses " + built);
        }
        line.setOut(new PrintWriter(out, true));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.min(WIDEST_HELP, terminal.width()));
        line.setParameterExceptionHandler((e, given) -> {
            err.println("Cannot understand the command: " + clause(e.getMessage()) + "; see cdk-nat --help.");
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

    /** What COLUMNS says, or the terminal itself. */
    private static int width(Map<String, String> environment, CommandLine line) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : line.getUsageHelpWidth();
    }

    private static String clause(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT)
                + message.substring(1).replaceAll("\\.?\\R.*", "");
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

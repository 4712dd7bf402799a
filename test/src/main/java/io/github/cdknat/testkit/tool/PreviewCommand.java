package io.github.cdknat.testkit.tool;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code rehearse preview}. */
@Command(name = "preview", mixinStandardHelpOptions = true, description = "Asks the real gateway.")
final class PreviewCommand implements Callable<Integer> {
    PreviewCommand(Output output) {}

    @Override
    public Integer call() {
        return 0;
    }
}

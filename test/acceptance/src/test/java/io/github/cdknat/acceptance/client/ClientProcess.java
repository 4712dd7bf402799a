package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a command of somebody else said on both streams, and its exit status. */
record ClientProcess(int status, String text) {
    private static final long PATIENCE_SECONDS = 120;

    /**
     * Runs it to its end, with no configuration and no credentials but what the environment has.
     *
     * @throws IOException if there is no such command
     */
    static ClientProcess run(List<String> command, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        builder.environment().put("AWS_CONFIG_FILE", home.resolve("none").toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended)
                .as("%s ends; it said %s", command, Files.readString(out))
                .isTrue();
        return new ClientProcess(process.exitValue(), Files.readString(out));
    }
}

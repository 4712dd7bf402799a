package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The CDK CLI as npm has it, pinned in {@code src/test/cdk-cli}, in an environment of its own. */
record CdkCli(Path installed, Map<String, String> environment, Path home) {
    private static final Path PINNED = Path.of("src", "test", "cdk-cli");
    private static final long PATIENCE_SECONDS = 120;

    /** What a command said on both streams, without colours, and its exit status. */
    record Said(int status, String text) {}

    /**
     * Installs it with {@code npm ci}, which takes from npm's cache what is there.
     *
     * <p>Where there is no npm, the test is skipped; in CI it fails.
     */
    static CdkCli install(Map<String, String> environment, Path home) throws Exception {
        Path installed = Files.createDirectories(Path.of("target", "cdk-cli")).toAbsolutePath();
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(PINNED.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> npm = List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
        Said said;
        try {
            said = run(npm, installed, Map.of(), home.resolve("npm"));
        } catch (IOException e) {
            said = new Said(127, e.getMessage());
        }
        if (said.status() != 0) {
            String why = "Cannot install the CDK CLI, which this test drives: npm ci ended with " + said.status() + " ("
                    + said.text().strip() + "); install Node.js 22 or 24 with npm.";
            assertThat(System.getenv("CI")).as(why).isNotEqualTo("true");
            abort(why);
        }
        return new CdkCli(installed, environment, home);
    }

    /** {@code cdk} with these arguments. */
    Said cdk(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(installed.resolve("node_modules/.bin/cdk").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--no-notices", "--no-color"));
        return run(command, home, environment, home.resolve("said"));
    }

    private static Said run(List<String> command, Path folder, Map<String, String> environment, Path out)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile());
        if (!environment.isEmpty()) {
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
            builder.environment().putAll(environment);
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("CDK_DISABLE_CLI_TELEMETRY", "true");
        }
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended)
                .as("%s ends; it said %s", command, Files.readString(out))
                .isTrue();
        return new Said(process.exitValue(), Files.readString(out));
    }
}

package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CDK CLI as npm has it, pinned in {@code src/test/cdk-cli}, in an environment of its own. */
record CdkCli(Path installed, Map<String, String> environment, Path home) {
    private static final Path PINNED = Path.of("src", "test", "cdk-cli");

    /**
     * Installs it with {@code npm ci}, which takes from npm's cache what is there. Where there is no npm, the test is skipped; in CI
     * it fails.
     */
    static CdkCli install(Map<String, String> environment, Path home) throws Exception {
        Path installed = Files.createDirectories(Path.of("target", "cdk-cli")).toAbsolutePath();
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(PINNED.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> npm = List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
        ClientProcess said;
        try {
            said = ClientProcess.run(npm, installed, Map.of());
        } catch (IOException e) {
            said = new ClientProcess(127, e.getMessage());
        }
        if (said.status() != 0) {
            String why = "Cannot install the CDK CLI, which this test drives: npm ci ended with " + said.status() + " ("
                    + said.text().strip() + "); install Node.js 22 or 24 with npm.";
            assertThat(System.getenv("CI")).as(why).isNotEqualTo("true");
            abort(why);
        }
        Map<String, String> own = new HashMap<>(environment);
        own.putAll(Map.of("HOME", home.toString(), "CDK_DISABLE_CLI_TELEMETRY", "true"));
        return new CdkCli(installed, own, home);
    }

    /** {@code cdk} with these words. */
    ClientProcess cdk(String words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(installed.resolve("node_modules/.bin/cdk").toString()));
        command.addAll(List.of((words + " --no-notices --no-color").split(" ")));
        return ClientProcess.run(command, home, environment);
    }
}

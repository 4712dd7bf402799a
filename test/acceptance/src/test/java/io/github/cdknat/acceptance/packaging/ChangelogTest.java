package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.rehearsal.command.CdkNatCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Whoever upgrades reads first what it changes in their templates. */
class ChangelogTest {
    private static final Pattern SECTION = Pattern.compile(
            "## \\[(?<version>\\d+\\.\\d+\\.\\d+)] - (?<date>unreleased|\\d{4}-\\d{2}-\\d{2})\\n(?<body>.*?)(?=\\n## |\\z)",
            Pattern.DOTALL);

    @Test
    void everyReleaseBeginsWithItsTemplateImpact() throws IOException {
        String changelog = changelog();
        List<String> bodies = SECTION.matcher(changelog)
                .results()
                .map(section -> section.group(3))
                .toList();

        assertThat(bodies)
                .hasSameSizeAs(
                        changelog.lines().filter(line -> line.startsWith("## ")).toList())
                .isNotEmpty()
                .allSatisfy(body -> assertThat(body).matches("(?s)\\n\\*\\*Template impact:\\*\\* \\S.*"));
    }

    @Test
    void theVersionThatIsBuiltIsTheNewestSection() throws Exception {
        Matcher newest = SECTION.matcher(changelog());

        assertThat(newest.find()).isTrue();
        assertThat(Pom.read(Path.of("../../pom.xml")).texts("properties/revision"))
                .containsExactly(newest.group("version") + "-SNAPSHOT");
    }

    @Test
    void theRehearsalSaysTheVersionThatIsBuilt() throws Exception {
        String version =
                Pom.read(Path.of("../../pom.xml")).texts("properties/revision").get(0);

        assertThat(CdkNatCommand.class.getAnnotation(Command.class).version())
                .containsExactly("cdk-nat-secondary-addresses " + version);
    }

    private static String changelog() throws IOException {
        return Files.readString(Path.of("../../CHANGELOG.md"));
    }
}

package io.github.cdknat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.CloudFormationOptions;
import io.github.cdknat.emulator.ec2.Ec2Options;
import io.github.cdknat.emulator.lambda.LambdaOptions;
import io.github.cdknat.emulator.stepfunctions.StepFunctionsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every error code that the emulator can answer and every option has its row, and so its number, in docs/facts.md. */
class FactsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| <a id=\"f(\\d+)\"></a>F(\\d+) \\|(.*)\\| ([^|]*) \\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** An exception, an option, a refusal at the door, an answer of Lambda's, an error of Step Functions'. */
    private static final Pattern CODE = Pattern.compile("(?:ApiFaultException|new Code|Answer|Failed| error|refuse)\\("
            + "(?:\\s*(?:\\d+|null|exchange|service|\"ec2\"),)*\\s*\"([A-Z][A-Za-z0-9.]+)\"|Code = \"([A-Z][A-Za-z0-9.]+)\""
            + "|, \"(Invalid[A-Za-z]+\\.Range)\"|NOT_MODELLED = \"(\\w+)\"");

    private final String facts = read(Path.of("..", "..", "docs", "facts.md"));

    @Test
    void everyOptionIsNamedByTheFactThatItIsAbout() {
        Set<String> named = ROW.matcher(facts)
                .results()
                .flatMap(row -> quoted(row.group(4)))
                .collect(Collectors.toSet());
        assertThat(named)
                .containsAll(Stream.of(
                                Ec2Options.class,
                                CloudFormationOptions.class,
                                LambdaOptions.class,
                                StepFunctionsOptions.class)
                        .flatMap(options -> Stream.of(options.getFields()))
                        .map(field -> field.getName())
                        .toList());
    }

    @Test
    void everyErrorCodeStandsInAFact() throws IOException {
        Set<String> named = ROW.matcher(facts)
                .results()
                .flatMap(row -> quoted(row.group(3)))
                .collect(Collectors.toSet());
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<String> codes = sources.filter(Files::isRegularFile)
                    .flatMap(source -> CODE.matcher(read(source)).results())
                    .map(FactsTest::group)
                    .distinct()
                    .toList();
            assertThat(codes)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(code -> assertThat(named).contains(code));
        }
    }

    @Test
    void everyFactHasOneNumber() {
        List<MatchResult> rows = ROW.matcher(facts).results().toList();
        assertThat(rows).allMatch(row -> row.group(1).equals(row.group(2)));
        assertThat(rows.stream().map(row -> row.group(1)))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(110);
    }

    private static Stream<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(found -> found.group(1));
    }

    private static String group(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

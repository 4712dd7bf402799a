package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.event.ExecutionNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the documents is exercised where {@code docs/commands.txt} says, and has the options that it names. */
class CommandsTest {
    private static final Path LIST = Path.of("src", "test", "resources", "docs", "commands.txt");
    private static final Pattern WHERE = Pattern.compile("(build|test|account|by hand): .+");
    private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");
    private static final Pattern PROPERTY = Pattern.compile("-D([\\w.-]+)");

    /** Maven's own and its plugins'. */
    private static final List<String> MAVENS = List.of("skipTests", "surefire.failIfNoSpecifiedTests", "test");

    static List<String> mavens() {
        return Documents.commands().stream()
                .filter(command -> command.startsWith("mvn "))
                .toList();
    }

    @Test
    void everyCommandIsListedWithWhereItIsExercised() {
        Map<String, String> listed = listed();
        assertThat(listed.keySet()).containsExactlyInAnyOrderElementsOf(Documents.commands());
        assertThat(listed.values()).allMatch(where -> WHERE.matcher(where).matches());
    }

    @Test
    void whereThatIsATestItIsThere() throws IOException {
        List<String> files = filesThatEndWith(".java").stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(listed().values().stream()
                        .filter(where -> where.startsWith("test: "))
                        .flatMap(where ->
                                Pattern.compile("\\w+Test\\b").matcher(where).results())
                        .map(result -> result.group() + ".java"))
                .isNotEmpty()
                .allMatch(files::contains);
    }

    @ParameterizedTest
    @MethodSource("mavens")
    void mavenKnowsTheProfilesAndSomebodyReadsTheProperties(String command) throws IOException {
        String poms = texts("pom.xml");
        assertThat(PROFILE.matcher(command).results())
                .allSatisfy(result -> assertThat(poms).contains("<id>" + result.group(1) + "</id>"));
        String readers = poms + texts(".java");
        assertThat(PROPERTY.matcher(command).results().map(result -> result.group(1)))
                .allMatch(name -> MAVENS.contains(name)
                        || readers.contains("<" + name + ">")
                        || readers.contains("(\"" + name + "\""));
    }

    /** The document says that it prints what executions' names begin with. */
    @Test
    void theHashThatIsComputedByHandIsTheExecutionsName() throws Exception {
        String command = Documents.commands().stream()
                .filter(line -> line.contains("sha256sum"))
                .findFirst()
                .orElseThrow();
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command);
        shell.environment().put("STACK_ID", "arn:aws:cloudformation:eu-west-1:123456789012:stack/Network/1");
        shell.environment().put("LOGICAL_ID", "Addresses02DFC07F");
        Process process = shell.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed.strip())
                .isEqualTo(ExecutionNames.resource(
                        shell.environment().get("STACK_ID"), shell.environment().get("LOGICAL_ID")));
    }

    private static Map<String, String> listed() {
        List<String> lines = Documents.text(LIST).lines().toList();
        Map<String, String> listed = new LinkedHashMap<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            listed.put(lines.get(i), lines.get(i + 1).strip());
        }
        return listed;
    }

    private static String texts(String ending) throws IOException {
        return filesThatEndWith(ending).stream().map(Documents::text).collect(Collectors.joining());
    }

    private static List<Path> filesThatEndWith(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("pom.xml", "lambda", "src", "test")) {
            try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module))) {
                files.filter(file -> file.toString().endsWith(ending)
                                && !file.toString().contains("/target/"))
                        .forEach(found::add);
            }
        }
        return found;
    }
}

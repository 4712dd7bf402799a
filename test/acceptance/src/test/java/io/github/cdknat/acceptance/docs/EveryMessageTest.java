package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every message to a user is spelled out in a test and has its row in docs/troubleshooting.md, and no row is of a message that is
 * gone. Messages are read from the string constants of the compiled classes that word them.
 */
class EveryMessageTest {
    private static final Path HANDLER = Path.of("..", "..", "lambda", "target", "classes");
    private static final Path HANDLER_TESTS = Path.of("..", "..", "lambda", "target", "test-classes");
    private static final Path CONSTRUCT = Path.of("..", "..", "src", "target", "classes");
    private static final Path CONSTRUCT_TESTS = Path.of("..", "..", "src", "target", "test-classes");
    private static final Path OWN = Path.of("target", "test-classes");

    /** What CloudFormation shows, and what is written to the log when nobody can be answered; elsewhere texts only explain passes. */
    private static final Pattern WORDS_MESSAGES = Pattern.compile(
            "handler/event/.*|handler/plan/\\w*Messages|handler/reconcile/(ExecutionStarter|FallbackResponder"
                    + "|Responder|HttpResponsePut|JournalCodec|Reconciler|Invocation)\\b.*");

    /** Descriptions of resources and reasons of acknowledged findings stand in the template, for its reviewers; values are the handler's. */
    private static final Pattern WORDS_REFUSALS =
            Pattern.compile("(?!.*(Acknowledg|Alarm|Watch|Network|Provider|handler|shared/Ipv4)).*");

    /** Why an exception that every Java platform rules out is not swallowed. */
    private static final String UNREACHABLE = "every Java platform has SHA-256";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| <a id=\"[^\"]*\"></a>`([^`]+)`.*$");
    private static final Path STATE_MACHINE =
            Documents.ROOT.resolve("src/main/resources/io/github/cdknat/state-machine.json");

    /** What synthesis says to each mistake. */
    private static final Path MISTAKES = Documents.ROOT.resolve(
            "src/test/java/io/github/cdknat/approved" + "/MistakesTest.eachIsToldInTheApprovedSentence.approved.txt");

    @Test
    void everyMessageIsSpelledOutInATest() {
        String said = Stream.of(OWN, HANDLER_TESTS, CONSTRUCT_TESTS)
                .flatMap(place -> texts(place).values().stream())
                .flatMap(Set::stream)
                .collect(Collectors.joining("\n", Documents.text(MISTAKES), ""));
        assertThat(unmet(said)).isEmpty();
    }

    @Test
    void everyMessageHasItsRow() {
        assertThat(unmet(page().replaceAll("\\s+", " "))).isEmpty();
    }

    /** Values stand between words, and some words are chosen by the case: half of its pairs of words have to be known. */
    @Test
    void noRowIsOfAMessageThatIsGone() {
        String known = Stream.concat(
                        Stream.of(HANDLER, CONSTRUCT)
                                .flatMap(place -> texts(place).values().stream())
                                .flatMap(Set::stream),
                        Stream.of(Documents.text(STATE_MACHINE)))
                .map(text -> " " + wordsOf(text) + " ")
                .collect(Collectors.joining("\n"));
        List<String> rows =
                ROW.matcher(page()).results().map(row -> row.group(1)).toList();
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream().filter(message -> !isMostlyOf(known, message))).isEmpty();
    }

    private static boolean isMostlyOf(String known, String message) {
        List<String> words = List.of(wordsOf(message).split(" "));
        long found = IntStream.range(1, words.size())
                .filter(i -> known.contains(" " + words.get(i - 1) + " " + words.get(i) + " "))
                .count();
        return 2 * found >= words.size() - 1;
    }

    private static String wordsOf(String text) {
        return text.replaceAll("[^A-Za-z0-9']+", " ").strip();
    }

    private static Map<String, Set<String>> unmet(String where) {
        Map<String, Set<String>> unmet = new TreeMap<>();
        texts(HANDLER).forEach((name, texts) -> keep(unmet, WORDS_MESSAGES, name, texts));
        texts(CONSTRUCT).forEach((name, texts) -> keep(unmet, WORDS_REFUSALS, name, texts));
        assertThat(unmet).hasSizeGreaterThan(15);
        unmet.values()
                .forEach(texts -> texts.removeIf(text -> where.contains(text.strip()) || text.equals(UNREACHABLE)));
        unmet.values().removeIf(Set::isEmpty);
        return unmet;
    }

    private static void keep(Map<String, Set<String>> all, Pattern which, String name, Set<String> texts) {
        if (which.matcher(name).matches()) {
            all.put(name, texts);
        }
    }

    private static String page() {
        return Documents.text(Documents.ROOT.resolve("docs/troubleshooting.md"));
    }

    /** What the classes of a folder can say, by their names below {@code io/github/cdknat}. */
    private static Map<String, Set<String>> texts(Path folder) {
        Path root = folder.resolve("io/github/cdknat");
        Map<String, Set<String>> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    texts.put(
                            root.relativize(file).toString().replace(".class", ""), languageOf(ConstantPool.texts(in)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Set<String> languageOf(Set<String> texts) {
        return texts.stream().filter(EveryMessageTest::isLanguage).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names, codes and patterns have no spaces beside their letters. */
    private static boolean isLanguage(String text) {
        return text.length() >= 4 && text.matches("(?s).*([a-z,;:)] | [a-z(]).*");
    }
}

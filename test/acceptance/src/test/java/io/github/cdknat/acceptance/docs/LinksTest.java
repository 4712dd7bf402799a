package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A link inside this repository leads to a file, and to a heading in it. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("(?:]\\(|srcset=\"|src=\")(?!https?:|mailto:)([^)\"\\s]+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]*)\">");

    static List<Path> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        List<String> broken = new ArrayList<>();
        LINK.matcher(Documents.text(document).replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(result -> result.group(1))
                .filter(link -> !leadsSomewhere(document, link))
                .forEach(broken::add);
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
    private static List<String> anchors(Path document) {
        String text = Documents.text(document);
        Stream<String> headings = HEADING.matcher(text)
                .results()
                .map(result -> result.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
        Stream<String> own = ANCHOR.matcher(text).results().map(result -> result.group(1));
        return Stream.concat(headings, own).collect(Collectors.toList());
    }
}

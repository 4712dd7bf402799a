package io.github.cdknat.approved;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts that users or running executions depend on, kept as files: whatever changes one of them shows it in a review.
 *
 * <p>A test fails with the difference. If it is meant, run the test again with {@code -Dapprove}, which writes the file.
 */
public final class Approved {
    private static final Path APPROVED = Path.of("src", "test", "resources", "approved");
    private static final Path RECEIVED = Path.of("target", "received");

    private Approved() {}

    /** Fails unless the approved file of that name has this text. */
    public static void matches(String name, String text) {
        Path approved = APPROVED.resolve(name);
        try {
            if (System.getProperty("approve") != null) {
                write(approved, text);
            }
            Path received = write(RECEIVED.resolve(name), text);
            assertThat(received)
                    .as(
                            "%s has changed, and others depend on it. If that is meant, say it in CHANGELOG.md and run this"
                                    + " test again with -Dapprove",
                            approved)
                    .exists()
                    .hasSameTextualContentAs(approved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON with sorted names, an entry a line. */
    public static String json(Object value) {
        try {
            return JSON.std
                            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                            .asString(sorted(value))
                            .replace("\r", "")
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, item) -> sorted.put(String.valueOf(name), sorted(item)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(Approved::sorted).toList()
                : value;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

package io.github.cdknat.acceptance.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts for people, and what stands in them between three backquotes. */
public final class Documents {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private Documents() {}

    /**
     * One fenced block.
     *
     * @param place file and line, for messages
     * @param language what stands behind the backquotes
     */
    record Block(String place, String language, String text) {
        @Override
        public String toString() {
            return place;
        }
    }

    static List<Path> all() {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Path file : all()) {
            String text = text(file);
            Matcher fenced = FENCED.matcher(text);
            while (fenced.find()) {
                long line = text.substring(0, fenced.start()).lines().count() + 1;
                blocks.add(new Block(ROOT.relativize(file) + ":" + line, fenced.group(1), fenced.group(2)));
            }
        }
        return blocks;
    }

    static List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Lines that end with a backslash go on in the next one; what follows a lonely number sign is for readers. */
    public static List<String> commands() {
        TreeSet<String> commands = new TreeSet<>();
        for (Block block : blocks("sh")) {
            block.text()
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .map(line -> line.replaceAll("\\s+#\\s.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(commands::add);
        }
        return List.copyOf(commands);
    }
}

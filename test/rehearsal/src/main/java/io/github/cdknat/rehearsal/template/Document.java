package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.TemplateText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file in JSON, or in YAML as CloudFormation reads it. */
public final class Document {
    private Document() {}

    /**
     * Reads a file.
     *
     * @param what "the template": what messages call it
     * @param name the file; - for standard input
     * @param advice the next step
     */
    public static Object read(String what, String name, String advice) {
        String text;
        try {
            text = name.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(name));
        } catch (IOException | RuntimeException e) {
            String why = Files.exists(Path.of(name)) ? "the file cannot be read as text" : "the file does not exist";
            throw new BadInputException("Cannot read " + what + name + ": " + why + "; " + advice);
        }
        if (text.isBlank()) {
            throw new BadInputException("Cannot read " + what + name
                    + ": it is empty, as it is when the command that should have filled it failed; " + advice);
        }
        Object value = TemplateText.parsed(text);
        if (value instanceof Map || value instanceof List) {
            return value;
        }
        throw new BadInputException("Cannot read " + what + name + ": it is neither JSON nor YAML; " + advice);
    }
}

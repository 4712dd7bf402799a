package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The actions that are known and what each takes, as {@code actions.txt} has it: a request's shape is checked before anything else is
 * looked at. What EC2 takes and the emulator does not is refused in the emulator's name.
 */
final class ActionParameters {
    /** What EC2 does and the emulator does not. */
    static final String NOT_MODELLED = "EmulatorNotModelled";
    /** What XML 1.0 has no way to write. */
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{d800}-\\x{dfff}\\x{fffe}\\x{ffff}]");

    /** By action, or structure, and name: what follows the name in the file; "!" if it is not modelled. */
    private static final Map<String, Map<String, String>> SHAPES = read();

    private ActionParameters() {}

    private static Map<String, Map<String, String>> read() {
        InputStreamReader file = new InputStreamReader(
                Objects.requireNonNull(ActionParameters.class.getResourceAsStream("actions.txt")),
                StandardCharsets.UTF_8);
        try (BufferedReader lines = new BufferedReader(file)) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .collect(Collectors.toMap(words -> words.get(0), ActionParameters::shapes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> shapes(List<String> words) {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (String word : words.subList(1, words.size())) {
            String name = word.replaceAll("[^A-Za-z0-9].*|^!", "");
            shapes.put(
                    name.isEmpty() ? word.substring(1) : name,
                    word.startsWith("!") ? "!" : word.substring(name.length()));
        }
        return shapes;
    }

    /** All actions that are known. */
    static Set<String> actions() {
        return SHAPES.keySet().stream().filter(name -> !name.startsWith(".")).collect(Collectors.toSet());
    }

    /** The parameters of an action, or the members of a structure, and their shapes. */
    static Map<String, String> of(String name) {
        return SHAPES.get(name);
    }

    /** Refuses an action that is not known, and parameters that the action does not have or that have another shape. */
    static void require(ApiCall call) {
        if (!actions().contains(call.action())) {
            throw new ApiFaultException(
                    "InvalidAction",
                    "The action " + call.action()
                            + " is not valid for this web service, or not modelled by the emulator.");
        }
        requireMembers("", call.parameters(), SHAPES.get(call.action()), call.action());
    }

    private static void requireMembers(String path, Map<?, ?> given, Map<String, String> shapes, String action) {
        given.forEach((name, value) -> requireShape(path + name, value, shapes.getOrDefault(name, "none"), action));
    }

    private static void requireShape(String path, Object value, String shape, String action) {
        if (shape.equals("!")) {
            throw new ApiFaultException(
                    NOT_MODELLED, "The emulator does not model the parameter " + path + " of " + action + ".");
        }
        if (shape.startsWith("[") && value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                requireItem(path + "." + (i + 1), list.get(i), shape.substring(1, shape.length() - 1), action);
            }
        } else if (shape.startsWith("[") || shape.equals("none") || value instanceof List || value instanceof Map) {
            throw new ApiFaultException("UnknownParameter", "The parameter " + path + " is not recognized");
        } else {
            requireText(path, value.toString(), shape.equals("?"));
        }
    }

    private static void requireItem(String path, Object item, String structure, String action) {
        if (structure.isEmpty()) {
            requireShape(path, item, "", action);
        } else if (item instanceof Map<?, ?> members) {
            requireMembers(path + ".", members, SHAPES.get(structure), action);
        } else {
            requireShape(path, item, "none", action);
        }
    }

    private static void requireText(String path, String text, boolean truth) {
        if (NOT_IN_XML.matcher(text).find()) {
            throw ParameterValidation.invalid(
                    "The value of the parameter " + path + " has characters that XML cannot bear.");
        }
        if (truth && !text.equals("true") && !text.equals("false")) {
            throw ParameterValidation.invalid(
                    "Value (" + text + ") for parameter " + path + " is invalid. Expecting true or false.");
        }
    }
}

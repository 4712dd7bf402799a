package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes valid texts invalid, or valid in another way: by bytes, by JSON values, by XML elements. The seed says how. */
final class Mutator {
    private static final int MOST_EDITS = 4;

    private final SplittableRandom random;

    Mutator(SplittableRandom random) {
        this.random = random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A JSON object with some values changed, removed, added or moved; now and then with broken bytes too. */
    byte[] json(String valid) {
        Map<String, Object> tree = read(valid);
        for (int edit = below(MOST_EDITS) + 1; edit > 0; edit--) {
            edit(tree);
        }
        byte[] text = Json.bytes(tree);
        return chance(0.1) ? bytes(text) : text;
    }

    /** An XML document with some elements or texts changed, removed, doubled or cut off. */
    byte[] xml(String valid) {
        List<String> pieces = new ArrayList<>(Arrays.asList(valid.split("(?=<)|(?<=>)")));
        for (int edit = below(MOST_EDITS) + 1; edit > 0 && !pieces.isEmpty(); edit--) {
            int at = below(pieces.size());
            int end = end(pieces, at);
            switch (below(8)) {
                case 0, 1 -> pieces.subList(at, end).clear();
                case 2, 3 -> pieces.addAll(at, List.copyOf(pieces.subList(at, end)));
                case 4 -> pieces.set(at, pick(FuzzDictionary.XML));
                case 5 -> pieces.add(at, pick(FuzzDictionary.XML));
                default -> reword(pieces);
            }
        }
        byte[] text = String.join("", pieces).getBytes(StandardCharsets.UTF_8);
        return chance(0.1) ? bytes(text) : text;
    }

    /** Another text in some element. */
    private void reword(List<String> pieces) {
        List<Integer> texts = new ArrayList<>();
        for (int at = 0; at < pieces.size(); at++) {
            if (!pieces.get(at).startsWith("<") && !pieces.get(at).isBlank()) {
                texts.add(at);
            }
        }
        if (!texts.isEmpty()) {
            pieces.set(pick(texts), pick(FuzzDictionary.TEXTS));
        }
    }

    /** Behind the element that begins there; a single piece if none does. */
    private static int end(List<String> pieces, int begin) {
        int depth = 0;
        for (int at = begin; at < pieces.size(); at++) {
            String piece = pieces.get(at);
            depth += piece.startsWith("</") ? -1 : piece.startsWith("<") && !piece.endsWith("/>") ? 1 : 0;
            if (depth <= 0) {
                return depth < 0 ? begin + 1 : at + 1;
            }
        }
        return begin + 1;
    }

    /** Bytes flipped, cut out, doubled, or the rest cut off. */
    byte[] bytes(byte[] valid) {
        byte[] text = valid.clone();
        for (int edit = below(MOST_EDITS) + 1; edit > 0 && text.length > 0; edit--) {
            int at = below(text.length);
            int end = Math.min(text.length, at + 1 + below(40));
            switch (below(4)) {
                case 0 -> text[at] = (byte) below(256);
                case 1 -> text = Arrays.copyOf(text, at);
                case 2 -> text = joined(Arrays.copyOf(text, at), Arrays.copyOfRange(text, end, text.length));
                default -> text = joined(Arrays.copyOf(text, end), Arrays.copyOfRange(text, at, text.length));
            }
        }
        return text;
    }

    static Map<String, Object> read(String json) {
        try {
            return Json.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @SuppressWarnings("unchecked")
    private void edit(Map<String, Object> object) {
        List<String> names = new ArrayList<>(object.keySet());
        if (names.isEmpty() || chance(0.1)) {
            object.put(pick(FuzzDictionary.NAMES), value());
            return;
        }
        String name = pick(names);
        Object found = object.get(name);
        if (found instanceof Map && chance(0.85)) {
            Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) found);
            edit(copy);
            object.put(name, copy);
        } else if (found instanceof List<?> list && chance(0.8)) {
            object.put(name, edited(list));
        } else if (chance(0.2)) {
            object.remove(name);
        } else if (found instanceof String text && chance(0.3)) {
            object.put(name, new String(bytes(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        } else {
            object.put(name, chance(0.15) ? object.get(pick(names)) : value());
        }
    }

    private List<Object> edited(List<?> list) {
        List<Object> copy = new ArrayList<>(list);
        int at = copy.isEmpty() ? 0 : below(copy.size());
        switch (below(3)) {
            case 0 -> copy.add(at, value());
            case 1 -> copy.addAll(List.copyOf(copy));
            default -> {
                if (!copy.isEmpty()) {
                    copy.set(at, value());
                }
            }
        }
        return copy;
    }

    private Object value() {
        return switch (below(12)) {
            case 0 -> "";
            case 1 -> pick(List.of(-1, 0, 1, 2, 7, 31, 32, 3600, Integer.MAX_VALUE, Integer.MIN_VALUE));
            case 2 -> pick(List.of(Long.MAX_VALUE, 1e308, 0.5, true, false));
            case 3 -> List.of();
            case 4 -> nested(below(60));
            case 5 -> Map.of(pick(FuzzDictionary.NAMES), pick(FuzzDictionary.TEXTS));
            case 6 -> chance(0.1) ? "9\u0000\uD800\u202E".repeat(1 + below(20_000)) : "x".repeat(below(500));
            default -> pick(FuzzDictionary.TEXTS);
        };
    }

    private static Object nested(int depth) {
        Object value = "deep";
        for (int level = 0; level < depth; level++) {
            value = level % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}

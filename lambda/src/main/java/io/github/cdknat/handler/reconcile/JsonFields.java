package io.github.cdknat.handler.reconcile;

import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, each named once: writing puts a value into the object, reading takes it from there. What is absent,
 * empty, false or zero is left out; its reader finds the owner's own value in its place.
 */
record JsonFields(Map<String, Object> json, boolean isWriting) {
    /** An answer has at most 4096 bytes, so nobody sees more of a text; and EC2's words must not fill the journal. */
    private static final int MOST_CHARS = 4_000;

    <T> long number(String name, @Nullable T owner, Function<T, Number> get) {
        Number number = field(name, owner, get, value -> value, value -> (Number) value);
        return number == null ? 0 : number.longValue();
    }

    <T> boolean flag(String name, @Nullable T owner, Function<T, Boolean> get) {
        return Boolean.TRUE.equals(field(name, owner, get, value -> value, Boolean.TRUE::equals));
    }

    <T> @Nullable String optionalText(String name, @Nullable T owner, Function<T, @Nullable String> get) {
        return field(name, owner, get, JsonFields::cut, String::valueOf);
    }

    <T> String text(String name, @Nullable T owner, Function<T, @Nullable String> get) {
        return required(name, optionalText(name, owner, get));
    }

    <T> SortedMap<String, String> texts(String name, @Nullable T owner, Function<T, Map<String, String>> get) {
        SortedMap<String, String> read = new TreeMap<>();
        Map<String, ?> texts = field(name, owner, get, Map::copyOf, Invocation::object);
        if (texts != null) {
            texts.forEach((item, text) -> read.put(item, String.valueOf(text)));
        }
        return read;
    }

    <T> Instant time(String name, @Nullable T owner, Function<T, Instant> get) {
        return required(name, field(name, owner, get, Instant::toString, value -> Instant.parse(value.toString())));
    }

    <T, K> SortedMap<K, Instant> times(
            String name, T owner, Function<T, SortedMap<K, Instant>> get, Function<String, Optional<K>> key) {
        SortedMap<K, Instant> read = new TreeMap<>();
        Map<K, Instant> times = field(
                name,
                owner,
                get,
                written -> {
                    Map<String, Object> items = new LinkedHashMap<>();
                    written.forEach((item, at) -> items.put(item.toString(), at.toString()));
                    return items;
                },
                value -> {
                    Invocation.object(value)
                            .forEach((item, at) -> key.apply(item)
                                    .ifPresent(known -> read.put(known, Instant.parse(String.valueOf(at)))));
                    return read;
                });
        read.putAll(required(name, times));
        return read;
    }

    <T> SortedSet<Ipv4> addresses(String name, @Nullable T owner, Function<T, SortedSet<Ipv4>> get) {
        return required(name, field(name, owner, get, JsonFields::texts, value -> new TreeSet<>(addresses(value))));
    }

    <T> List<Ipv4> order(String name, T owner, Function<T, List<Ipv4>> get) {
        return required(name, field(name, owner, get, JsonFields::texts, JsonFields::addresses));
    }

    /** An object in the object: {@code codec} names its fields, and makes the value of what they say. */
    <T, R> @Nullable R object(
            String name,
            @Nullable T owner,
            Function<T, ? extends @Nullable R> get,
            BiFunction<@Nullable R, JsonFields, R> codec) {
        return field(
                name,
                owner,
                get,
                value -> {
                    JsonFields inner = new JsonFields(new LinkedHashMap<>(), true);
                    var unused = codec.apply(value, inner);
                    return inner.json;
                },
                value -> codec.apply(null, new JsonFields(Invocation.object(value), false)));
    }

    static <R> R required(String name, @Nullable R value) {
        if (value == null) {
            throw new IllegalArgumentException("Invalid journal: " + name + " is missing");
        }
        return value;
    }

    private <T, R> @Nullable R field(
            String name,
            @Nullable T owner,
            Function<T, ? extends @Nullable R> get,
            Function<R, Object> write,
            Function<Object, R> read) {
        Object found = json.get(name);
        if (!isWriting && found != null) {
            return read.apply(found);
        }
        R value = owner == null ? null : get.apply(owner);
        if (isWriting && value != null) {
            Object written = write.apply(value);
            if (!List.of(List.of(), Map.of(), 0, 0L, false).contains(written)) {
                json.put(name, written);
            }
        }
        return value;
    }

    private static List<Ipv4> addresses(Object value) {
        return ((List<?>) value)
                .stream().map(item -> Ipv4.of(String.valueOf(item))).toList();
    }

    private static List<String> texts(Collection<Ipv4> addresses) {
        return addresses.stream().map(Ipv4::toString).toList();
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    }
}

package io.github.cdknat.handler;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON objects as maps. */
public final class Json {
    private Json() {}

    /**
     * Reads one JSON object.
     *
     * @throws IOException if the text is not a JSON object
     */
    public static Map<String, Object> read(InputStream text) throws IOException {
        Map<String, Object> object = JSON.std.mapFrom(text);
        if (object == null) {
            throw new IOException("Invalid JSON: null (an object is expected)");
        }
        return object;
    }

    /** Reads one JSON object; of a text that is none, nothing. */
    public static Map<String, Object> readOrNothing(String text) {
        try {
            return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Map.of();
        }
    }

    public static String write(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }
}

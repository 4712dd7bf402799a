package io.github.cdknat.handler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void refusesNull() {
        assertThatThrownBy(() -> Json.read(stream("null")))
                .isInstanceOf(IOException.class)
                .hasMessage("Invalid JSON: null (an object is expected)");
    }

    /** Lambda logs the exception of a function that fails, and the event has a secret in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ResponseURL\":\"https://x/?signature=secret\", oops}",
                "{\"ResponseURL\":\"https://x/?signature=secret",
                "[\"https://x/?signature=secret\"]",
                "\"https://x/?signature=secret\""
            })
    void refusesWhatIsNoObjectWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Json.read(stream(text)))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("secret");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

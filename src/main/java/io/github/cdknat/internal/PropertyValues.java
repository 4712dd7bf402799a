package io.github.cdknat.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;

/**
 * The values of properties by name while a builder collects them; null means the default. Props keep a copy of their own. Lists
 * and maps in it are never changed. Each is written by the builder's method of its name only, and has the type of its parameter.
 */
public final class PropertyValues {
    private static final int LOWEST_MINOR_VERSION = 240;

    private final Map<String, @Nullable Object> values = new HashMap<>();

    /** Before anything of it is used that older versions of CDK do not have: that would be a NoClassDefFoundError. */
    public PropertyValues() {
        String version = String.valueOf(App.class.getPackage().getImplementationVersion());
        if (version.matches("2\\.[0-9]+\\..*") && Integer.parseInt(version.split("\\.")[1]) < LOWEST_MINOR_VERSION) {
            throw new IllegalStateException(
                    "Cannot use aws-cdk-lib " + version + " (2.240.0 or newer); raise its version in your build.");
        }
    }

    public PropertyValues copy() {
        PropertyValues copy = new PropertyValues();
        copy.values.putAll(values);
        return copy;
    }

    public void set(String property, @Nullable Object value) {
        values.put(property, value);
    }

    @SuppressWarnings("unchecked")
    public <T> Optional<T> get(String property) {
        return Optional.ofNullable((T) values.get(property));
    }

    public <T> T get(String property, T otherwise) {
        return this.<T>get(property).orElse(otherwise);
    }
}

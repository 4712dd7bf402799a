package io.github.cdknat.acceptance.synthesis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The library as another release may be: every class of the construct has other bytes, and the handler those that are given; without any
 * the handler is missing.
 */
final class AnotherRelease extends ClassLoader {
    /** The library, the apps of these tests, and the consumer's. */
    private static final Pattern OURS = Pattern.compile("(io\\.github\\.cdknat|example)\\..*");

    private static final String HANDLER = "io/github/cdknat/handler.jar";

    private final UnaryOperator<byte[]> handler;

    AnotherRelease(UnaryOperator<byte[]> handler) {
        super(AnotherRelease.class.getClassLoader());
        this.handler = handler;
    }

    /** Lets {@link AllVariantsApp} write its assembly with that release. */
    byte[] synthesize(Path folder) throws ReflectiveOperationException {
        call(AllVariantsApp.class.getName(), "synthesize", folder.toString());
        return new FreshJvm.Run(0, "", folder).template();
    }

    /** Calls a static method with one argument. */
    Object call(String type, String method, Object argument) throws ReflectiveOperationException {
        Method called = loadClass(type).getDeclaredMethod(method, argument.getClass());
        called.setAccessible(true);
        return called.invoke(null, argument);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null
                    ? loaded
                    : OURS.matcher(name).matches() ? changed(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        if (!name.equals(HANDLER)) {
            return super.getResourceAsStream(name);
        }
        byte[] own = handler.apply(bytes(name));
        return own.length == 0 ? null : new ByteArrayInputStream(own);
    }

    /** The name of its source file is in every class. */
    private Class<?> changed(String name) {
        byte[] before = bytes(name.replace('.', '/') + ".class");
        byte[] after = new String(before, StandardCharsets.ISO_8859_1)
                .replace(".java", ".JAVA")
                .getBytes(StandardCharsets.ISO_8859_1);
        if (java.util.Arrays.equals(before, after)) {
            throw new IllegalStateException(name + " does not say from which file it was compiled");
        }
        return defineClass(name, after, 0, after.length);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = AnotherRelease.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

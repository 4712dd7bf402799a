package io.github.cdknat.emulator.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The native part of AWS's runtime interface client. By itself the client writes it to one file in /tmp at every start, for in Lambda
 * each environment has a /tmp of its own; here a JVM that starts would pull the file from under another one, which then dies of
 * SIGBUS.
 */
final class RuntimeClientLibrary {
    /** What the client's JniHelper asks before it unpacks anything. */
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "linux-x86_64", "aarch64", "linux-aarch_64");

    private RuntimeClientLibrary() {}

    /** Unpacks it for this machine; empty where we do not know which one that is, and the client has to try them all. */
    static Optional<Path> unpack(Path folder) {
        String architecture = ARCHITECTURES.get(System.getProperty("os.arch"));
        if (!Files.exists(Path.of("/etc/ld.so.cache")) || architecture == null) {
            return Optional.empty(); // no glibc
        }
        Path file = folder.resolve("libaws-lambda-jni.so");
        try (InputStream library =
                AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni." + architecture + ".so")) {
            if (library == null) {
                return Optional.empty();
            }
            Files.copy(library, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String option(Path file) {
        return "-D" + PROPERTY + "=" + file;
    }
}

package io.github.cdknat.emulator.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's code as Lambda unpacks it, in a folder that stands for {@code /var/task} ("Defined runtime environment variables",
 * Lambda Developer Guide: LAMBDA_TASK_ROOT).
 */
record TaskRoot(Path folder) {
    private static final String HANDLER = "/io/github/cdknat/handler.jar";

    /** The code of both functions: the jar that the construct library carries, as the functions' asset is. */
    static TaskRoot ofHandler() {
        TaskRoot root = empty();
        try (InputStream jar = TaskRoot.class.getResourceAsStream(HANDLER)) {
            if (jar == null) {
                throw new IllegalStateException(
                        "Cannot find io/github/cdknat/handler.jar on the class path; run mvn package first");
            }
            root.unpack(jar);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of any archive. */
    static TaskRoot of(byte[] archive) {
        TaskRoot root = empty();
        try {
            root.unpack(new ByteArrayInputStream(archive));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with nothing in it yet. */
    private static TaskRoot empty() {
        try {
            return new TaskRoot(Files.createTempDirectory("cdk-nat-task-root"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(InputStream jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = folder.resolve(entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** Takes the folder away. */
    void delete() {
        try {
            for (Path path : files()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.cdknat.rehearsal.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Chromium without a window (Debian's package chromium). */
final class Browser {
    private static final int PATIENCE = 120;

    private final Path program;
    private final Path profile;

    private Browser(Path program, Path profile) {
        this.program = program;
        this.profile = profile;
    }

    /** The browser of this machine, if it has one. */
    static Optional<Browser> find(Path profile) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Browser(program, profile));
    }

    /** What the page consists of when its scripts have run. */
    String document(Path page) {
        return run(page, "--dump-dom", "--virtual-time-budget=2000");
    }

    /** What the page's scripts complain about. */
    String complaints(Path page) {
        run(page, "--dump-dom", "--enable-logging=stderr", "--v=0");
        return read(profile.resolve("err"))
                .lines()
                .filter(line -> line.contains("CONSOLE"))
                .reduce("", String::concat);
    }

    void screenshot(Path page, Path file, int width, int height) {
        run(page, "--screenshot=" + file, "--window-size=" + width + "," + height, "--hide-scrollbars");
    }

    void print(Path page, Path file) {
        run(page, "--print-to-pdf=" + file, "--no-pdf-header-footer");
    }

    private String run(Path page, String... options) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--allow-file-access-from-files",
                "--user-data-dir=" + profile.resolve("profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(profile.resolve("out").toFile())
                    .redirectError(profile.resolve("err").toFile())
                    .start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Chromium did not end: " + read(profile.resolve("err")));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return read(profile.resolve("out"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.EmbeddedAws;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A stretch of time that begins once, when something is seen. */
final class OutageWindow {
    private final EmbeddedAws aws;
    private final int seconds;
    private final BooleanSupplier begins;
    private Optional<Instant> end = Optional.empty();

    OutageWindow(EmbeddedAws aws, int seconds, BooleanSupplier begins) {
        this.aws = aws;
        this.seconds = seconds;
        this.begins = begins;
    }

    /** From the next call of that action on that takes effect. */
    static OutageWindow after(EmbeddedAws aws, String action, int seconds) {
        Instant now = aws.account().clock().now();
        return new OutageWindow(
                aws,
                seconds,
                () -> aws.account().callLog().of(action).stream()
                        .anyMatch(entry -> entry.effect() && entry.at().isAfter(now)));
    }

    boolean isOpen() {
        Instant now = aws.account().clock().now();
        if (end.isEmpty() && begins.getAsBoolean()) {
            end = Optional.of(now.plusSeconds(seconds));
        }
        return end.filter(now::isBefore).isPresent();
    }
}

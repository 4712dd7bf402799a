package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.ServedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulated AWS that answers on a thread of its own: one for each test, or for a class if the field is static. */
final class ServedAwsExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** There from the beginning, in 10.0.1.0/24, with the primary address 10.0.1.4. */
    static final String GATEWAY = "nat-0123456789abcdef0";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final double speed;
    private ServedAws world;
    private Thread thread;
    private boolean isShared;

    ServedAwsExtension(double speed) {
        this.speed = speed;
    }

    ServedAws world() {
        return world;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        isShared = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!isShared) {
            start();
        }
    }

    private void start() {
        ServedAws served = ServedAws.start(new ServedAws.Settings(0, speed, "eu-central-1", 1, List.of(GATEWAY)));
        world = served;
        thread = new Thread(() -> served.serve(Thread.currentThread()::isInterrupted), "served AWS");
        thread.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        if (!isShared) {
            afterAll(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        world.close();
    }

    /** Waits until that is so. */
    void until(Predicate<EmbeddedAws> condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!world.ask(condition::test)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }
}

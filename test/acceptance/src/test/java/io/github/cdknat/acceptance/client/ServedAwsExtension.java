package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.ServedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulated AWS that answers on a thread of its own. */
final class ServedAwsExtension implements BeforeEachCallback, AfterEachCallback {
    /** There from the beginning, in 10.0.1.0/24, with the primary address 10.0.1.4. */
    static final String GATEWAY = "nat-0123456789abcdef0";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final double speed;
    private ServedAws world;
    private Thread thread;

    ServedAwsExtension(double speed) {
        this.speed = speed;
    }

    ServedAws world() {
        return world;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    void start() {
        ServedAws served = ServedAws.start(new ServedAws.Settings(0, speed, "eu-central-1", 1, List.of(GATEWAY)));
        world = served;
        thread = new Thread(() -> served.serve(Thread.currentThread()::isInterrupted), "served AWS");
        thread.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        end();
    }

    void end() throws InterruptedException {
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

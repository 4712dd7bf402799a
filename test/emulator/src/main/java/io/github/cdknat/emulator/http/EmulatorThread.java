package io.github.cdknat.emulator.http;

import io.github.cdknat.emulator.core.FunctionCrashException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** The one thread of the world: carries out what other threads ask for, one after the other, while it pumps. */
final class EmulatorThread {
    private final BlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();
    private final AtomicReference<Throwable> defect = new AtomicReference<>();

    /** Carries requests out on this thread until the condition holds; false if it did not within that time of the wall clock. */
    boolean pump(BooleanSupplier until, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!until.getAsBoolean()) {
                Runnable request = requests.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (request == null) {
                    return until.getAsBoolean();
                }
                request.run();
                failOnDefect();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A defect of the emulated AWS must not look like a lost reply. */
    private void failOnDefect() {
        Throwable found = defect.getAndSet(null);
        if (found != null) {
            throw new IllegalStateException("The embedded AWS failed while it carried out a request", found);
        }
    }

    /** Makes the pumping thread look at its condition again; any thread may call it. */
    void wake() {
        requests.add(() -> {});
    }

    private <T> T noting(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (RuntimeException | AssertionError e) {
            defect.set(e);
            throw e;
        }
    }

    /** Lets the pumping thread do the work, and waits for its result. */
    <T> T carryOut(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> noting(work));
        requests.add(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FunctionCrashException) {
                throw new IOException("the caller died");
            }
            throw new IOException(e.getCause());
        }
    }
}

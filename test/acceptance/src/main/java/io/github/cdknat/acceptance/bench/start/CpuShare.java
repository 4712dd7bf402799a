package io.github.cdknat.acceptance.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A share of one processor for a process and its threads, as Lambda gives it with a function's memory: "At 1,769 MB, a function has
 * the equivalent of one vCPU" (Lambda Developer Guide, "Configure Lambda function memory"), and less in proportion. A control group
 * of Linux, of either version; few who are not root may make one.
 */
final class CpuShare implements AutoCloseable {
    /** The memory with which a function has one whole processor. */
    static final int WHOLE_MEGABYTES = 1769;

    /** Of 20 ms; what is left then goes with the machine. */
    private static final int TRIES = 250;

    private static final int PERIOD_MICROS = 20_000;
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final Path FIRST = ROOT.resolve("cpu");

    private final Path group;

    private CpuShare(Path group) {
        this.group = group;
    }

    /** The share that comes with so much memory; empty where no control group can be made. */
    static Optional<CpuShare> of(int megabytes) {
        int quota = PERIOD_MICROS * Math.min(megabytes, WHOLE_MEGABYTES) / WHOLE_MEGABYTES;
        boolean first = Files.isDirectory(FIRST);
        Path group = (first ? FIRST : ROOT)
                .resolve("cdk-nat-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            if (first) {
                Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
            } else {
                Files.writeString(group.resolve("cpu.max"), String.format(Locale.ROOT, "%d %d", quota, PERIOD_MICROS));
            }
            return Optional.of(new CpuShare(group));
        } catch (IOException e) {
            new CpuShare(group).close();
            return Optional.empty();
        }
    }

    /** What a command is started through, to run with this share. */
    List<String> prefix() {
        return List.of("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /** Takes the group away, once its processes have ended: until then it is busy. */
    @Override
    public void close() {
        for (int tries = 0; tries < TRIES && !isGone(); tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean isGone() {
        try {
            Files.deleteIfExists(group);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package io.github.cdknat.acceptance.bench.waiting;

import java.util.List;

/** A way to keep secondary addresses, at work in an {@link BenchmarkAccount}. */
public interface Approach {
    /** Its name in the table. */
    String name();

    /** Declares what the gateway shall have before the trial, and brings it about. */
    void begin(BenchmarkAccount account, List<String> addresses);

    /** Declares other addresses and waits until the tool says that it has finished, or has failed. */
    DeploymentResult deploy(BenchmarkAccount account, List<String> addresses);

    /** The same, but a resource that comes after the addresses fails; returns when the tool is back at what was before. */
    DeploymentResult deployInVain(BenchmarkAccount account, List<String> addresses, List<String> before);

    /** Whether the calls that it makes are known. */
    default boolean isCounted() {
        return true;
    }
}

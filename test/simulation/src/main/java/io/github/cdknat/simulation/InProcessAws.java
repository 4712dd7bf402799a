package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.simulation.inprocess.InProcessFunctions;

/** An AWS on this machine in which the handler's code runs in this process, on virtual time: hours take milliseconds. */
public final class InProcessAws {
    private InProcessAws() {}

    /** In {@link EmulatedAccount#REGION} and {@link EmulatedAccount#ACCOUNT}. The same seed gives the same world. */
    public static EmbeddedAws start(long seed) {
        return start(seed, EmulatedAccount.REGION, EmulatedAccount.ACCOUNT);
    }

    /** The same in another Region and account. */
    public static EmbeddedAws start(long seed, String region, String account) {
        return EmbeddedAws.of(
                EmulatedAccount.at(new VirtualClock(EmbeddedAws.START), seed, region, account),
                InProcessFunctions::host);
    }
}

package io.github.cdknat.emulator.core;

import java.time.Instant;

/** What all emulated services share. */
public record EmulatedAccount(
        VirtualClock clock, SeededRandom random, ApiCallLog callLog, EventLog events, String region, String account) {
    /** The Region, if nobody asks for another. */
    public static final String REGION = "eu-central-1";

    /** The account, if nobody asks for another. */
    public static final String ACCOUNT = "123456789012";

    public static EmulatedAccount at(VirtualClock clock, long seed) {
        return at(clock, seed, REGION, ACCOUNT);
    }

    public static EmulatedAccount at(VirtualClock clock, long seed, String region, String account) {
        return new EmulatedAccount(
                clock, new SeededRandom(seed), new ApiCallLog(), new EventLog(clock), region, account);
    }

    public Instant now() {
        return clock.now();
    }

    /** A request id as AWS writes it. */
    public String requestId() {
        return random.hex(8) + "-" + random.hex(4) + "-" + random.hex(4) + "-" + random.hex(4) + "-" + random.hex(12);
    }
}

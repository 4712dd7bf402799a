package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import java.time.Duration;
import java.time.Instant;

/** How long things may take, and how long we look before we believe. */
public final class Timing {
    /** Two observations agree if they lie at least this far apart: EC2's and Step Functions' reads can be stale. */
    public static final Duration AGREEMENT = Duration.ofSeconds(5);

    /** A rejected call is final if the gateway still shows the address as it was so long after. */
    public static final Duration REFUSAL_DOUBT = Duration.ofSeconds(10);

    /** Step Functions' and CloudFormation's clocks may differ by this much (assumed). */
    public static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

    /** A role's policy takes time to work: a denied call is tried again for this long. */
    public static final Duration DENIAL_PATIENCE = Duration.ofSeconds(60);

    /** CloudFormation's reads are at most this old (assumed, F71). */
    public static final Duration OLDEST_STACK = Duration.ofSeconds(60);

    /** EC2's reads are at most this old (assumed, F28). */
    public static final Duration OLDEST_GATEWAY = Duration.ofSeconds(120);

    /** What a Create or Update may take beside two drains, in seconds: assigning, a new policy, retries; and the time to answer. */
    public static final int BESIDE_DRAINS = 900;

    /** So long before its deadline a request asks for a denied call for the last time: longer than the pause between two questions. */
    public static final Duration LAST_QUESTION = Duration.ofSeconds(15);

    /**
     * What CloudFormation shows may contradict a request for as long as its reads may be old (60 s) and events late (90 s: Lambda
     * delivers none that is older, once more after a minute); then the request is refused, and nothing is done for it. By then, too, an
     * earlier request has its execution listed, or has none.
     */
    public static final Duration DOUBT = Duration.ofSeconds(150);

    /** After its answer an execution goes on for at most this long beyond CloudFormation's patience. */
    public static final Duration AFTER_RESPONSE = Duration.ofHours(2);

    /** So often are addresses chosen again that turn out to be taken. */
    public static final int MOST_CHOICES = 6;

    /** "The maximum amount of time to wait (in seconds) before forcibly closing a connection", MaxDrainDurationSeconds: 1..4000. */
    public static final Duration LONGEST_DRAIN = Duration.ofSeconds(Contract.LONGEST_DRAIN_SECONDS);

    private Timing() {}

    /** From here on nothing new is begun; what was done is undone. */
    public static Instant deadline(Instant start, int serviceTimeout) {
        return start.plusSeconds(serviceTimeout - margin(serviceTimeout));
    }

    /** By now the answer has to go out, whatever is left. */
    public static Instant lastCall(Instant start, int serviceTimeout) {
        return start.plusSeconds(serviceTimeout - margin(serviceTimeout) / 2);
    }

    /** The state machine's retries of a failing function can take a minute; small timeouts keep a fifth. */
    private static int margin(int serviceTimeout) {
        return Math.min(180, Math.max(1, serviceTimeout / 5));
    }
}

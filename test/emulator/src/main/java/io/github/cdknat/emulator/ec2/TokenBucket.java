package io.github.cdknat.emulator.ec2;

import java.time.Duration;
import java.time.Instant;

/** A bucket that refills steadily ("Request throttling for the Amazon EC2 API", Amazon EC2 Developer Guide). */
final class TokenBucket {
    private final double capacity;
    private final double perSecond;
    private double tokens;
    private Instant filled;

    TokenBucket(double capacity, double perSecond, Instant now) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.tokens = capacity;
        this.filled = now;
    }

    /** Takes a token if there is one. */
    boolean take(Instant now) {
        tokens = Math.min(capacity, tokens + Duration.between(filled, now).toMillis() / 1000.0 * perSecond);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}

package io.github.cdknat.emulator.ec2;

import io.github.cdknat.emulator.core.ApiCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * EC2's request buckets: one for each action, shared by everybody in the account and Region ("Request throttling for the Amazon EC2
 * API", Amazon EC2 Developer Guide: "each API is evaluated individually").
 */
final class RequestThrottle {
    /** A bucket that refills steadily. */
    private static final class TokenBucket {
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

    private final Map<String, TokenBucket> buckets = new HashMap<>();

    /** Takes a token for the call; false if there is none. */
    boolean admits(ApiCall call, Instant now) {
        return buckets.computeIfAbsent(bucket(call), name -> fresh(name, now)).take(now);
    }

    /** Describe calls without ids, filters and MaxResults have a smaller bucket of their own. */
    private static String bucket(ApiCall call) {
        boolean narrowed = call.parameters().keySet().stream()
                .anyMatch(name -> !name.equals("DryRun") && !name.equals("NextToken"));
        return call.action() + (narrowed ? "" : " unfiltered and unpaginated");
    }

    private static TokenBucket fresh(String name, Instant now) {
        if (name.contains("PrivateNatGatewayAddress")) {
            return new TokenBucket(10, 1, now);
        }
        if (!name.startsWith("Describe") && !name.startsWith("Get")) {
            return new TokenBucket(50, 5, now);
        }
        return name.endsWith("unpaginated") ? new TokenBucket(50, 10, now) : new TokenBucket(100, 20, now);
    }
}

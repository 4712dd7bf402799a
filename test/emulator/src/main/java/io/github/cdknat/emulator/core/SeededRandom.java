package io.github.cdknat.emulator.core;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance: the same seed draws the same world. */
public final class SeededRandom {
    private static final String DIGITS = "0123456789abcdef";

    private final SplittableRandom random;

    public SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public boolean faults(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Between the two, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    public Duration between(Duration low, Duration high) {
        return Duration.ofMillis(random.nextLong(low.toMillis(), high.toMillis() + 1));
    }

    public <T> T oneOf(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** That many lower-case hexadecimal digits. */
    public String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(DIGITS.charAt(random.nextInt(16)));
        }
        return text.toString();
    }
}

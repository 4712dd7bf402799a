package io.github.cdknat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.SeededRandom;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The packaged handler's JVMs are killed (SIGKILL) at random moments of random cases, and the invariants hold all the same. Half of
 * the moments lie before or after a request that the function makes, and come again with the same seed; the other half is a
 * time on the wall's clock.
 *
 * <p>{@code -Dkills=N} says how many times; {@code -Dkill-seed=S} where to begin.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final long FIRST_SEED = Long.getLong("kill-seed", 1);

    /** The same world each time, so that functions have the same names and their JVMs can be used again. */
    private static final long WORLD = 7;

    /** Step Functions and Lambda repeat a crashed call a bounded number of times; nobody is killed without end. */
    private static final int MOST_IN_ONE_HISTORY = 6;

    /** A killed function is trouble enough; what AWS leaves open stays. */
    private static final Set<Variation> OTHER_TROUBLE = EnumSet.of(
            Variation.LOST_REQUESTS,
            Variation.LOST_REPLIES,
            Variation.SERVER_ERRORS,
            Variation.THROTTLING,
            Variation.CRASHES,
            Variation.LAMBDA_ERRORS,
            Variation.ANSWERS_FAIL,
            Variation.SLOW_POLICIES,
            Variation.SLOW_CALLS);

    @Test
    void theLawsHoldWheneverAJvmIsKilled() {
        TemplateFactory blueprint = TemplateFactory.synthesize();
        long begin = System.nanoTime();
        long deployments = 0;
        long invocations = 0;
        long checks = 0;
        long seed = FIRST_SEED;
        try (JvmFunctionHost host = new JvmFunctionHost(JvmFunctionHost.currentJdk())) {
            host.warm(1);
            for (; host.kills() < KILLS; seed++) {
                SimulationRun.Outcome outcome = live(seed, blueprint, host);
                assertThat(outcome.breaches()).as("kill-seed %d", seed).isEmpty();
                deployments += outcome.deployments();
                invocations += outcome.passes();
                checks += outcome.checks();
                System.out.printf(
                        "killed %d JVMs in %d cases, %d deployments, %d invocations; invariants checked %d times; %d s%n",
                        host.kills(),
                        seed - FIRST_SEED + 1,
                        deployments,
                        invocations,
                        checks,
                        Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            }
        }
    }

    private static SimulationRun.Outcome live(long seed, TemplateFactory blueprint, JvmFunctionHost host) {
        SimulationCase simulationCase = SimulationCase.draw(seed, AwsConditions.PLAIN);
        for (Variation variation : OTHER_TROUBLE) {
            simulationCase = simulationCase.has(variation) ? simulationCase.without(variation) : simulationCase;
        }
        EmbeddedAws aws = EmbeddedAws.packaged(VirtualClock.Pace.INSTANT, WORLD, host);
        new Killer(new SeededRandom(seed)).follow(host);
        return SimulationRun.of(simulationCase, blueprint, aws);
    }

    /** Draws the moments. */
    private static final class Killer {
        private static final int MOST_REQUESTS_BETWEEN = 150;
        private static final double SHARE_OF_INVOCATIONS = 0.02;
        private static final int LONGEST_MICROSECONDS = 30_000;

        private final SeededRandom random;
        private int left = MOST_IN_ONE_HISTORY;
        private int moments;

        Killer(SeededRandom random) {
            this.random = random;
            this.moments = random.between(1, MOST_REQUESTS_BETWEEN);
        }

        void follow(JvmFunctionHost host) {
            host.killing(moment -> strikes());
            host.killingAfter(this::lifetime);
        }

        private boolean strikes() {
            if (left == 0 || --moments > 0) {
                return false;
            }
            moments = random.between(1, MOST_REQUESTS_BETWEEN);
            left--;
            return true;
        }

        private Optional<Duration> lifetime() {
            if (left == 0 || !random.faults(SHARE_OF_INVOCATIONS)) {
                return Optional.empty();
            }
            left--;
            return Optional.of(Duration.ofNanos(1_000L * random.between(0, LONGEST_MICROSECONDS)));
        }
    }
}

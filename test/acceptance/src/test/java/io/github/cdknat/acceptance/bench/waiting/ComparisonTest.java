package io.github.cdknat.acceptance.bench.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table promises of us, and what it says of the others; in virtual time, so the figures are the same everywhere. */
class ComparisonTest {
    private static final int MOST_DESCRIBES = 20;
    private static final Duration LATEST = Duration.ofSeconds(2);

    @Test
    void ofADrainOf350SecondsWeSeeTheEndWithin2SecondsAndWith20DescribeCalls() {
        Measurement ours = Comparison.run(Workload.oneOut(), new ThisConstruct());
        assertThat(ours.flaw()).isEmpty();
        assertThat(ours.late()).isPositive().isLessThanOrEqualTo(LATEST);
        assertThat(ours.describes()).isLessThanOrEqualTo(MOST_DESCRIBES);
        assertThat(ours.drains()).isOne();
    }

    @Test
    void weDrainNothingForADeploymentThatIsRolledBack() {
        Measurement ours = Comparison.run(Workload.rollback(), new ThisConstruct());
        assertThat(ours.flaw()).isEmpty();
        assertThat(ours.drainedInVain()).isZero();
        assertThat(ours.lowestServing()).isEqualTo(3);
    }

    @Test
    void weNeedNoDrainOfOurOwnForWhatDrainsAlready() {
        Measurement ours = Comparison.run(Workload.joinedDrain(), new ThisConstruct());
        assertThat(ours.flaw()).isEmpty();
        assertThat(ours.drains()).isZero();
    }

    @Test
    void oneDrainReplacesSevenAtTheLimit() {
        Measurement ours = Comparison.run(Workload.sevenAtTheLimit(), new ThisConstruct());
        assertThat(ours.flaw()).isEmpty();
        assertThat(ours.drains()).isOne();
    }

    static Approach[] thoseThatUpdateInPlace() {
        return new Approach[] {
            new ProviderFramework(5), new ProviderFramework(15), new Terraform(), new NativeResource()
        };
    }

    @ParameterizedTest
    @MethodSource("thoseThatUpdateInPlace")
    void anUpdateInPlaceDrainsTwiceForADeploymentThatIsRolledBack(Approach approach) {
        Measurement measurement = Comparison.run(Workload.rollback(), approach);
        assertThat(measurement.flaw()).isEmpty();
        assertThat(measurement.drainedInVain()).isOne();
        assertThat(measurement.drains()).isEqualTo(2);
    }

    /** One poll when the waiter starts, one after each interval; each poll is a call of the framework and one of the user's handler. */
    @Test
    void theFrameworkPollsAtAFixedIntervalUntilTheEnd() {
        Measurement every5 = Comparison.run(Workload.oneOut(), new ProviderFramework(5));
        Measurement every15 = Comparison.run(Workload.oneOut(), new ProviderFramework(15));
        assertThat(every5.describes()).isBetween(350 / 6, 350 / 5 + 3);
        assertThat(every15.describes()).isBetween(350 / 16, 350 / 15 + 4);
        assertThat(every5.invocations()).isEqualTo(2 * every5.describes());
        assertThat(every5.late()).isLessThanOrEqualTo(Duration.ofSeconds(7));
        assertThat(every15.late()).isLessThanOrEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void terraformAddsFirstSoItFailsAtTheLimit() {
        assertThat(Comparison.run(Workload.sevenAtTheLimit(), new Terraform()).flaw())
                .isEqualTo("fails: PrivateIpAddressLimitExceeded");
    }

    @Test
    void terraformDoesNotRepeatWhatABusyGatewayRefuses() {
        assertThat(Comparison.run(Workload.joinedDrain(), new Terraform()).flaw())
                .isEqualTo("fails: OperationInProgress");
    }

    @Test
    void theSameTrialHasTheSameScoreEveryTime() {
        assertThat(Comparison.run(Workload.rollback(), new ThisConstruct()))
                .isEqualTo(Comparison.run(Workload.rollback(), new ThisConstruct()));
    }
}

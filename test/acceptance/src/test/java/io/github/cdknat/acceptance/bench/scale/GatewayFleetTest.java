package io.github.cdknat.acceptance.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewayFleetTest {
    private final ThrottleLowerBound bound = ThrottleLowerBound.ec2(Duration.ofSeconds(8));

    @Test
    void theFirstTokensAreThereAtOnce() {
        assertThat(bound.of(10)).hasSeconds(358);
    }

    @Test
    void theOthersComeOneASecond() {
        assertThat(bound.of(500)).hasSeconds(490 + 358);
        assertThat(bound.inOneStack(100)).hasSeconds(90 + 8 + 90 + 350);
    }

    /** A small fleet; what a lone deployment takes beside its drain, half a minute, weighs less in a large one. */
    @Test
    void gatewaysThatShareTheBucketsAllGetTheirTurn() {
        LatencyDistribution latencies = GatewayFleet.run(40);
        assertThat(latencies.failed()).isZero();
        assertThat(latencies.throttled()).isPositive();
        assertThat(latencies.percentile(1)).isLessThan(bound.of(40).plusSeconds(70));
        assertThat(latencies.percentile(0.99))
                .isLessThan(latencies.percentile(0.5).multipliedBy(6).dividedBy(5));
    }

    /** More than the 35 that one role's inline policies have room for, so some share managed policies; the benchmark has 100. */
    @Test
    void aLargeStackComesChangesShrinksAndGoes() {
        LargeStack large = new LargeStack(50);
        assertThat(large.deploy(40, 20).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(large.deploy(50, 20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(large.serving()).isEqualTo(100);
        assertThat(large.deploy(30, 21).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(large.serving()).isEqualTo(30);
        assertThat(large.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(large.serving()).isZero();
    }

    @Test
    void sevenStacksOnOneGatewayAllGetTheirTurn() {
        LatencyDistribution created = SharedGateway.created(7);
        assertThat(created.failed()).isZero();
        LatencyDistribution emptied = SharedGateway.emptied(7);
        assertThat(emptied.failed()).isZero();
    }
}

package io.github.cdknat.testkit.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetTest {
    private final TokenBound bound = TokenBound.ec2(Duration.ofSeconds(8));

    @Test
    void theFirstTokensAreThereAtOnce() {
        assertThat(bound.of(10)).hasSeconds(358);
    }

    @Test
    void theOthersComeOneASecond() {
        assertThat(bound.of(500)).hasSeconds(490 + 358);
    }

    /** A small fleet; what a lone deployment takes beside its drain, half a minute, weighs less in a large one. */
    @Test
    void gatewaysThatShareTheBucketsAllGetTheirTurn() {
        Crowd crowd = Fleet.run(40);
        assertThat(crowd.failed()).isZero();
        assertThat(crowd.throttled()).isPositive();
        assertThat(crowd.percentile(1)).isLessThan(bound.of(40).plusSeconds(70));
        assertThat(crowd.percentile(0.99))
                .isLessThan(crowd.percentile(0.5).multipliedBy(6).dividedBy(5));
    }
}

package io.github.cdknat.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Windows of trouble, what they do to calls, and what old reads show. */
class OutagesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final Outages outages = new Outages(clock);

    @Test
    void anOutageIsOnFromItsBeginningUntilItsEnd() {
        outages.begin(Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertThat(outages.getAsBoolean()).isFalse();
        assertThat(outages.end()).isEqualTo(START.plusSeconds(40));
        clock.advance(Duration.ofSeconds(10));
        assertThat(outages.getAsBoolean()).isTrue();
        clock.advance(Duration.ofSeconds(30));
        assertThat(outages.getAsBoolean()).isFalse();
        assertThat(outages.end()).isEqualTo(clock.now());
    }

    @Test
    void outagesOfSeveralServicesCoverATimeTogether() {
        Outages other = new Outages(clock);
        outages.begin(Duration.ofSeconds(30));
        other.begin(Duration.ofSeconds(30), Duration.ofSeconds(30));
        List<Outages> both = List.of(other, outages);
        Instant end = START.plusSeconds(60);
        assertThat(Outages.cover(both, START, end, Duration.ZERO)).isTrue();
        assertThat(Outages.cover(both, START, end.plusSeconds(1), Duration.ZERO))
                .isFalse();
        assertThat(Outages.cover(both, START, end.plusSeconds(1), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(Outages.cover(List.of(outages), START, end, Duration.ZERO)).isFalse();
        assertThat(Outages.cover(List.of(other), START, end, Duration.ZERO)).isFalse();
    }

    @Test
    void everyMatchingCallGoesWrongWhileAnOutageIsOn() {
        FaultInjector faults = new FaultInjector();
        faults.during(outages, call -> call.action().equals("Assign"), FaultInjector.Kind.UNAVAILABLE);
        assertThat(faults.take(call("Assign"))).isEmpty();
        outages.begin(Duration.ofSeconds(30));
        assertThat(faults.take(call("Assign"))).contains(FaultInjector.Kind.UNAVAILABLE);
        assertThat(faults.take(call("Assign"))).contains(FaultInjector.Kind.UNAVAILABLE);
        assertThat(faults.take(call("Describe"))).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(faults.take(call("Assign"))).isEmpty();
    }

    @Test
    void anOldReadShowsWhatWasTrueAtItsMoment() {
        PastAnswers<Integer> answers = new PastAnswers<>();
        for (int second = 0; second <= 2_000; second++) {
            answers.add(START.plusSeconds(second), second);
        }
        assertThat(answers.at(START.plusSeconds(2_500))).contains(2_000);
        assertThat(answers.at(START.plusMillis(1_900_500))).contains(1_900);
        assertThat(answers.at(START.plusSeconds(1_400))).contains(1_400);
        assertThat(answers.at(START.plusSeconds(1_000))).isEqualTo(Optional.empty());
    }

    private static ApiCall call(String action) {
        return new ApiCall("ec2", action, Map.of(), "role");
    }
}

package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.Scene.ips;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
    private static final Intention ASSIGN = Intention.assign(Ipv4.sorted(ips("9")));
    private static final Intention UNASSIGN = Intention.unassign(Ipv4.sorted(ips("9")), 350);

    @ParameterizedTest
    @CsvSource({"0, 2", "14, 2", "15, 5", "59, 5", "60, 10", "500, 10"})
    void looksLessOftenTheLongerAnAssignTakes(long elapsed, long pause) {
        Scene scene = new Scene().with(AddressStatus.ASSIGNING, "", "9").at(elapsed);
        assertThat(Patience.whileChanging(called(ASSIGN), scene.seen())).isEqualTo(pause);
    }

    @Test
    void looksOftenWhileSomebodyElseAssigns() {
        Scene scene = new Scene().with(AddressStatus.ASSIGNING, "", "9").at(500);
        assertThat(Patience.whileChanging(Journal.empty(), scene.seen())).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5", "10, 10", "100, 55", "110, 60", "200, 60", "289, 60", "290, 59", "335, 14", "337, 12", "338, 12",
        "349, 1", "350, 1", "355, 1", "356, 2", "379, 2", "380, 10"
    })
    void stretchesDuringItsOwnDrainAndIsDenseNearItsEnd(long elapsed, long pause) {
        Scene scene = new Scene().draining("9").at(elapsed);
        assertThat(Patience.whileChanging(called(UNASSIGN), scene.seen())).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "40, 15", "60, 20", "1000, 20"})
    void looksAtOthersDrainsAtLeastEveryTwentySeconds(long elapsed, long pause) {
        Scene scene = new Scene().draining("30").at(elapsed);
        assertThat(Patience.whileChanging(Journal.empty(), scene.seen())).isEqualTo(pause);
        assertThat(Patience.whileChanging(called(ASSIGN), scene.seen())).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "3000, 2", "3400, 2", "4999, 1", "5000, 0"})
    void twoLooksLieFiveSecondsApart(long agreedMillis, long pause) {
        assertThat(Patience.untilAgreed(Duration.ofMillis(agreedMillis))).isEqualTo(pause);
    }

    private static Journal called(Intention intention) {
        return Journal.empty().with(draft -> draft.called = new Journal.Called(intention, Scene.START));
    }
}

package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.shared.Ipv4;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIntervalTest {
    private static final AddressChange ASSIGN = AddressChange.assign(Ipv4.sorted(ips("9")));
    private static final AddressChange UNASSIGN = AddressChange.unassign(Ipv4.sorted(ips("9")), 350);

    @ParameterizedTest
    @CsvSource({"0, 2", "14, 2", "15, 5", "59, 5", "60, 10", "500, 10"})
    void looksLessOftenTheLongerAnAssignTakes(long elapsed, long pause) {
        PlanFixture scene =
                new PlanFixture().with(AddressStatus.ASSIGNING, "", "9").at(elapsed);
        assertThat(PollInterval.whileChanging(called(ASSIGN), scene.seen())).isEqualTo(pause);
    }

    @Test
    void looksOftenWhileSomebodyElseAssigns() {
        PlanFixture scene =
                new PlanFixture().with(AddressStatus.ASSIGNING, "", "9").at(500);
        assertThat(PollInterval.whileChanging(Journal.empty(), scene.seen())).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5", "10, 10", "100, 55", "110, 60", "200, 60", "289, 60", "290, 59", "335, 14", "337, 12", "338, 12",
        "349, 1", "350, 1", "355, 1", "356, 2", "379, 2", "380, 10"
    })
    void stretchesDuringItsOwnDrainAndIsDenseNearItsEnd(long elapsed, long pause) {
        PlanFixture scene = new PlanFixture().draining("9").at(elapsed);
        assertThat(PollInterval.whileChanging(called(UNASSIGN), scene.seen())).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "40, 15", "60, 20", "1000, 20"})
    void looksAtOthersDrainsAtLeastEveryTwentySeconds(long elapsed, long pause) {
        PlanFixture scene = new PlanFixture().draining("30").at(elapsed);
        assertThat(PollInterval.whileChanging(Journal.empty(), scene.seen())).isEqualTo(pause);
        assertThat(PollInterval.whileChanging(called(ASSIGN), scene.seen())).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "3000, 2", "3400, 2", "4999, 1", "5000, 0"})
    void twoLooksLieFiveSecondsApart(long agreedMillis, long pause) {
        assertThat(PollInterval.secondsUntil(
                        PlanFixture.START.plusSeconds(5), PlanFixture.START.plusMillis(agreedMillis)))
                .isEqualTo(pause);
    }

    /** What a look shows may be five seconds old: later than that after all that matters, one look is enough. */
    @ParameterizedTest
    @CsvSource({"0, , , 0", "60, 58, , 3", "60, 55, , 0", "60, , 57, 2", "60, 56, 57, 2"})
    void aLookIsRecentFiveSecondsAfterACallAndWhatIsThereAgain(long elapsed, Long called, Long draining, long pause) {
        Journal journal = Journal.empty().with(draft -> {
            if (called != null) {
                draft.lastCall = new Journal.LastCall(ASSIGN, PlanFixture.START.plusSeconds(called));
            }
            if (draining != null) {
                draft.draining.put(PlanFixture.ip("9"), PlanFixture.START.plusSeconds(draining));
            }
        });
        PlanFixture scene = new PlanFixture().serving("9").at(elapsed);
        assertThat(untilRecent(journal, scene)).isEqualTo(pause);
    }

    @Test
    void whatDrainsAndIsGoneMakesNoLookOld() {
        Journal journal = Journal.empty()
                .with(draft -> draft.draining.put(PlanFixture.ip("9"), PlanFixture.START.plusSeconds(59)));
        assertThat(untilRecent(journal, new PlanFixture().at(60))).isZero();
        assertThat(untilRecent(journal, new PlanFixture().draining("9").at(60))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "19, 2", "20, 3", "300, 17", "360, 20", "1000, 20"})
    void looksLessOftenTheLongerAnEarlierRequestRuns(long elapsed, long pause) {
        PlanFixture scene = new PlanFixture().at(elapsed);
        assertThat(PollInterval.behindOthers(scene.seen())).isEqualTo(pause);
    }

    /** The drain takes 350 s; the last of two that drain counts. */
    @ParameterizedTest
    @CsvSource({"0, 60", "287, 60", "288, 60", "289, 59", "340, 8", "346, 2", "350, 2", "900, 2"})
    void aDrainWaiterLooksSeldomDuringADrainAndSoonAtItsEnd(long elapsed, long pause) {
        Journal journal = Journal.empty().with(draft -> {
            draft.draining.put(PlanFixture.ip("8"), PlanFixture.START.minusSeconds(100));
            draft.draining.put(PlanFixture.ip("9"), PlanFixture.START);
        });
        assertThat(PollInterval.besideOwner(journal, 350, PlanFixture.START.plusSeconds(elapsed)))
                .isEqualTo(pause);
        assertThat(PollInterval.besideOwner(Journal.empty(), 350, PlanFixture.START.plusSeconds(elapsed)))
                .isEqualTo(2);
    }

    private static long untilRecent(Journal journal, PlanFixture scene) {
        Observation seen = scene.seen();
        return PollInterval.untilRecent(journal, seen, seen.gateway().orElseThrow());
    }

    private static Journal called(AddressChange change) {
        return Journal.empty().with(draft -> draft.lastCall = new Journal.LastCall(change, PlanFixture.START));
    }
}

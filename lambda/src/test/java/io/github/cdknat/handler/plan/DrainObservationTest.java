package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.START;
import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.createOrUpdate;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing cancels a drain: an address that has drained and is there again belongs to whoever assigned it again. */
class DrainObservationTest {
    /** No page is older than the request that began then. */
    private static final Instant BEFORE = START.minusSeconds(120);

    /** Gone or assigned anew it has drained, at once; not where its drain failed, or where nothing is known of it. */
    @ParameterizedTest
    @CsvSource({
        "1, UNKNOWN, false, true",
        "1, ASSIGNING, true, true",
        "60, FAILED, true, false",
        "60, UNKNOWN, true, false"
    })
    void whatHasDrainedIsSeen(int seconds, AddressStatus status, boolean there, boolean drained) {
        PlanFixture scene = there ? new PlanFixture().with(status, "", "6") : new PlanFixture();
        assertThat(after(seconds, scene).drained()).isEqualTo(drained ? ips("6") : ips());
    }

    @Test
    void anAddressThatServesAgainHasDrainedUnlessTheViewMayBeAnOldOne() {
        Journal early = after(4, new PlanFixture().serving("6"));
        assertThat(early.drained()).isEmpty();
        assertThat(early.doubtful(gateway(new PlanFixture().serving("6")))).isEqualTo(ips("6"));
        assertThat(early.noticing(gateway(new PlanFixture().draining("6")), BEFORE, START.plusSeconds(6))
                        .drained())
                .isEmpty();
        assertThat(after(5, new PlanFixture().serving("6")).drained()).isEqualTo(ips("6"));
    }

    /** The breaker's case: what served again was taken for somebody else's, and stayed in no record. */
    @Test
    void anEarlierDrainOnAnOldPageIsNoneOfThisRequest() {
        Gateway draining = gateway(new PlanFixture().draining("6"));
        assertThat(Journal.empty()
                        .noticing(draining, START, START.plusSeconds(119))
                        .draining())
                .isEmpty();
        assertThat(Journal.empty()
                        .noticing(draining, START, START.plusSeconds(120))
                        .draining())
                .containsOnlyKeys(PlanFixture.ip("6"));
    }

    @Test
    void itsOwnDrainIsSeenOnWhateverPage() {
        Journal called = Journal.empty().with(draft -> draft.unassigned.addAll(ips("6")));
        assertThat(called.noticing(gateway(new PlanFixture().draining("6")), START, START)
                        .draining())
                .containsOnlyKeys(PlanFixture.ip("6"));
    }

    @Test
    void anAddressThatStillDrainsHasNotDrained() {
        Journal journal = after(60, new PlanFixture().draining("6"));
        assertThat(journal.drained()).isEmpty();
        assertThat(journal.draining()).containsOnlyKeys(PlanFixture.ip("6"));
    }

    /** Case 20722530: it unassigned what another stack had assigned since, again and again. */
    @Test
    void anAddressThatWasUnassignedAndHasGoneHasDrainedThoughNobodySawIt() {
        Journal called = Journal.empty()
                .with(draft ->
                        draft.lastCall = new Journal.LastCall(AddressChange.unassign(Ipv4.sorted(ips("6")), 1), START));
        Gateway gone = gateway(new PlanFixture());
        Gateway again = gateway(new PlanFixture().with(AddressStatus.ASSIGNING, "", "6"));
        assertThat(called.noticing(gone, BEFORE, START.plusSeconds(4)).drained())
                .isEmpty();
        assertThat(called.noticing(gone, BEFORE, START.plusSeconds(5)).drained())
                .isEqualTo(ips("6"));
        assertThat(called.noticing(again, BEFORE, START.plusSeconds(5)).drained())
                .isEqualTo(ips("6"));
        assertThat(called.noticing(gateway(new PlanFixture().serving("6")), BEFORE, START.plusSeconds(60))
                        .drained())
                .isEmpty();
    }

    @Test
    void nothingIsUnassignedBeforeThatIsClear() {
        Journal drainsFromNowOn = Journal.empty().with(draft -> draft.draining.put(PlanFixture.ip("6"), START));
        PlanFixture scene =
                new PlanFixture().stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS").serving("5", "6");
        Plan early = scene.plan(delete("nat-0abc/10.0.1.5+10.0.1.6"), alone(drainsFromNowOn));
        assertThat(early.step()).isEqualTo(new Plan.Step.Wait(2));
        assertThat(early.why()).isEqualTo("10.0.1.6 drained a moment ago and is shown as serving; looking again");
        Plan late = scene.pastPauses(delete("nat-0abc/10.0.1.5+10.0.1.6"), alone(drainsFromNowOn));
        assertThat(late.step()).isEqualTo(unassign("5"));
    }

    private static Journal alone(Journal journal) {
        return journal.with(draft -> draft.since.put(Journal.Fact.ALONE, START.minusSeconds(60)));
    }

    @Test
    void anUndoLeavesWhatOthersAssignedAnew() {
        Journal undoing = Journal.empty().with(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.assigned.addAll(ips("5", "6"));
            draft.drained.addAll(ips("6"));
            draft.failureReason = "because";
        });
        assertThat(new PlanFixture().serving("5", "6").step(create("5", "6"), undoing))
                .isEqualTo(unassign("5"));
    }

    @Test
    void freeingEarlyDoesNotFreeItTwice() {
        Journal freed = Journal.empty().with(draft -> {
            draft.unassigned.addAll(ips("6"));
            draft.drained.addAll(ips("6"));
            draft.rejectedCall = PlanFixture.refusal("8");
        });
        PlanFixture full = new PlanFixture()
                .stack("UPDATE_IN_PROGRESS")
                .serving("5", "6", "7")
                .recorded("Addresses", "nat-0abc/10.0.1.5+10.0.1.6", "UPDATE_IN_PROGRESS");
        Request.CreateOrUpdate replaced = createOrUpdate(4, Optional.of("nat-0abc/10.0.1.5+10.0.1.6"), "8", "9");
        assertThat(full.step(replaced, freed)).isEqualTo(unassign("5"));
    }

    @Test
    void whatAHoldWillAssignWhenItHasDrainedIsNotFound() {
        PlanFixture busy = new PlanFixture().draining("6");
        AddressRecord kept = ResultingRecord.afterSuccess(create("5", "6"), Journal.empty(), busy.seen());
        assertThat(kept.physicalId()).isEqualTo("nat-0abc/10.0.1.5+10.0.1.6");
        assertThat(ResultingRecord.afterSuccess(
                                create("6"),
                                Journal.empty(),
                                new PlanFixture().serving("6").seen())
                        .physicalId())
                .isEqualTo("nat-0abc/10.0.1.6*");
    }

    /** The journal after 10.0.1.6 was seen draining, and that many seconds later what this scene shows. */
    private static Journal after(int seconds, PlanFixture scene) {
        Journal draining = Journal.empty().noticing(gateway(new PlanFixture().draining("6")), BEFORE, START);
        return draining.noticing(gateway(scene), BEFORE, START.plusSeconds(seconds));
    }

    private static Gateway gateway(PlanFixture scene) {
        return scene.seen().gateway().orElseThrow();
    }
}

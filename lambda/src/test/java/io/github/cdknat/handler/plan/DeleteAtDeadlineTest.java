package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Release's time is over: ServiceTimeout is 1600 s, so the deadline is after 1420 s. */
class DeleteAtDeadlineTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void failsAtTheDeadlineIfWhatWasFreedEarlyIsNotBack() {
        PlanFixture late = new PlanFixture()
                .stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
                .recorded("Addresses", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE")
                .at(1420);
        String reason =
                "Cannot restore 10.0.1.9 on nat-0abc: the deployment that is rolled back had released it early, the"
                        + " time of this request (ServiceTimeout 1600 s) is over, and on the gateway are 10.0.1.4 (primary,"
                        + " succeeded)%s; deploy Addresses again%s.";
        assertThat(failureOf(Planner.plan(release(RECORD), Journal.empty(), late.seen())))
                .isEqualTo(reason.formatted("", ""));
        Journal assigned = Journal.empty().with(draft -> draft.mine.addAll(ips("9")));
        late.with(AddressStatus.ASSIGNING, "", "9");
        assertThat(failureOf(Planner.plan(release(RECORD), assigned, late.seen())))
                .isEqualTo(reason.formatted(", 10.0.1.9 (assigning)", " when the gateway is no longer busy"));
        assertThat(Planner.plan(release(RECORD), Journal.empty(), late.seen()).why())
                .isEqualTo("every owed address is released");
    }

    @Test
    void answersAtTheDeadlineEvenIfCloudFormationsBookNeverCatchesUp() {
        Journal ahead = Journal.empty()
                .with(draft -> draft.operation =
                        new StackOperation("DELETE_IN_PROGRESS", PlanFixture.START.toEpochMilli() + 1_000_000));
        for (String physicalId : List.of(RECORD, "Stack-Addresses-1ABC")) {
            PlanFixture scene = deleting().serving("5");
            assertThat(scene.settle(release(physicalId), ahead)
                            .journal()
                            .decision()
                            .orElseThrow()
                            .success())
                    .isFalse();
            assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(1600));
        }
    }

    @Test
    void aGatewayThatIsGoneAtTheDeadlineOwesNothing() {
        PlanFixture scene = deleting()
                .gateway("deleting", "private", "zonal")
                .serving("5")
                .execution(name("a", "update", "9"), Execution.Status.RUNNING, -9)
                .at(1420);
        assertThat(Planner.plan(release(RECORD), Journal.empty(), scene.seen()).why())
                .isEqualTo("the gateway is gone, and its addresses with it");
    }

    @Test
    void succeedsAtTheDeadlineIfOnlyADrainIsLeft() {
        assertThat(reason(deleting().draining("5", "6"), RECORD))
                .isEqualTo("Released: at the deadline only a running drain was left: 10.0.1.5, 10.0.1.6.");
    }

    @Test
    void succeedsAtTheDeadlineIfAnotherRecordOwesWhatIsLeft() {
        PlanFixture failedBefore =
                deleting().serving("5").draining("30").recorded("Sibling", "nat-0abc/10.0.1.5", "DELETE_FAILED");
        assertThat(reason(failedBefore, "nat-0abc/10.0.1.5")).isEqualTo("Released: every owed address is released.");
    }

    @Test
    void failsAtTheDeadlineIfAnAddressStillServes() {
        assertThat(failure(deleting().serving("5").draining("30"), RECORD))
                .isEqualTo("Cannot release 10.0.1.5 from nat-0abc: the time of this request (ServiceTimeout 1600 s) is"
                        + " over, and on the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.30"
                        + " (unassigning since 2026-01-01T00:00:00Z or longer); try again after 2026-01-01T01:06:40Z,"
                        + " when the last drain is over.");
    }

    private static PlanFixture deleting() {
        return new PlanFixture().stack("DELETE_IN_PROGRESS");
    }

    private static String reason(PlanFixture scene, String physicalId) {
        Response decision =
                scene.settle(release(physicalId)).journal().decision().orElseThrow();
        assertThat(decision.success()).isTrue();
        return decision.reason();
    }

    private static String failure(PlanFixture scene, String physicalId) {
        return failureOf(scene.settle(release(physicalId)));
    }

    private static String failureOf(Plan plan) {
        Response decision = plan.journal().decision().orElseThrow();
        assertThat(decision.success()).isFalse();
        return decision.reason();
    }
}

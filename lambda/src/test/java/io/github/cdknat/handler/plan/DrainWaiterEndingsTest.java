package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.DELETE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.decision;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.waiter;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.why;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request.DrainWaiter.Task;
import org.junit.jupiter.api.Test;

/** How a drain waiter ends that has waited long enough, and what it says. */
class DrainWaiterEndingsTest {
    @Test
    void theLastStageSaysWhatIsMissingAndWhenToComeBack() {
        Plan plan = lastStage(scene().draining("30"));
        assertThat(decision(plan).success()).isFalse();
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is over and not"
                                + " serving are: 10.0.1.5 while the gateway is busy with 10.0.1.30 (unassigning since"
                                + " 2026-01-01T00:57:00Z or longer); deploy again after 2026-01-01T02:03:40Z, when the last drain is"
                                + " over.");
    }

    @Test
    void theLastStageSaysThatTheOwnerHasNotEnded() {
        Plan plan = lastStage(scene().serving("5"));
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is over, and every"
                                + " address is serving, but its execution is still running; deploy again.");
    }

    @Test
    void theLastStageOfAReleaseEndsWellIfOnlyADrainIsLeft() {
        Plan plan = scene().serving("5")
                .draining("30")
                .execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .pastPauses(waiter(Task.RELEASE, 2, 2));
        assertThat(reason(plan)).isEqualTo("Waited: at the deadline only a running drain was left.");
    }

    @Test
    void theLastStageOfAReleaseFailsIfAnAddressHasNotBegunToDrain() {
        Plan plan = scene().serving("5", "7")
                .draining("30")
                .execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .pastPauses(waiter(Task.RELEASE, 2, 2));
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for the release of Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is"
                                + " over, and the release is still running while the gateway is busy with 10.0.1.30 (unassigning since"
                                + " 2026-01-01T00:57:00Z or longer); it goes on by itself, try again after 2026-01-01T02:03:40Z, when"
                                + " the last drain is over.");
    }

    @Test
    void failsWhenTheOwnersExecutionHasEndedShortOfItsGoal() {
        Plan plan = scene().serving("7").pastPauses(waiter(Task.HOLD, 1, 2));
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for Addresses: its execution has ended, and not serving are 10.0.1.5; on nat-0abc are"
                                + " 10.0.1.4 (primary, succeeded), 10.0.1.7 (succeeded). Look at the execution in Step Functions for"
                                + " the cause, then deploy again.");
    }

    @Test
    void failsWhenTheGatewayIsGone() {
        Plan plan = scene().withoutGateway().pastPauses(waiter(Task.HOLD, 1, 2));
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for Addresses: nat-0abc is gone, and its addresses with it; declare addresses of a gateway"
                                + " that is there.");
    }

    @Test
    void aRollbackHasNothingToSettleWhenTheGatewayIsGone() {
        Plan plan =
                scene().stack("UPDATE_ROLLBACK_IN_PROGRESS").withoutGateway().pastPauses(waiter(Task.HOLD, 1, 2));
        assertThat(decision(plan).success()).isTrue();
        assertThat(reason(plan)).isEqualTo("Waited: the gateway is gone, and nothing is left to wait for.");
    }

    @Test
    void inARollbackItSaysWhatToDoThere() {
        PlanFixture rollback = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS").serving("7");
        assertThat(reason(rollback.pastPauses(waiter(Task.HOLD, 1, 2))))
                .isEqualTo(
                        "Cannot wait for Addresses: its execution has ended, and not serving are 10.0.1.5; on nat-0abc are"
                                + " 10.0.1.4 (primary, succeeded), 10.0.1.7 (succeeded). Look at the execution in Step Functions for"
                                + " the cause, then continue the update rollback; if Addresses was skipped in it, skip this drain"
                                + " waiter too.");
        PlanFixture late =
                rollback.execution(DELETE, Execution.Status.RUNNING, -10).at(DEADLINE);
        assertThat(reason(late.pastPauses(waiter(Task.HOLD, 2, 2))))
                .isEqualTo(
                        "Cannot wait for Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is over and not"
                                + " serving are: 10.0.1.5; continue the update rollback.");
    }

    @Test
    void stopsWhenTheStackDoesSomethingElse() {
        Journal begun = Journal.empty().with(draft -> draft.operation = operation("UPDATE_IN_PROGRESS"));
        Plan plan = scene().stack("UPDATE_ROLLBACK_IN_PROGRESS").pastPauses(waiter(Task.HOLD, 1, 2), begun);
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for Addresses: the stack is UPDATE_ROLLBACK_IN_PROGRESS by now, so nobody waits for this"
                                + " request.");
    }

    @Test
    void aGatewayThatIsBeingDeletedIsGone() {
        Plan plan = scene().gateway("deleting", "private", "zonal").pastPauses(waiter(Task.HOLD, 1, 2));
        assertThat(reason(plan))
                .isEqualTo(
                        "Cannot wait for Addresses: nat-0abc is gone, and its addresses with it; declare addresses of a gateway"
                                + " that is there.");
    }

    @Test
    void aDeleteThatRunsIsWaitedForUntilTheDeadline() {
        PlanFixture scene = scene().serving("5").execution(DELETE, Execution.Status.RUNNING, -10);
        assertThat(why(scene, Task.RELEASE)).isEqualTo("waiting for the execution of Addresses");
        assertThat(reason(scene.at(DEADLINE).pastPauses(waiter(Task.RELEASE, 2, 2))))
                .isEqualTo(
                        "Cannot wait for the release of Addresses: the time of its last drain waiter (ServiceTimeout 3600 s) is"
                                + " over, and the release is still running; it goes on by itself, try again.");
    }

    @Test
    void saysToComeBackWhenNothingDrains() {
        Plan plan = scene().with(AddressStatus.ASSIGNING, "", "5")
                .execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .pastPauses(waiter(Task.HOLD, 2, 2));
        assertThat(reason(plan))
                .endsWith(
                        "while the gateway is busy with 10.0.1.5 (assigning); deploy again when the gateway is no longer"
                                + " busy.");
    }

    /** The last drain waiter after the owner at its deadline, while the owner's execution is running. */
    private static Plan lastStage(PlanFixture scene) {
        return scene.execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .pastPauses(waiter(Task.HOLD, 2, 2));
    }
}

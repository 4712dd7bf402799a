package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.DrainWaiterFixture.DEADLINE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.DELETE;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.LAST_WAITER;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.decision;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.reason;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.scene;
import static io.github.cdknat.handler.plan.DrainWaiterFixture.waiter;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Request.DrainWaiter.Task;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a drain waiter ends that has waited long enough, and what it says. */
class DrainWaiterEndingsTest {
    private static final String LATE = "the time of its last drain waiter (ServiceTimeout 3600 s) is over";
    private static final String BUSY =
            " while the gateway is busy with 10.0.1.30 (unassigning since" + " 2026-01-01T00:57:00Z or longer); ";
    private static final String GONE =
            "nat-0abc is gone, and its addresses with it; declare addresses of a gateway that is there.";
    private static final String ENDED =
            "its execution has ended, and not serving are 10.0.1.5; on nat-0abc are 10.0.1.4"
                    + " (primary, succeeded), 10.0.1.7 (succeeded). Look at the execution in Step Functions for the cause, then ";

    static Stream<Arguments> failures() {
        return Stream.of(
                row(
                        () -> late(scene().draining("30"), Task.UNTIL_SERVING),
                        "Cannot wait for Addresses: " + LATE + " and not serving are: 10.0.1.5" + BUSY
                                + "deploy again after 2026-01-01T02:03:40Z, when the last drain is over."),
                row(
                        () -> late(scene().with(AddressStatus.ASSIGNING, "", "5"), Task.UNTIL_SERVING),
                        "Cannot wait for Addresses: " + LATE
                                + " and not serving are: 10.0.1.5 while the gateway is busy with 10.0.1.5"
                                + " (assigning); deploy again when the gateway is no longer busy."),
                row(
                        () -> late(scene().serving("5"), Task.UNTIL_SERVING),
                        "Cannot wait for Addresses: " + LATE
                                + ", and every address is serving, but its execution is still running;"
                                + " deploy again."),
                row(
                        () -> late(rollback().serving("7"), Task.UNTIL_SERVING),
                        "Cannot wait for Addresses: " + LATE
                                + " and not serving are: 10.0.1.5; continue the update rollback."),
                row(
                        () -> late(scene().serving("5"), Task.UNTIL_RELEASED),
                        "Cannot wait for the release of Addresses: " + LATE
                                + ", and the release is still running; it goes on by itself," + " try again."),
                row(
                        () -> late(scene().serving("5", "7").draining("30"), Task.UNTIL_RELEASED),
                        "Cannot wait for the release of Addresses: " + LATE + ", and the release is still running"
                                + BUSY
                                + "it goes on by itself, try again after 2026-01-01T02:03:40Z, when the last drain is over."),
                row(
                        () -> scene().serving("7").pastPauses(waiter(Task.UNTIL_SERVING, 1, 2)),
                        "Cannot wait for Addresses: " + ENDED + "deploy again."),
                row(
                        () -> rollback().serving("7").pastPauses(waiter(Task.UNTIL_SERVING, 1, 2)),
                        "Cannot wait for Addresses: " + ENDED
                                + "continue the update rollback; if Addresses was skipped in it, skip this"
                                + " drain waiter too."),
                row(
                        () -> scene().withoutGateway().pastPauses(waiter(Task.UNTIL_SERVING, 1, 2)),
                        "Cannot wait for Addresses: " + GONE),
                row(
                        () -> scene().gateway("deleting", "private", "zonal")
                                .pastPauses(waiter(Task.UNTIL_SERVING, 1, 2)),
                        "Cannot wait for Addresses: " + GONE));
    }

    @ParameterizedTest
    @MethodSource
    void failures(Supplier<Plan> planned, String reason) {
        Plan plan = planned.get();
        assertThat(decision(plan).success()).isFalse();
        assertThat(reason(plan)).isEqualTo(reason);
    }

    /** Another id would make CloudFormation delete the old one. */
    @Test
    void aWaiterThatFailsKeepsItsId() {
        Request.DrainWaiter update = new Request.DrainWaiter(
                "Waiter",
                PlanFixture.GATEWAY,
                "Addresses",
                Task.UNTIL_SERVING,
                1,
                2,
                LAST_WAITER,
                4000,
                3600,
                Optional.of("old"));
        Plan plan = scene().serving("7").pastPauses(update);
        assertThat(decision(plan).success()).isFalse();
        assertThat(decision(plan).physicalId()).isEqualTo("old");
    }

    @Test
    void theLastStageOfADeleteEndsWellIfOnlyADrainIsLeft() {
        assertThat(reason(late(scene().serving("5").draining("30"), Task.UNTIL_RELEASED)))
                .isEqualTo("Waited: at the deadline only a running drain was left.");
    }

    @Test
    void aRollbackHasNothingToWaitForWhenTheGatewayIsGone() {
        assertThat(rollback().withoutGateway().success(waiter(Task.UNTIL_SERVING, 1, 2)))
                .isEqualTo("Waited: the gateway is gone, and nothing is left to wait for.");
    }

    @Test
    void stopsWhenTheStackDoesSomethingElse() {
        Journal begun = Journal.empty().with(draft -> draft.operation = operation("UPDATE_IN_PROGRESS"));
        assertThat(rollback().reason(waiter(Task.UNTIL_SERVING, 1, 2), begun))
                .isEqualTo(
                        "Cannot wait for Addresses: the stack is UPDATE_ROLLBACK_IN_PROGRESS by now, so nobody waits for this"
                                + " request.");
    }

    private static PlanFixture rollback() {
        return scene().stack("UPDATE_ROLLBACK_IN_PROGRESS");
    }

    /** The last drain waiter at its deadline, while the owner's execution is running. */
    private static Plan late(PlanFixture scene, Task task) {
        return scene.execution(DELETE, Execution.Status.RUNNING, -10)
                .at(DEADLINE)
                .pastPauses(waiter(task, 2, 2));
    }
}

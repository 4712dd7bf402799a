package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences that other packages ask for, or that only rare states lead to. */
class MessagesTest {
    private static final String CLEAN_UP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void aDenialSaysWhereToLook() {
        assertThat(Messages.denied(
                        create("9"),
                        Journal.empty(),
                        "AssignPrivateNatGatewayAddress",
                        "UnauthorizedOperation: No.",
                        Duration.ofSeconds(70)))
                .isEqualTo("Cannot change addresses of nat-0abc: EC2 denies AssignPrivateNatGatewayAddress"
                        + " (UnauthorizedOperation: No.), and still did after 70 s; look for a service control policy,"
                        + " permissions boundary or edited role that denies it, then deploy again.");
    }

    @Test
    void aDeniedDeleteSaysWhatItLeavesAndWhatToDo() {
        PlanFixture scene = DeletePlannerTest.deleting().serving("5", "6");
        assertThat(denied(scene, "DELETE_IN_PROGRESS")).contains("because. Not released: 10.0.1.5, 10.0.1.6.");
        assertThat(denied(scene.stack(CLEAN_UP), CLEAN_UP))
                .contains("because. Not released: 10.0.1.5, 10.0.1.6. The execution goes on with that until"
                        + " 2026-01-01T02:26:40Z, or the resource's next request, if its rights stay.");
    }

    private static Optional<String> denied(PlanFixture scene, String status) {
        Journal journal = Journal.empty().with(draft -> draft.operation = operation(status));
        return new AfterRejection(delete(RECORD), journal, scene.seen())
                .denied("because.")
                .response()
                .map(Response::reason);
    }

    /** What it had begun is in no record, and whoever reads the answer is the first to learn it. */
    @Test
    void anExecutionThatWasStoppedIsNamedByTheNextAnswer() {
        ExecutionName stopped = PlanFixture.name("a", "update", "7");
        PlanFixture scene = new PlanFixture()
                .stack("UPDATE_IN_PROGRESS")
                .serving("5")
                .execution(stopped, Execution.Status.STOPPED, -60);
        assertThat(scene.answer(update("nat-0abc/10.0.1.5", "5")).reason())
                .isEqualTo("Holding 10.0.1.5 on nat-0abc. The execution before this one, " + stopped.text()
                        + ", was stopped: look at it in Step Functions for what it had assigned, and unassign that if"
                        + " nobody declares it.");
        assertThat(scene.execution(PlanFixture.name("a", "update", "8"), Execution.Status.FAILED, -30)
                        .answer(update("nat-0abc/10.0.1.5", "5"))
                        .reason())
                .isEqualTo("Holding 10.0.1.5 on nat-0abc.");
    }

    @Test
    void aCrashSaysWhereToLook() {
        assertThat(Messages.crashed(delete(RECORD), "OutOfMemoryError"))
                .isEqualTo("Cannot finish the request for nat-0abc: the function failed (OutOfMemoryError); see its log"
                        + " group, and report it if the cause is not in your account.");
    }

    @Test
    void aRefusalQuotesEc2() {
        Journal.RejectedCall assign =
                new Journal.RejectedCall(AddressChange.assign(Ipv4.sorted(ips("9"))), "Code", "No.", PlanFixture.START);
        assertThat(Messages.refused(
                        create("9"),
                        Journal.empty(),
                        assign,
                        new PlanFixture().serving("5").seen()))
                .isEqualTo("Cannot assign 10.0.1.9 to nat-0abc: EC2 refused it (Code: No.) while on the gateway are"
                        + " 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded); free the address or remove it from"
                        + " secondaryPrivateIpAddresses.");
        Journal.RejectedCall unassign = new Journal.RejectedCall(
                AddressChange.unassign(Ipv4.sorted(ips("9")), 350), "Code", "No.", PlanFixture.START);
        assertThat(Messages.refused(
                        create("9"),
                        Journal.empty(),
                        unassign,
                        new PlanFixture().withoutGateway().seen()))
                .isEqualTo(
                        "Cannot unassign 10.0.1.9 from nat-0abc: EC2 refused it (Code: No.); look at the address in the"
                                + " console, then deploy again.");
    }

    @Test
    void aCreateOrUpdateThatIsStillUndoingItselfSaysWhatIsLeft() {
        Journal undoing = Journal.empty().with(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.assigned.addAll(ips("9"));
            draft.failureReason = "No luck.";
        });
        Response decision = new PlanFixture().serving("9").draining("30").answer(create("9"), undoing);
        assertThat(decision)
                .isEqualTo(Response.failed(
                        "nat-0abc/10.0.1.9", "No luck. Still on the gateway and being taken back: 10.0.1.9."));
    }

    /** A drain of its own ends when it was asked to; anybody else's may take as long as any, 4000 s. */
    @ParameterizedTest
    @CsvSource({
        "unassign, 9, 60, 100, 2026-01-01T00:01:40Z",
        "unassign, 9, 200, 100, 2026-01-01T00:03:20Z",
        "unassign, 8, 60, 100, 2026-01-01T01:06:40Z",
        "assign, 9, 60, 100, 2026-01-01T01:06:40Z",
        "assign, 9, 60, 4500, 2026-01-01T01:15:00Z"
    })
    void saysWhenTheLastDrainIsOver(String call, String lastOctet, int seconds, long elapsed, String end) {
        Ipv4 address = PlanFixture.ip(lastOctet);
        Journal journal = Journal.empty().with(draft -> {
            draft.draining.put(PlanFixture.ip("9"), PlanFixture.START);
            draft.lastCall = new Journal.LastCall(
                    call.equals("assign")
                            ? AddressChange.assign(Ipv4.sorted(ips(lastOctet)))
                            : AddressChange.unassign(Ipv4.sorted(Set.of(address)), seconds),
                    PlanFixture.START);
        });
        assertThat(new CreateOrUpdateMessages(
                                create("5"),
                                journal,
                                new PlanFixture().draining("9").at(elapsed).seen())
                        .deadline())
                .isEqualTo("Cannot hold 10.0.1.5 on nat-0abc: the time of this request (1600 s) is over and not"
                        + " serving are: 10.0.1.5 while the gateway is busy with 10.0.1.9 (unassigning since"
                        + " 2026-01-01T00:00:00Z or longer); deploy again after " + end
                        + ", when the last drain is over.");
    }
}

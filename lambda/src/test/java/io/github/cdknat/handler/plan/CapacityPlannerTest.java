package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.alone;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.createOrUpdate;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Which of the missing addresses fit. */
class CapacityPlannerTest {
    private static final Optional<String> OLD = Optional.of("nat-0abc/10.0.1.5");

    @Test
    void whatFitsExactlyIsAssignedAtOnce() {
        Plan plan = new PlanFixture().pastPauses(createOrUpdate(3, Optional.empty(), "9", "10"));
        assertThat(plan.step()).isEqualTo(assign("9", "10"));
        assertThat(plan.why()).isEqualTo("all missing addresses fit");
    }

    @Test
    void oneMoreThanFitsFailsIfNothingOfItsOwnCanGo() {
        assertThat(new PlanFixture().step(createOrUpdate(3, Optional.empty(), "9", "10"), alone()))
                .isEqualTo(assign("9", "10"));
        assertThat(new PlanFixture().serving("30").reason(createOrUpdate(3, Optional.empty(), "9", "10")))
                .isEqualTo(
                        "Cannot hold 10.0.1.9, 10.0.1.10 on nat-0abc: 2 more (10.0.1.9, 10.0.1.10) do not fit beside the"
                                + " 2 of at most 3 addresses there: 10.0.1.4 (primary, succeeded), 10.0.1.30 (succeeded); release"
                                + " some of these, or declare fewer, or raise addressLimit if your quota is higher.");
    }

    /** Somebody's quota is higher than the declared limit: giving up 10.0.1.5 would not make room for 10.0.1.9. */
    @Test
    void onAGatewayBeyondTheLimitNothingIsFreedInVain() {
        PlanFixture beyond = new PlanFixture().serving("5", "30", "31").stack("UPDATE_IN_PROGRESS");
        assertThat(beyond.reason(createOrUpdate(3, OLD, "9"), alone()))
                .isEqualTo("Cannot hold 10.0.1.9 on nat-0abc: 1 more (10.0.1.9) do not fit beside the 4 of at most 3"
                        + " addresses there: 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.30 (succeeded),"
                        + " 10.0.1.31 (succeeded); release some of these, or declare fewer, or raise addressLimit if your"
                        + " quota is higher.");
        assertThat(beyond.step(createOrUpdate(4, OLD, "9"), refused("9"))).isEqualTo(unassign("5"));
    }

    @Test
    void afterAChoiceTurnedOutToBeTakenOneIsAssignedAtATime() {
        Journal chosen = alone().with(draft -> draft.choices = 1);
        PlanFixture roomForTwo = new PlanFixture().serving("5").stack("UPDATE_IN_PROGRESS");
        assertThat(roomForTwo.step(createOrUpdate(4, OLD, "9", "10", "11"), alone()))
                .isEqualTo(assign("9", "10"));
        assertThat(roomForTwo.step(createOrUpdate(4, OLD, "9", "10", "11"), chosen))
                .isEqualTo(assign("9"));
        Plan all = roomForTwo.pastPauses(createOrUpdate(8, OLD, "9", "10", "11"), chosen);
        assertThat(all.step()).isEqualTo(assign("9"));
        assertThat(all.why()).isEqualTo("one at a time, because a chosen address was not free");
    }

    /** Two addresses of a sibling's record are missing, and one is there: it has to come back to all three. */
    @Test
    void inARollbackSlotsThatOthersMissAreLeftToThem() {
        PlanFixture scene = inRollback()
                .serving("5", "22")
                .recorded("Sibling", "nat-0abc/10.0.1.20+10.0.1.21+10.0.1.22", "UPDATE_COMPLETE");
        Plan early = scene.pastPauses(createOrUpdate(5, OLD, "9"), alone());
        assertThat(early.step()).isEqualTo(unassign("5"));
        assertThat(early.why())
                .isEqualTo("early release: the room on the gateway is owed to other records, and these are no longer"
                        + " declared");
        assertThat(scene.step(createOrUpdate(6, OLD, "9"), alone())).isEqualTo(assign("9"));
        assertThat(scene.step(createOrUpdate(5, Optional.of("nat-0abc/none"), "9"), alone()))
                .isEqualTo(assign("9"));
    }

    @Test
    void inARollbackASlotForWhatItMissesTooIsNotLeftToOthers() {
        PlanFixture scene = inRollback().serving("5").recorded("Sibling", "nat-0abc/10.0.1.9", "UPDATE_COMPLETE");
        assertThat(scene.step(createOrUpdate(3, OLD, "9"), alone())).isEqualTo(assign("9"));
    }

    @Test
    void inARollbackItMakesRoomForWhatOthersMissToo() {
        PlanFixture scene = inRollback()
                .serving("5", "6", "7")
                .recorded("Sibling", "nat-0abc/10.0.1.20+10.0.1.21", "UPDATE_COMPLETE");
        Optional<String> old = Optional.of("nat-0abc/10.0.1.5+10.0.1.6+10.0.1.7");
        assertThat(scene.step(createOrUpdate(5, old, "9"), alone())).isEqualTo(unassign("6", "7"));
    }

    /** Somebody had assigned 10.0.1.40 before: the deployment that fails leaves it as it found it. */
    @Test
    void inARollbackItGivesUpNothingThatTheFailedDeploymentHasAdopted() {
        PlanFixture scene = inRollback().serving("30", "40");
        Optional<String> failed = Optional.of("nat-0abc/10.0.1.30+10.0.1.40*");
        assertThat(scene.step(createOrUpdate(3, failed, "20"), refused("20"))).isEqualTo(unassign("30"));
    }

    @Test
    void onAGatewayThatLooksFullOneIsAssignedBeforeAnythingIsReleasedEarly() {
        PlanFixture full = new PlanFixture().serving("5", "6").stack("UPDATE_IN_PROGRESS");
        Optional<String> old = Optional.of("nat-0abc/10.0.1.5+10.0.1.6");
        Plan first = full.pastPauses(createOrUpdate(3, old, "9", "10"), alone());
        assertThat(first.step()).isEqualTo(assign("9"));
        assertThat(first.why()).isEqualTo("the gateway looks full, and only EC2 knows its limit");
        Plan early = full.pastPauses(createOrUpdate(3, old, "9", "10"), refused("9"));
        assertThat(early.step()).isEqualTo(unassign("5", "6"));
        assertThat(early.why()).isEqualTo("early release: the gateway is full, and these are no longer declared");
        Journal unassignRefused = alone().with(draft -> draft.refusal = new Journal.RejectedCall(
                AddressChange.unassign(Ipv4.sorted(ips("5", "6")), 350), "Code", "No.", PlanFixture.START, 0));
        assertThat(full.step(createOrUpdate(3, old, "9", "10"), unassignRefused))
                .isEqualTo(assign("9"));
    }

    /** One construct's addresses become another's in the same deployment: released early, they would be away for a while. */
    @Test
    void nothingIsReleasedEarlyThatALaterDeclarationTakesOver() {
        PlanFixture full = new PlanFixture().serving("5", "6").stack("UPDATE_IN_PROGRESS");
        SortedSet<Ipv4> later = Ipv4.sorted(ips("6"));
        assertThat(full.step(declaring(later, "9"), refused("9"))).isEqualTo(unassign("5"));
        SortedSet<Ipv4> all = Ipv4.sorted(ips("5", "6"));
        assertThat(full.failure(declaring(all, "9"), refused("9")))
                .isEqualTo("Cannot hold 10.0.1.9 on nat-0abc: 1 more (10.0.1.9) do not fit beside the 3 of at most 3"
                        + " addresses there: 10.0.1.4 (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.6 (succeeded);"
                        + " release some of these, or declare fewer, or raise addressLimit if your quota is higher.");
    }

    @Test
    void nothingIsReleasedEarlyThatARunningRequestOfAnotherResourceAsksFor() {
        PlanFixture full = new PlanFixture()
                .serving("5", "6")
                .stack("UPDATE_IN_PROGRESS")
                .events(
                        PlanFixture.event("Addresses", "nat-0abc/none", "UPDATE_IN_PROGRESS", "5"),
                        PlanFixture.event("Other", "", "CREATE_IN_PROGRESS", "6"));
        assertThat(full.step(declaring(Ipv4.sorted(List.of()), "9"), refused("9")))
                .isEqualTo(unassign("5"));
    }

    private static Request.CreateOrUpdate declaring(SortedSet<Ipv4> later, String... lastOctets) {
        return new Request.CreateOrUpdate(
                "Addresses",
                PlanFixture.GATEWAY,
                List.copyOf(Ipv4.sorted(ips(lastOctets))),
                Optional.empty(),
                350,
                3,
                1600,
                Optional.of("nat-0abc/10.0.1.5+10.0.1.6"),
                DrainWaiters.NONE,
                later);
    }

    private static Journal refused(String lastOctet) {
        return alone().with(draft -> draft.refusal = PlanFixture.refusal(lastOctet));
    }

    @Test
    void inADeploymentOthersHaveTheirTurnAfterwards() {
        PlanFixture scene = new PlanFixture()
                .serving("5", "22")
                .recorded("Sibling", "nat-0abc/10.0.1.20+10.0.1.21+10.0.1.22", "UPDATE_COMPLETE")
                .stack("UPDATE_IN_PROGRESS");
        assertThat(scene.step(createOrUpdate(5, OLD, "9"), alone())).isEqualTo(assign("9"));
    }

    /** The deployment's own request has ended, and its stack is rolled back. */
    private static PlanFixture inRollback() {
        return new PlanFixture()
                .execution(PlanFixture.name("a", "update", "9"), Execution.Status.ENDED_OTHERWISE, -3)
                .stack("UPDATE_ROLLBACK_IN_PROGRESS");
    }
}

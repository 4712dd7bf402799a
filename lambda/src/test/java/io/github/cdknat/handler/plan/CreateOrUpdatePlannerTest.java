package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hold assigns, frees early and records. */
class CreateOrUpdatePlannerTest {
    @Test
    void assignsAllMissingAddressesInOneCall() {
        Plan plan = new PlanFixture().settle(create("9", "10"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(ips("9", "10")))));
    }

    @Test
    void looksTwiceForEarlierExecutionsBeforeItAssigns() {
        PlanFixture scene = new PlanFixture();
        Plan first = Planner.plan(create("9"), Journal.empty(), scene.seen());
        assertThat(first.step()).isEqualTo(new Plan.Step.Wait(5));
        assertThat(scene.at(4).settle(create("9"), first.journal()).journal().aloneSince())
                .contains(PlanFixture.START);
    }

    @Test
    void waitsWhileAnEarlierExecutionOfItsResourceIsRunning() {
        PlanFixture scene = new PlanFixture().execution(name("a", "update", "1"), Execution.Status.RUNNING, -60);
        for (int second = 0; second < 60; second += 5) {
            Plan plan =
                    Planner.plan(create("9"), Journal.empty(), scene.at(second).seen());
            assertThat(plan.step()).isInstanceOf(Plan.Step.Wait.class);
            assertThat(plan.journal().aloneSince()).isEmpty();
        }
    }

    @Test
    void succeedsWithTheRecordOnceTwoObservationsAgree() {
        Plan plan = new PlanFixture().serving("9").settle(create("9"), mine("9"));
        Response decision = plan.journal().decision().orElseThrow();
        assertThat(decision.success()).isTrue();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.9");
        assertThat(decision.reason()).isEqualTo("Holding 10.0.1.9 on nat-0abc.");
        assertThat(decision.data())
                .containsEntry("PrimaryPrivateIpAddress", "10.0.1.4")
                .containsEntry("NetworkInterfaceId", "eni-1")
                .containsEntry("SecondaryPrivateIpAddresses", "10.0.1.9");
    }

    @Test
    void marksWhatWasThereBeforeAsAdopted() {
        Response decision = new PlanFixture()
                .serving("9")
                .settle(create("9"))
                .journal()
                .decision()
                .orElseThrow();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.9*");
        assertThat(decision.reason()).isEqualTo("Holding 10.0.1.9 on nat-0abc; found there and adopted: 10.0.1.9.");
    }

    @Test
    void aRenamedConstructInheritsWithoutAMark() {
        PlanFixture scene = new PlanFixture().serving("9").recorded("Old", "nat-0abc/10.0.1.9", "CREATE_COMPLETE");
        assertThat(scene.settle(create("9")).journal().decision().orElseThrow().physicalId())
                .isEqualTo("nat-0abc/10.0.1.9");
    }

    @Test
    void anEmptyDeclarationHoldsNothing() {
        Response decision =
                new PlanFixture().settle(create()).journal().decision().orElseThrow();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/none");
        assertThat(decision.success()).isTrue();
    }

    @Test
    void freesOnlyItsOwnOldAddressesHighestFirstWhenTheGatewayIsFull() {
        PlanFixture scene =
                new PlanFixture().serving("5", "6", "7", "8", "9", "10", "11").stack("UPDATE_IN_PROGRESS");
        Plan plan = scene.settle(update("nat-0abc/10.0.1.5+10.0.1.6+10.0.1.7", "5", "20"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(ips("7")), 350)));
    }

    @Test
    void assignsWhatFitsBeforeItFreesAnything() {
        PlanFixture scene =
                new PlanFixture().serving("5", "6", "7", "8", "9", "10").stack("UPDATE_IN_PROGRESS");
        Plan plan = scene.settle(update("nat-0abc/10.0.1.5+10.0.1.6", "20", "21"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(ips("20")))));
    }

    @Test
    void needNotBeAloneToHoldWhatItsRecordListsAlready() {
        PlanFixture scene = behindAnother("nat-0abc/10.0.1.5+10.0.1.6", "5", "6");
        Plan plan = scene.settle(update("nat-0abc/10.0.1.5+10.0.1.6", "5"));
        assertThat(scene.seen().now()).isEqualTo(PlanFixture.START.plusSeconds(5));
        assertThat(plan.journal().decision().orElseThrow().physicalId()).isEqualTo("nat-0abc/10.0.1.5");
    }

    @Test
    void hasToBeAloneIfItsRecordIsAnotherGatewaysListsLessOrDoesNotServe() {
        for (PlanFixture scene : List.of(
                behindAnother("nat-0def/10.0.1.5", "5"),
                behindAnother("nat-0abc/10.0.1.6", "5", "6"),
                behindAnother("nat-0abc/10.0.1.5+10.0.1.6", "5"))) {
            Plan plan = Planner.plan(update("nat-0abc/10.0.1.5", "5"), Journal.empty(), scene.seen());
            assertThat(plan.why()).isEqualTo("making sure that no earlier request of the resource is running");
        }
    }

    @Test
    void aDuplicateOfARunningRequestEndsWithoutAnAnswer() {
        ExecutionName twin = new ExecutionName("a".repeat(20), "create", "0".repeat(8), "0".repeat(12), "1".repeat(16));
        Plan plan =
                new PlanFixture().execution(twin, Execution.Status.RUNNING, -1).settle(create("9"));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
        assertThat(plan.journal().decision()).isEmpty();
    }

    private static PlanFixture behindAnother(String record, String... serving) {
        return new PlanFixture()
                .serving(serving)
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Addresses", record, "UPDATE_COMPLETE")
                .execution(name("a", "update", "1"), Execution.Status.RUNNING, -60);
    }

    private static Journal mine(String... lastOctets) {
        return Journal.empty().with(draft -> draft.mine.addAll(ips(lastOctets)));
    }
}

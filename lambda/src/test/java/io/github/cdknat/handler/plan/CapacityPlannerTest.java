package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.alone;
import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.createOrUpdate;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the missing addresses fit. */
class CapacityPlannerTest {
    private static final Optional<String> OLD = Optional.of("nat-0abc/10.0.1.5");

    /** The scene, the limit, what the record lists, what is declared and not there, and what EC2 has refused to assign. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE_IN_PROGRESS | 3 | none | 9 10 | | assign 10.0.1.9, 10.0.1.10",
                "UPDATE_IN_PROGRESS; serving 5 6 | 3 | 5+6 | 9 10 | | assign 10.0.1.9",
                "UPDATE_IN_PROGRESS; serving 5 6 | 3 | 5+6 | 9 10 | 9 | unassign 10.0.1.5, 10.0.1.6",
                "UPDATE_IN_PROGRESS; serving 5 30 31 | 4 | 5 | 9 | 9 | unassign 10.0.1.5",
                "UPDATE_IN_PROGRESS; serving 5 22; Sibling 20+21+22 UPDATE_COMPLETE | 5 | 5 | 9 | | assign 10.0.1.9",
                "UPDATE_ROLLBACK_IN_PROGRESS; serving 5 22; Sibling 20+21+22 UPDATE_COMPLETE | 5 | 5 | 9 | | unassign 10.0.1.5",
                "UPDATE_ROLLBACK_IN_PROGRESS; serving 5 22; Sibling 20+21+22 UPDATE_COMPLETE | 6 | 5 | 9 | | assign 10.0.1.9",
                "UPDATE_ROLLBACK_IN_PROGRESS; serving 5 22; Sibling 20+21+22 UPDATE_COMPLETE | 5 | none | 9 | | assign 10.0.1.9",
                "UPDATE_ROLLBACK_IN_PROGRESS; serving 5; Sibling 9 UPDATE_COMPLETE | 3 | 5 | 9 | | assign 10.0.1.9",
                "UPDATE_ROLLBACK_IN_PROGRESS; serving 5 6 7; Sibling 20+21 UPDATE_COMPLETE | 5 | 5+6+7 | 9 | | unassign 10.0.1.6, 10.0.1.7",
                "UPDATE_ROLLBACK_IN_PROGRESS; serving 30 40 | 3 | 30+40* | 20 | 20 | unassign 10.0.1.30"
            })
    void assignsWhatFitsThenOneAndGivesUpItsOwnWhenEc2RefusesThat(
            String scene, int limit, String record, String desired, String refused, String step) {
        Request.CreateOrUpdate request =
                createOrUpdate(limit, Optional.of(PlanFixture.kept(record)), desired.split(" "));
        assertThat(PlanFixture.of(scene)
                        .execution(PlanFixture.name("a", "update", "9"), Execution.Status.FAILED, -3)
                        .step(request, refused == null ? alone() : refused(refused)))
                .hasToString(step);
    }

    /** Somebody's quota is higher than the declared limit: giving up 10.0.1.5 would not make room for 10.0.1.9. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serving 30 | none | 9 10 | 10.0.1.9, 10.0.1.10 | 2 | 2 | 10.0.1.30 (succeeded)",
                "serving 5 30 31 | 5 | 9 | 10.0.1.9 | 1 | 4 | 10.0.1.5 (succeeded), 10.0.1.30 (succeeded), 10.0.1.31 (succeeded)"
            })
    void failsIfNothingOfItsOwnCanMakeEnoughRoom(
            String scene, String record, String desired, String listed, int more, int there, String others) {
        assertThat(PlanFixture.of("UPDATE_IN_PROGRESS; " + scene)
                        .failure(createOrUpdate(3, Optional.of(PlanFixture.kept(record)), desired.split(" "))))
                .isEqualTo("Cannot hold " + listed + " on nat-0abc: " + more + " more (" + listed
                        + ") do not fit beside the " + there + " of at most 3 addresses there: 10.0.1.4 (primary,"
                        + " succeeded), " + others
                        + "; release some of these, or declare fewer, or raise addressLimit if"
                        + " your quota is higher.");
    }

    @Test
    void saysWhyItAssignsOrGivesUp() {
        PlanFixture full = new PlanFixture().serving("5").stack("UPDATE_IN_PROGRESS");
        assertThat(full.pastPauses(createOrUpdate(8, OLD, "9"), alone()).why()).isEqualTo("all missing addresses fit");
        assertThat(full.pastPauses(createOrUpdate(2, OLD, "9"), alone()).why())
                .isEqualTo("the gateway looks full, and only EC2 knows its limit");
        assertThat(full.pastPauses(createOrUpdate(2, OLD, "9"), refused("9")).why())
                .isEqualTo("early release: the gateway is full, and these are no longer declared");
        PlanFixture owed =
                PlanFixture.of("UPDATE_ROLLBACK_IN_PROGRESS; serving 5 7; Sibling 20 UPDATE_COMPLETE; at 130");
        assertThat(owed.pastPauses(createOrUpdate(4, OLD, "9"), alone()).why())
                .isEqualTo("early release: the room on the gateway is owed to other records, and these are no longer"
                        + " declared");
    }

    /** Then a rollback knows from the declarations that the deployment has released nothing early. */
    @Test
    void nothingIsReleasedEarlyForWhatTheRecordListsAlready() {
        PlanFixture full = new PlanFixture().serving("6", "7").stack("UPDATE_IN_PROGRESS");
        assertThat(full.failure(createOrUpdate(3, OLD, "5"), refused("5")))
                .isEqualTo("Cannot hold 10.0.1.5 on nat-0abc: 1 more (10.0.1.5) do not fit beside the 3 of at most 3"
                        + " addresses there: 10.0.1.4 (primary, succeeded), 10.0.1.6 (succeeded), 10.0.1.7 (succeeded);"
                        + " release some of these, or declare fewer, or raise addressLimit if your quota is higher.");
    }

    @Test
    void afterAChoiceTurnedOutToBeTakenOneIsAssignedAtATime() {
        Journal chosen = alone().with(draft -> draft.selectionAttempts = 1);
        PlanFixture roomForTwo = new PlanFixture().serving("5").stack("UPDATE_IN_PROGRESS");
        assertThat(roomForTwo.step(createOrUpdate(4, OLD, "9", "10", "11"), alone()))
                .isEqualTo(assign("9", "10"));
        assertThat(roomForTwo.step(createOrUpdate(4, OLD, "9", "10", "11"), chosen))
                .isEqualTo(assign("9"));
        Plan all = roomForTwo.pastPauses(createOrUpdate(8, OLD, "9", "10", "11"), chosen);
        assertThat(all.step()).isEqualTo(assign("9"));
        assertThat(all.why()).isEqualTo("one at a time, because a chosen address was not free");
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
        return alone().with(draft -> draft.rejectedCall = PlanFixture.refusal(lastOctet));
    }
}

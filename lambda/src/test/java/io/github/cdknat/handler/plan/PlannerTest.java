package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Ipv4;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner does with every request: blind passes, denials, and pauses that end at deadlines. */
class PlannerTest {
    @Test
    void aDecisionIsAnsweredEvenIfNothingCanBeRead() {
        Response failed = Response.failed("nat-0abc/none", "no luck");
        Plan plan = blind(100, draft -> draft.response = failed);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Respond());
        Journal decided = Journal.empty().with(draft -> draft.response = failed);
        assertThat(new PlanFixture().plan(create("9"), decided).step()).isEqualTo(new Plan.Step.Respond());
        assertThat(plan.why()).isEqualTo("the decision is not answered yet");
    }

    /** The bucket may take an answer and never say so. */
    @Test
    void aDecisionOfWhichTheStacksEventsSayWhatBecameOfItCountsAsAnswered() {
        Journal decided = Journal.empty().with(draft -> {
            draft.operation = PlanFixture.operation("CREATE_IN_PROGRESS");
            draft.response = new Response(true, "nat-0abc/10.0.1.9", "Holding.", Map.of());
        });
        PlanFixture scene =
                new PlanFixture().serving("9").recorded("Addresses", "nat-0abc/10.0.1.9", "CREATE_COMPLETE");
        Plan plan = scene.taken(true).plan(create("9"), decided);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(true));
        assertThat(plan.journal().responded()).isTrue();
    }

    /** Rights may come back, and what fails is hard to repeat; the deadline is at 1420 s. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_IN_PROGRESS, false, 99, false",
        "CREATE_IN_PROGRESS, false, 100, true",
        "UPDATE_ROLLBACK_IN_PROGRESS, false, 1404, false",
        "UPDATE_ROLLBACK_IN_PROGRESS, false, 1405, true",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, true, 1404, false",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, true, 1405, true",
        "ROLLBACK_IN_PROGRESS, true, 1404, false",
        "DELETE_IN_PROGRESS, true, 99, false",
        "DELETE_IN_PROGRESS, true, 100, true"
    })
    void aDenialIsWaitedOutWhereItsFailureIsHardToRepeat(
            String status, boolean deletes, long seconds, boolean forGood) {
        Request request = deletes ? PlanFixture.delete("nat-0abc/10.0.1.9") : create("9");
        Journal denied = Journal.empty().with(draft -> {
            draft.operation = PlanFixture.operation(status);
            draft.since.put(Journal.Fact.DENIED, PlanFixture.START.plusSeconds(40));
        });
        Instant now = PlanFixture.START.plusSeconds(seconds);
        assertThat(Planner.isDeniedForGood(request, denied, PlanFixture.START, now))
                .isEqualTo(forGood);
        Journal never = denied.with(draft -> draft.since.remove(Journal.Fact.DENIED));
        assertThat(Planner.isDeniedForGood(request, never, PlanFixture.START, now))
                .isFalse();
    }

    /** ServiceTimeout is 1600 s: the deadline is at 1420 s, the last call at 1510 s. */
    @ParameterizedTest
    @CsvSource({"100, 5", "1416, 5", "1417, 4", "1419, 2", "1420, 5", "1506, 5", "1507, 4", "1510, 1"})
    void aPauseEndsJustBehindADeadline(long seconds, int pause) {
        assertThat(blind(seconds, draft -> {}).step()).isEqualTo(new Plan.Step.Wait(pause));
    }

    @Test
    void aPauseAfterTheAnswerKnowsNoDeadline() {
        Plan plan = blind(1419, draft -> {
            draft.response = Response.failed("nat-0abc/none", "no luck");
            draft.responded = true;
        });
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(5));
    }

    @Test
    void whatCannotBeConfirmedEndsTwoHoursAfterTheTimeout() {
        Instant end = PlanFixture.START.plusSeconds(1600 + 7200);
        Journal answered = AfterResponseTest.answered(true);
        assertThat(Planner.planBlind(create("9"), answered, PlanFixture.START, end, "no read")
                        .step())
                .isEqualTo(new Plan.Step.Wait(5));
        assertThat(Planner.planBlind(create("9"), answered, PlanFixture.START, end.plusSeconds(1), "no read"))
                .isEqualTo(
                        new Plan(answered, new Plan.Step.Finish(false), "nothing could be confirmed in time: no read"));
    }

    @Test
    void answersAfterTheLastCallWithoutHavingSeenAnything() {
        Plan plan = blind(1511, draft -> draft.assigned.addAll(ips("9")));
        Response decision = plan.journal().response().orElseThrow();
        assertThat(decision.success()).isFalse();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.9");
        assertThat(decision.reason())
                .isEqualTo("Cannot finish the request for nat-0abc: no read; restore the right or the service, then"
                        + " deploy again.");
        assertThat(plan.journal().failureReason()).contains(decision.reason());
    }

    @Test
    void givesUpAtOnceWhenDeniedForGoodAndNothingIsItsOwn() {
        Instant denied = PlanFixture.START.plusSeconds(40);
        assertThat(blind(99, draft -> draft.since.put(Journal.Fact.DENIED, denied))
                        .step())
                .isInstanceOf(Plan.Step.Wait.class);
        assertThat(blind(100, draft -> draft.since.put(Journal.Fact.DENIED, denied))
                        .step())
                .isEqualTo(new Plan.Step.Respond());
        assertThat(blind(100, draft -> {
                            draft.since.put(Journal.Fact.DENIED, denied);
                            draft.assigned.addAll(ips("9"));
                        })
                        .step())
                .isInstanceOf(Plan.Step.Wait.class);
    }

    @Test
    void aSmallTimeoutKeepsAFifthOfItself() {
        assertThat(Timing.deadline(PlanFixture.START, 100)).isEqualTo(PlanFixture.START.plusSeconds(80));
        assertThat(Timing.lastCall(PlanFixture.START, 100)).isEqualTo(PlanFixture.START.plusSeconds(90));
        assertThat(Timing.deadline(PlanFixture.START, 3600)).isEqualTo(PlanFixture.START.plusSeconds(3420));
        assertThat(Timing.lastCall(PlanFixture.START, 3600)).isEqualTo(PlanFixture.START.plusSeconds(3510));
        assertThat(Timing.deadline(PlanFixture.START, 1)).isEqualTo(PlanFixture.START);
    }

    @Test
    void onlyTheOrderOfListsDiffersBetweenTheSameObservations() {
        GatewayAddress five =
                new GatewayAddress(Optional.of(Ipv4.of("10.0.1.5")), AddressStatus.SUCCEEDED, false, "", "eni-1");
        GatewayAddress unnamed = new GatewayAddress(Optional.empty(), AddressStatus.ASSIGNING, false, "", "");
        Gateway gateway =
                new Gateway(PlanFixture.GATEWAY, "available", "private", "zonal", "subnet-1", List.of(unnamed, five));
        assertThat(gateway.addresses()).containsExactly(five, unnamed);
        assertThat(gateway.networkInterfaceId()).isEqualTo("eni-1");
    }

    private static Plan blind(long seconds, Consumer<Journal.Draft> change) {
        return Planner.planBlind(
                create("9"),
                Journal.empty().with(change),
                PlanFixture.START,
                PlanFixture.START.plusSeconds(seconds),
                "no read");
    }
}

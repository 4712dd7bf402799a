package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.name;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.shared.Ipv4;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create or update's time is over: ServiceTimeout is 1600 s, so the deadline is after 1420 s. */
class CreateOrUpdateAtDeadlineTest {
    private static final String RECORD = "nat-0abc/10.0.1.5+10.0.1.6";

    @Test
    void whatHeldAllTheTimeSucceedsAlthoughAnEarlierRequestIsStillAtWork() {
        Response decision = decision(behindAnother(RECORD).serving("5", "6"));
        assertThat(decision.success()).isTrue();
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.5");
    }

    @ParameterizedTest
    @CsvSource({"1415, true", "1416, false"})
    void whatCameToServeInTimeSucceedsAtTheVeryDeadline(long called, boolean success) {
        Journal journal = Journal.empty().with(draft -> {
            draft.since.put(Journal.Fact.ALONE, PlanFixture.START);
            draft.lastCall = new Journal.LastCall(
                    AddressChange.assign(Ipv4.sorted(ips("5"))), PlanFixture.START.plusSeconds(called));
        });
        Response decision = new PlanFixture()
                .serving("5")
                .at(1420)
                .plan(PlanFixture.create("5"), journal)
                .journal()
                .response()
                .orElseThrow();
        assertThat(decision.success()).isEqualTo(success);
        assertThat(decision.reason())
                .isEqualTo(
                        success
                                ? "Holding 10.0.1.5 on nat-0abc; found there and adopted: 10.0.1.5."
                                : "Cannot hold 10.0.1.5 on nat-0abc: the time of this request (1600 s) is"
                                        + " over, and every address serves only since a moment ago; deploy again.");
    }

    @Test
    void itSaysHowManyHaveStillToBeChosen() {
        Request.CreateOrUpdate counted = PlanFixture.two(Optional.empty());
        PlanFixture busy = new PlanFixture().draining("30").at(1420);
        assertThat(busy.plan(counted).journal().response().orElseThrow().reason())
                .isEqualTo("Cannot hold 2 addresses of the subnet on nat-0abc: the time of this request ("
                        + "1600 s) is over, and 2 have still to be chosen while the gateway is busy with 10.0.1.30"
                        + " (unassigning since 2026-01-01T00:23:40Z or longer); deploy again after 2026-01-01T01:30:20Z,"
                        + " when the last drain is over.");
    }

    @Test
    void itDoesNotIfTheGatewayIsNotFit() {
        assertThat(decision(behindAnother(RECORD).serving("5", "6").gateway("deleting", "private", "zonal"))
                        .reason())
                .isEqualTo("Cannot hold 10.0.1.5 on nat-0abc: the NAT gateway is deleting; continue the update rollback"
                        + " without Addresses (ResourcesToSkip).");
    }

    @Test
    void itDoesNotIfTheRecordListsLess() {
        assertThat(decision(behindAnother("nat-0abc/10.0.1.6").serving("5", "6"))
                        .reason())
                .isEqualTo("Cannot hold 10.0.1.5 on nat-0abc: the time of this request (1600 s) is over, and"
                        + " every address is serving, but an earlier request of the resource may still be at work; continue"
                        + " the update rollback.");
        assertThat(decision(behindAnother(RECORD).serving("5")).success()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1415, true", "1416, false"})
    void itDoesNotIfTheLookMayBeOlderThanTheLastCall(long called, boolean success) {
        Journal journal = Journal.empty()
                .with(draft -> draft.lastCall = new Journal.LastCall(
                        AddressChange.assign(Ipv4.sorted(ips("5"))), PlanFixture.START.plusSeconds(called)));
        assertThat(decision(behindAnother(RECORD).serving("5", "6"), journal).success())
                .isEqualTo(success);
    }

    private static PlanFixture behindAnother(String record) {
        return new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .recorded("Addresses", record, "UPDATE_IN_PROGRESS")
                .execution(name("a", "update", "1"), Execution.Status.RUNNING, -3)
                .at(1420);
    }

    private static Response decision(PlanFixture scene, Journal journal) {
        return scene.plan(update(RECORD, "5"), journal).journal().response().orElseThrow();
    }

    private static Response decision(PlanFixture scene) {
        return decision(scene, Journal.empty());
    }
}

package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was found there is marked, and stays so. */
class ResultingRecordTest {
    @ParameterizedTest
    @CsvSource({
        "nat-0abc/none, , , 10.0.1.5*",
        "nat-0abc/none, , 5, 10.0.1.5",
        "nat-0abc/10.0.1.5, , , 10.0.1.5",
        "nat-0abc/10.0.1.5*, , 5, 10.0.1.5*",
        "nat-0abc/none, nat-0abc/10.0.1.5*, 5, 10.0.1.5*",
        "nat-0abc/none, nat-0abc/10.0.1.5, , 10.0.1.5",
        "nat-0abc/none, nat-0abc/10.0.1.6, 5, 10.0.1.5",
        "nat-0abc/10.0.1.5, nat-0abc/10.0.1.5*, , 10.0.1.5",
        "nat-0def/10.0.1.5, , , 10.0.1.5*",
        "nat-0abc/none, nat-0def/10.0.1.5, , 10.0.1.5*"
    })
    void itsOwnRecordSaysSoThenTheOneFromBeforeThenWhatItHasDone(String own, String before, String mine, String kept) {
        Journal journal = Journal.empty().with(draft -> {
            draft.previousPhysicalId = before;
            draft.assigned.addAll(mine == null ? ips() : ips(mine));
        });
        assertThat(afterSuccess(own, journal, new PlanFixture().serving("5"))).isEqualTo("nat-0abc/" + kept);
    }

    @Test
    void whatAnotherRecordOwnsWithoutAMarkWasNotFound() {
        PlanFixture scene = new PlanFixture().serving("5").recorded("Old", "nat-0abc/10.0.1.5", "UPDATE_COMPLETE");
        assertThat(afterSuccess("nat-0abc/none", Journal.empty(), scene)).isEqualTo("nat-0abc/10.0.1.5");
        PlanFixture marked = new PlanFixture().serving("5").recorded("Old", "nat-0abc/10.0.1.5*", "UPDATE_COMPLETE");
        assertThat(afterSuccess("nat-0abc/none", Journal.empty(), marked)).isEqualTo("nat-0abc/10.0.1.5*");
    }

    @Test
    void theRecordFromBeforeIsRemembered() {
        Observation seen = new PlanFixture()
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .before("nat-0abc/none")
                .seen();
        Request.CreateOrUpdate request = update("nat-0abc/10.0.1.5", "5");
        assertThat(Planner.plan(request, Journal.empty(), seen).journal().previousPhysicalId())
                .contains("nat-0abc/none");
        Journal knows = Journal.empty().with(draft -> draft.previousPhysicalId = "nat-0abc/10.0.1.7");
        assertThat(Planner.plan(request, knows, seen).journal().previousPhysicalId())
                .contains("nat-0abc/10.0.1.7");
    }

    @Test
    void aRecordOfAnotherGatewayIsNotTheEventsOwn() {
        assertThat(update("nat-0def/10.0.1.5", "5").eventRecord()).isEmpty();
        assertThat(update("nat-0abc/10.0.1.5", "5").eventRecord()).isPresent();
    }

    private static String afterSuccess(String own, Journal journal, PlanFixture scene) {
        return ResultingRecord.afterSuccess(update(own, "5"), journal, scene.seen())
                .physicalId();
    }
}

package io.github.cdknat.handler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.Execution.Status;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOrderingTest {
    private static final String RECORD = "nat-0abc/10.0.1.5";
    private static final Request.CreateOrUpdate RESTORES = PlanFixture.update(RECORD, "5");
    private static final Request.CreateOrUpdate FORWARD = PlanFixture.update(RECORD, "9");

    @Test
    void isAloneWhereNoEarlierOneIsShownRunning() {
        PlanFixture scene = new PlanFixture().execution(name("create", "1", "0"), Status.FAILED, -10);
        assertThat(RequestOrdering.isAlone(scene.seen())).isTrue();
        assertThat(RequestOrdering.isAlone(scene.execution(name("create", "2", "0"), Status.RUNNING, -9)
                        .seen()))
                .isFalse();
    }

    @Test
    void aLaterRequestSupersedesButNotItsOwnTwin() {
        assertThat(superseder(FORWARD, "UPDATE_IN_PROGRESS", name("update", "1", "0")))
                .contains("a later update request for the resource is running");
        assertThat(superseder(FORWARD, "UPDATE_IN_PROGRESS", name("create", "0", "0")))
                .isEmpty();
    }

    @Test
    void aRollbacksCreateOrUpdateThatRestoresItsRecordYieldsToDeletesOnly() {
        String rollback = "UPDATE_ROLLBACK_IN_PROGRESS";
        assertThat(superseder(RESTORES, rollback, name("update", "1", "0"))).isEmpty();
        assertThat(superseder(RESTORES, rollback, name("delete", "1", "0")))
                .contains("a later delete request for the resource is running");
        assertThat(superseder(FORWARD, rollback, name("update", "1", "0"))).isPresent();
        assertThat(superseder(RESTORES, "UPDATE_IN_PROGRESS", name("update", "1", "0")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, -1, 0, true",
        "SUCCEEDED, -1, 0, true",
        "FAILED, -1, 0, false",
        "RUNNING, 1, 0, false",
        "RUNNING, -1, 1, false",
        "RUNNING, -5, 0, true",
        "RUNNING, -6, 0, false"
    })
    void aDuplicateIsAnEarlierTwinOfThisDeploymentThatHasNotFailed(
            Status status, long seconds, String request, boolean duplicate) {
        Observation seen = seen("CREATE_IN_PROGRESS", name("create", request, "0"), status, seconds);
        assertThat(RequestOrdering.isDuplicate(Journal.empty(), seen)).isEqualTo(duplicate);
    }

    @ParameterizedTest
    @CsvSource({"update, -5, true", "update, -6, false", "delete, -1, false"})
    void deletesAndRequestsOfEarlierDeploymentsAreNoPredecessors(String type, long seconds, boolean predecessor) {
        Observation seen = seen("UPDATE_ROLLBACK_IN_PROGRESS", name(type, "1", "0"), Status.RUNNING, seconds);
        assertThat(RequestOrdering.hasPredecessor(Journal.empty(), seen)).isEqualTo(predecessor);
    }

    /** Each owes what the other does not, so a replaced resource's and its successor's run one after the other. */
    @ParameterizedTest
    @CsvSource({
        "delete, delete, 7, true",
        "delete, delete, 0, false",
        "delete, update, 7, false",
        "create, delete, 7, false"
    })
    void deletesOfDifferentRecordsDoNotSupersedeEachOther(String own, String other, String physicalId, boolean both) {
        Observation scene = seen("DELETE_IN_PROGRESS", name(other, "1", physicalId), Status.RUNNING, 1);
        Observation seen = new Observation(
                scene.now(),
                new Execution(name(own, "0", "0"), Status.RUNNING, scene.self().start()),
                scene.executions(),
                scene.operation(),
                scene.resources(),
                scene.gateway(),
                scene.subnet(),
                Optional.empty(),
                scene.drainSettings(),
                scene.evidence());
        assertThat(RequestOrdering.supersededBy(PlanFixture.delete(RECORD), Journal.empty(), seen)
                        .isEmpty())
                .isEqualTo(both);
    }

    @Test
    void aCountThatIsStillShortRestoresNoRecord() {
        Request.CreateOrUpdate counting = new Request.CreateOrUpdate(
                "Addresses",
                PlanFixture.GATEWAY,
                List.of(Ipv4.of("10.0.1.5")),
                Optional.of(new AddressSelection(2, Optional.empty(), List.of())),
                350,
                8,
                1600,
                Optional.of(RECORD),
                DrainWaiters.NONE,
                Ipv4.sorted(List.of()));
        assertThat(RequestOrdering.restoresItsRecord(counting)).isFalse();
        assertThat(RequestOrdering.restoresItsRecord(RESTORES)).isTrue();
    }

    private static Optional<String> superseder(Request request, String status, ExecutionName later) {
        return RequestOrdering.supersededBy(request, Journal.empty(), seen(status, later, Status.RUNNING, 1));
    }

    private static ExecutionName name(String type, String request, String physicalId) {
        return new ExecutionName("a".repeat(20), type, physicalId.repeat(8), request.repeat(12), request.repeat(16));
    }

    private static Observation seen(String status, ExecutionName other, Status its, long secondsAfterSelf) {
        return new PlanFixture()
                .stack(status)
                .execution(other, its, secondsAfterSelf)
                .seen();
    }
}

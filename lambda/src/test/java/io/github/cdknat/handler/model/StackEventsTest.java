package io.github.cdknat.handler.model;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.shared.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the stack's events say of a request; newest first. */
class StackEventsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FIVE = "nat-0abc/10.0.1.5";
    private static final String SIX = "nat-0abc/10.0.1.6";

    @ParameterizedTest
    @CsvSource({
        "stack, UPDATE_COMPLETE, -1, true",
        "stack, UPDATE_ROLLBACK_COMPLETE, -1, true",
        "stack, UPDATE_COMPLETE, 0, false",
        "stack, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, -1, false",
        "stack, UPDATE_ROLLBACK_FAILED, -1, false",
        "nested, UPDATE_COMPLETE, -1, false"
    })
    void nothingOlderThanTheLastStableStateBeforeTheRequestIsRead(
            String physicalId, String status, long seconds, boolean old) {
        StackEvent event = event("Network", physicalId, status, seconds, Map.of());
        assertThat(StackEvents.stableBefore("stack", START).test(event)).isEqualTo(old);
    }

    /** When an update began, the status says too, give or take the clocks; when a rollback did, it does not. */
    @ParameterizedTest
    @CsvSource({
        "UPDATE_IN_PROGRESS, 10, true",
        "UPDATE_IN_PROGRESS, 5, true",
        "UPDATE_IN_PROGRESS, 4, false",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, 10, true",
        "UPDATE_ROLLBACK_IN_PROGRESS, 10, false",
        "DELETE_IN_PROGRESS, 10, false"
    })
    void aStatusOfAnotherOperationThanTheEventsAreOfIsAnOldPage(String status, long changed, boolean agree) {
        StackEvents update = events(
                own("UPDATE_IN_PROGRESS", FIVE),
                event("Network", "stack", "UPDATE_IN_PROGRESS", 10, Map.of()),
                event("Network", "stack", "UPDATE_COMPLETE", 0, Map.of()));
        assertThat(update.agreeWith(operation(status, changed))).isEqualTo(agree);
    }

    @Test
    void aRollbackIsOneWithTheEventsOfItsUpdate() {
        StackEvents rollback = events(
                event("Network", "stack", "UPDATE_ROLLBACK_IN_PROGRESS", 100, Map.of()),
                event("Network", "stack", "UPDATE_IN_PROGRESS", 10, Map.of()));
        assertThat(rollback.agreeWith(operation("UPDATE_ROLLBACK_IN_PROGRESS", 10)))
                .isTrue();
        assertThat(rollback.agreeWith(operation("UPDATE_IN_PROGRESS", 10))).isFalse();
        assertThat(rollback.agreeWith(operation("UPDATE_ROLLBACK_IN_PROGRESS", 4)))
                .isFalse();
        assertThat(events(own("UPDATE_IN_PROGRESS", FIVE)).agreeWith(operation("DELETE_IN_PROGRESS", 0)))
                .isTrue();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("its event", "Update", asking("UPDATE_IN_PROGRESS", FIVE, "10.0.1.9"), true),
                arguments("one that says nothing of properties", "Update", own("UPDATE_IN_PROGRESS", FIVE), true),
                arguments(
                        "one that asks for something else",
                        "Update",
                        asking("UPDATE_IN_PROGRESS", FIVE, "10.0.1.8"),
                        false),
                arguments("one of another type", "Update", asking("CREATE_IN_PROGRESS", "", "10.0.1.9"), false),
                arguments("the end of an earlier one", "Update", asking("UPDATE_COMPLETE", FIVE, "10.0.1.9"), false),
                arguments(
                        "a Create, which has no id yet", "Create", asking("CREATE_IN_PROGRESS", "", "10.0.1.9"), true),
                arguments("the deletion of its record", "Delete", own("DELETE_IN_PROGRESS", FIVE), true),
                arguments("a deletion of nobody knows which", "Delete", own("DELETE_IN_PROGRESS", ""), true),
                arguments("the deletion of another record", "Delete", own("DELETE_IN_PROGRESS", SIX), false),
                arguments("that its deletion is over", "Delete", own("DELETE_COMPLETE", FIVE), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aRequestIsShownByTheNewestEventOfItsResource(String which, String type, StackEvent newest, boolean shown) {
        Map<String, Object> asked = Map.of(
                "ServiceToken", "arn:function",
                "ServiceTimeout", "3600",
                "AddressLimit", "8",
                "SecondaryPrivateIpAddresses", List.of("10.0.1.9"));
        Optional<String> deleted = type.equals("Delete") ? Optional.of(FIVE) : Optional.empty();
        StackEvent other = event("Other", FIVE, "UPDATE_COMPLETE", 9, Map.of());
        StackEvent earlier = own("CREATE_COMPLETE", FIVE);
        assertThat(events(other, newest, earlier).show("Addresses", type, deleted, asked))
                .isEqualTo(shown);
        assertThat(events(other).show("Addresses", type, deleted, asked)).isFalse();
    }

    @Test
    void theRecordBeforeIsTheOldestThatTheyNameAndTheNewestIsTheLastThatWasCompleted() {
        StackEvents events = events(
                own("UPDATE_IN_PROGRESS", SIX),
                own("UPDATE_COMPLETE", SIX),
                own("UPDATE_IN_PROGRESS", FIVE),
                event("Other", "nat-0abc/10.0.1.7", "UPDATE_IN_PROGRESS", 0, Map.of()));
        assertThat(events.recordBefore("Addresses")).contains(FIVE);
        assertThat(events.newestRecord("Addresses")).contains(SIX);
        assertThat(events.newestRecord("Other")).isEmpty();
        assertThat(events.recordBefore("Nobody")).isEmpty();
        assertThat(events(own("CREATE_IN_PROGRESS", "")).recordBefore("Addresses"))
                .isEmpty();
    }

    @Test
    void besideADeletedRecordTheResourceKeepsTheNewestThatItCameToHaveOrTheOneFromBefore() {
        StackEvent deletion = own("DELETE_IN_PROGRESS", SIX);
        StackEvent before = own("UPDATE_IN_PROGRESS", FIVE);
        StackEvent completed = own("UPDATE_COMPLETE", "nat-0abc/10.0.1.7");
        assertThat(events(deletion, completed, before).recordBeside("Addresses", SIX))
                .contains("nat-0abc/10.0.1.7");
        assertThat(events(deletion, own("UPDATE_COMPLETE", SIX), before).recordBeside("Addresses", SIX))
                .contains(FIVE);
        assertThat(events(deletion).recordBeside("Addresses", SIX)).isEmpty();
    }

    @Test
    void theDeclarationIsWhatTheNewestEventAsksForThatIsNoDeletion() {
        StackEvents events = events(
                asking("DELETE_IN_PROGRESS", SIX, "10.0.1.6"),
                own("UPDATE_COMPLETE", SIX),
                asking("UPDATE_IN_PROGRESS", FIVE, "10.0.1.9"),
                asking("UPDATE_IN_PROGRESS", FIVE, "10.0.1.5"));
        assertThat(events.declaration("Addresses")).contains(addresses("10.0.1.9"));
        assertThat(events.declaration("Nobody")).isEmpty();
        assertThat(StackEvents.NONE.declaration("Addresses")).isEmpty();
    }

    @Test
    void aRecordIsDeletedIfThatIsTheNewestThingTheySayOfIt() {
        StackEvents events =
                events(own("UPDATE_COMPLETE", FIVE), own("DELETE_IN_PROGRESS", SIX), own("DELETE_COMPLETE", FIVE));
        assertThat(events.isDeleted("Addresses", SIX)).isTrue();
        assertThat(events.isDeleted("Addresses", FIVE)).isFalse();
        assertThat(events.isDeleted("Addresses", "nat-0abc/none")).isFalse();
        assertThat(events.isDeleted("Other", SIX)).isFalse();
    }

    @Test
    void undeletedIsWhateverTheResourceHasBeenUnlessItsDeletionIsComplete() {
        StackEvents events = events(
                own("DELETE_COMPLETE", "nat-0abc/none"),
                own("DELETE_IN_PROGRESS", SIX),
                own("UPDATE_IN_PROGRESS", "nat-0abc/none"),
                own("CREATE_FAILED", FIVE),
                own("CREATE_IN_PROGRESS", ""));
        assertThat(events.undeleted("Addresses")).containsExactlyInAnyOrder(FIVE, SIX);
        assertThat(events.undeleted("Other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE_COMPLETE, nat-0abc/10.0.1.5, 0, true",
        "CREATE_COMPLETE, nat-0abc/10.0.1.5, 9, true",
        "UPDATE_COMPLETE, nat-0abc/10.0.1.5, -1,",
        "UPDATE_COMPLETE, nat-0abc/10.0.1.6, 9,",
        "UPDATE_IN_PROGRESS, nat-0abc/10.0.1.5, 9,",
        "UPDATE_FAILED, nat-0abc/10.0.1.5, 9, false",
        "CREATE_FAILED, nat-0abc/10.0.1.6, 9, false",
        "UPDATE_FAILED, nat-0abc/10.0.1.5, -1,"
    })
    void anAnswerIsTakenIfTheResourceBecameCompleteWithItAndNotIfItFailed(
            String status, String physicalId, long seconds, Boolean taken) {
        StackEvents events = events(event("Addresses", physicalId, status, seconds, Map.of()));
        assertThat(events.hasTaken("Addresses", FIVE, START)).isEqualTo(Optional.ofNullable(taken));
        assertThat(events.hasTaken("Other", FIVE, START)).isEmpty();
    }

    @Test
    void anAnswerThatWasTakenStaysTakenWhenTheResourceFailsLater() {
        assertThat(events(own("UPDATE_FAILED", FIVE), own("UPDATE_COMPLETE", FIVE))
                        .hasTaken("Addresses", FIVE, START))
                .contains(true);
    }

    @Test
    void askedForBesidesIsWhatOtherResourcesRunningRequestsListOnTheGateway() {
        StackEvents events = events(
                asking("UPDATE_IN_PROGRESS", FIVE, "10.0.1.5"),
                besides("Creating", "", "CREATE_IN_PROGRESS", "nat-0abc", List.of("10.0.1.6", "by hand")),
                besides("Done", SIX, "UPDATE_COMPLETE", "nat-0abc", List.of("10.0.1.7")),
                besides("Done", FIVE, "UPDATE_IN_PROGRESS", "nat-0abc", List.of("10.0.1.7")),
                besides("Going", SIX, "DELETE_IN_PROGRESS", "nat-0abc", List.of("10.0.1.8")),
                besides("Elsewhere", "", "CREATE_IN_PROGRESS", "nat-0def", List.of("10.0.1.9")),
                besides("Odd", "", "CREATE_IN_PROGRESS", "nat-0abc", "10.0.1.10"),
                new StackEvent("Foreign", "", "Custom::Other", "CREATE_IN_PROGRESS", START, addresses("10.0.1.11")));
        assertThat(events.askedForBesides("Addresses", Contract.RESOURCE_TYPE, "nat-0abc"))
                .isEqualTo(ips("6"));
    }

    private static StackEvent besides(
            String logicalId, String physicalId, String status, String gatewayId, Object addresses) {
        return event(
                logicalId,
                physicalId,
                status,
                0,
                Map.of("NatGatewayId", gatewayId, "SecondaryPrivateIpAddresses", addresses));
    }

    private static StackEvent own(String status, String physicalId) {
        return event("Addresses", physicalId, status, 0, Map.of());
    }

    private static StackEvent asking(String status, String physicalId, String address) {
        return event("Addresses", physicalId, status, 0, addresses(address));
    }

    /** As CloudFormation shows them: numbers may have become numbers again. */
    private static Map<String, Object> addresses(String address) {
        return Map.of("NatGatewayId", "nat-0abc", "SecondaryPrivateIpAddresses", List.of(address), "AddressLimit", 8);
    }

    private static StackEvent event(
            String logicalId, String physicalId, String status, long seconds, Map<String, Object> properties) {
        return new StackEvent(
                logicalId, physicalId, Contract.RESOURCE_TYPE, status, START.plusSeconds(seconds), properties);
    }

    private static StackEvents events(StackEvent... newestFirst) {
        return new StackEvents("stack", List.of(newestFirst));
    }

    private static StackOperation operation(String status, long changed) {
        return new StackOperation(status, START.plusSeconds(changed).toEpochMilli());
    }
}

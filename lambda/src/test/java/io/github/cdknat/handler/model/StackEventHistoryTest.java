package io.github.cdknat.handler.model;

import static io.github.cdknat.handler.model.EventTexts.START;
import static io.github.cdknat.handler.model.EventTexts.event;
import static io.github.cdknat.handler.model.EventTexts.events;
import static io.github.cdknat.handler.model.EventTexts.id;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.shared.Contract;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stack's events say of a request. */
class StackEventHistoryTest {
    @ParameterizedTest
    @CsvSource({
        "UPDATE_COMPLETE@-1 stack, true",
        "UPDATE_ROLLBACK_COMPLETE@-1 stack, true",
        "UPDATE_COMPLETE@0 stack, false",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS@-1 stack, false",
        "UPDATE_ROLLBACK_FAILED@-1 stack, false",
        "UPDATE_COMPLETE@-1 nested, false"
    })
    void nothingOlderThanTheLastStableStateBeforeTheRequestIsRead(String text, boolean old) {
        assertThat(StackEventHistory.stableBefore("stack", START).test(event(text)))
                .isEqualTo(old);
    }

    /** When an update began, the status says too, give or take the clocks; when a rollback did, it does not. */
    @ParameterizedTest
    @CsvSource({
        "'UPDATE_IN_PROGRESS 5, UPDATE_IN_PROGRESS@10 stack, UPDATE_COMPLETE stack', UPDATE_IN_PROGRESS, 5, true",
        "'UPDATE_IN_PROGRESS@10 stack', UPDATE_IN_PROGRESS, 4, false",
        "'UPDATE_IN_PROGRESS@10 stack', UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, 10, true",
        "'UPDATE_IN_PROGRESS@10 stack', UPDATE_ROLLBACK_IN_PROGRESS, 10, false",
        "'UPDATE_IN_PROGRESS@10 stack', DELETE_IN_PROGRESS, 10, false",
        "'UPDATE_ROLLBACK_IN_PROGRESS@99 stack, UPDATE_IN_PROGRESS@10 stack', UPDATE_ROLLBACK_IN_PROGRESS, 10, true",
        "'UPDATE_ROLLBACK_IN_PROGRESS@99 stack, UPDATE_IN_PROGRESS@10 stack', UPDATE_ROLLBACK_IN_PROGRESS, 4, false",
        "'UPDATE_ROLLBACK_IN_PROGRESS@99 stack, UPDATE_IN_PROGRESS@10 stack', UPDATE_IN_PROGRESS, 10, false",
        "UPDATE_IN_PROGRESS 5, DELETE_IN_PROGRESS, 0, true"
    })
    void aStatusOfAnotherOperationThanTheEventsAreOfIsAnOldPage(
            String texts, String status, long began, boolean agree) {
        StackOperation shown =
                new StackOperation(status, START.plusSeconds(began).toEpochMilli());
        assertThat(events(texts).agreeWith(shown)).isEqualTo(agree);
    }

    /** An Update that asks for 10.0.1.9, or a Delete of 10.0.1.5's record; events may say nothing of properties or the id. */
    @ParameterizedTest
    @CsvSource({
        "Update, UPDATE_IN_PROGRESS 5 asks 9, true",
        "Update, UPDATE_IN_PROGRESS 5, true",
        "Update, UPDATE_IN_PROGRESS 5 asks 8, false",
        "Update, CREATE_IN_PROGRESS asks 9, false",
        "Update, UPDATE_COMPLETE 5 asks 9, false",
        "Create, CREATE_IN_PROGRESS asks 9, true",
        "Delete, DELETE_IN_PROGRESS 5, true",
        "Delete, DELETE_IN_PROGRESS, true",
        "Delete, DELETE_IN_PROGRESS 6, false",
        "Delete, DELETE_COMPLETE 5, false"
    })
    void aRequestIsShownByTheNewestEventOfItsResource(String type, String newest, boolean shown) {
        Map<String, Object> asked = Map.of(
                "ServiceToken", "arn:function",
                "ServiceTimeout", "3600",
                "AddressLimit", "8",
                "SecondaryPrivateIpAddresses", List.of("10.0.1.9"));
        Optional<String> deleted = Optional.of(id("5")).filter(id -> type.equals("Delete"));
        StackEventHistory events = events("Other:UPDATE_COMPLETE 5, " + newest + ", CREATE_COMPLETE 5");
        assertThat(events.show("Addresses", type, deleted, asked)).isEqualTo(shown);
        assertThat(events.show("Nobody", type, deleted, asked)).isFalse();
    }

    /** JSON promises no order of members, and CloudFormation sends scalars as strings. */
    @Test
    void theOrderAndTheTypesOfMembersSayNothing() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("Before", 1);
        shown.put("After", 2);
        StackEvent event =
                new StackEvent("Addresses", "", "", "CREATE_IN_PROGRESS", Instant.EPOCH, Map.of("DrainWaiters", shown));
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("After", "2");
        sent.put("Before", "1");
        assertThat(event.mayAskFor(Map.of("DrainWaiters", sent))).isTrue();
        sent.put("After", "1");
        assertThat(event.mayAskFor(Map.of("DrainWaiters", sent))).isFalse();
    }

    /** Before is what it had when the stack was stable, newest what it was last completed with, beside what it keeps without 6. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'Other:UPDATE_COMPLETE 7, CREATE_IN_PROGRESS', -, -, -, false, ''",
                "'UPDATE_IN_PROGRESS 6, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 5, 6, 5, false, 5 6",
                "'DELETE_IN_PROGRESS 6, UPDATE_COMPLETE 7, UPDATE_IN_PROGRESS 5', 5, 7, 7, true, 5 6 7",
                "'DELETE_IN_PROGRESS 6, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5', 5, 6, 5, true, 5 6",
                "'UPDATE_COMPLETE 6, DELETE_IN_PROGRESS 6', 6, 6, -, false, 6",
                "'DELETE_COMPLETE 6, UPDATE_IN_PROGRESS 6, CREATE_FAILED 5, CREATE_IN_PROGRESS', 5, -, 5, true, 5"
            })
    void theyTellTheIdsThatAResourceHasHad(
            String texts, String before, String newest, String beside, boolean deleted, String undeleted) {
        StackEventHistory events = events(texts);
        assertThat(events.recordBefore("Addresses"))
                .isEqualTo(Optional.ofNullable(before).map(EventTexts::id));
        assertThat(events.newestRecord("Addresses"))
                .isEqualTo(Optional.ofNullable(newest).map(EventTexts::id));
        assertThat(events.recordBeside("Addresses", id("6")))
                .isEqualTo(Optional.ofNullable(beside).map(EventTexts::id));
        assertThat(events.isDeleted("Addresses", id("6"))).isEqualTo(deleted);
        assertThat(String.join(" ", new TreeSet<>(events.undeleted("Addresses")))
                        .replace("nat-0abc/10.0.1.", ""))
                .isEqualTo(undeleted);
    }

    @Test
    void theDeclarationIsWhatTheNewestEventAsksForThatIsNoDeletion() {
        StackEventHistory events = events("DELETE_IN_PROGRESS 6 asks 6, UPDATE_COMPLETE 6, UPDATE_IN_PROGRESS 5 asks 9,"
                + " UPDATE_IN_PROGRESS 5 asks 5");
        assertThat(events.declaration("Addresses")).contains(EventTexts.asking("9"));
        assertThat(events.declaration("Nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE_COMPLETE 5, true",
        "CREATE_COMPLETE@9 5, true",
        "'UPDATE_FAILED@9 5, UPDATE_COMPLETE@8 5', true",
        "UPDATE_COMPLETE@-1 5,",
        "UPDATE_COMPLETE@9 6,",
        "UPDATE_IN_PROGRESS@9 5,",
        "UPDATE_FAILED@9 5, false",
        "CREATE_FAILED@9 6, false",
        "UPDATE_FAILED@-1 5,",
        "Other:UPDATE_COMPLETE 5,"
    })
    void anAnswerIsTakenIfTheResourceBecameCompleteWithItAndNotIfItFailed(String texts, Boolean taken) {
        assertThat(events(texts).hasTaken("Addresses", id("5"), START)).isEqualTo(Optional.ofNullable(taken));
    }

    @Test
    void askedForBesidesIsWhatOtherResourcesRunningRequestsListOnTheGateway() {
        StackEventHistory events = events("UPDATE_IN_PROGRESS 5 asks 5, Creating:CREATE_IN_PROGRESS asks 6,"
                + " Done:UPDATE_COMPLETE 7, Done:UPDATE_IN_PROGRESS asks 7, Going:DELETE_IN_PROGRESS 8 asks 8");
        StackEvent odd = with(Map.of("NatGatewayId", "nat-0abc", "SecondaryPrivateIpAddresses", "10.0.1.10"), "Odd");
        StackEvent elsewhere = with(
                Map.of("NatGatewayId", "nat-0def", "SecondaryPrivateIpAddresses", List.of("10.0.1.9")), "Elsewhere");
        StackEvent foreign =
                new StackEvent("Foreign", "", "Custom::Other", "CREATE_IN_PROGRESS", START, EventTexts.asking("11"));
        List<StackEvent> all = Stream.concat(events.all().stream(), Stream.of(odd, elsewhere, foreign))
                .toList();
        assertThat(new StackEventHistory("stack", all).askedForBesides("Addresses", "nat-0abc"))
                .isEqualTo(ips("6"));
    }

    private static StackEvent with(Map<String, Object> properties, String logicalId) {
        return new StackEvent(logicalId, "", Contract.RESOURCE_TYPE, "CREATE_IN_PROGRESS", START, properties);
    }
}

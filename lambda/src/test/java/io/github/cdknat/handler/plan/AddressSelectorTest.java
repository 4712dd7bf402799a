package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Declarations by count. */
class AddressSelectorTest {
    static Stream<Arguments> choices() {
        PlanFixture surrounded = new PlanFixture()
                .serving("253")
                .reserved("10.0.1.248/30")
                .recorded("Sibling", "nat-0abc/10.0.1.252", "CREATE_COMPLETE");
        PlanFixture inherited = updating("20", "200").recorded("Sibling", "nat-0abc/10.0.1.20", "UPDATE_COMPLETE");
        return Stream.of(
                arguments("the subnet's end", new PlanFixture().taken(), createOrUpdate(2), assign("253", "254")),
                arguments(
                        "a pool's beginning",
                        new PlanFixture().taken(),
                        createOrUpdate(2, "10.0.1.16/28"),
                        assign("16", "17")),
                arguments(
                        "not what is there, reserved, excluded or recorded",
                        surrounded,
                        choosing(2, Optional.empty(), List.of(cidr("10.0.1.254/32")), Optional.empty()),
                        assign("246", "247")),
                arguments(
                        "not what another interface holds",
                        new PlanFixture().taken("253", "254"),
                        createOrUpdate(2),
                        assign("251", "252")),
                arguments(
                        "in the stead of what a sibling records by now",
                        inherited,
                        count(2, "nat-0abc/10.0.1.200+10.0.1.20"),
                        assign("254")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void choices(String which, PlanFixture scene, Request.CreateOrUpdate request, Plan.Step step) {
        assertThat(scene.step(request)).isEqualTo(step);
    }

    static Stream<Arguments> failures() {
        Cidr narrow = cidr("10.0.1.16/31");
        Cidr crowded = cidr("10.0.1.0/28");
        return Stream.of(
                arguments(
                        updating("16"),
                        choosing(3, Optional.of(narrow), List.of(), Optional.of("nat-0abc/10.0.1.16")),
                        "Cannot hold 3 addresses of the pool 10.0.1.16/31 on nat-0abc: 2 have still to be chosen, and of"
                                + " the addresses there are 1 free, 1 in a record of this stack; free some, ask for fewer, or widen"
                                + " the pool."),
                arguments(
                        new PlanFixture().taken(),
                        createOrUpdate(2, "10.0.2.0/28"),
                        "Cannot hold 2 addresses of the pool 10.0.2.0/28 on nat-0abc: the pool is not inside 10.0.1.0/24,"
                                + " the gateway's subnet subnet-1; give a pool of that subnet, 10.0.2.0/28 is none."),
                arguments(
                        scarce(),
                        createOrUpdate(2, "10.0.1.4/30"),
                        "Cannot hold 2 addresses of the pool 10.0.1.4/30 on nat-0abc: 2 have still to be chosen, and of the"
                                + " addresses there are 0 free, 1 in a record of this stack, 3 in use; the records are of Sibling."
                                + " If the declaration was moved to another construct id, keep its logical id (Stack.renameLogicalId),"
                                + " or deploy its addresses as a list first and the count afterwards; else free some, ask for fewer, or"
                                + " widen the pool."),
                arguments(
                        new PlanFixture().reserved("10.0.1.8/29"),
                        choosing(2, Optional.of(crowded), List.of(cidr("10.0.1.4/30")), Optional.empty()),
                        "Cannot hold 2 addresses of the pool 10.0.1.0/28 on nat-0abc: 2 have still to be chosen, and of the"
                                + " addresses there are 0 free, 4 reserved by AWS, 4 excluded, 8 in reserved or delegated prefixes;"
                                + " free some, ask for fewer, or widen the pool."));
    }

    @ParameterizedTest
    @MethodSource
    void failures(PlanFixture scene, Request.CreateOrUpdate request, String reason) {
        assertThat(scene.failure(request)).isEqualTo(reason);
    }

    @Test
    void keepsWhatItOwnsInTheOrderOfChoice() {
        PlanFixture scene = updating("20", "200");
        Plan plan = scene.pastPauses(count(3, "nat-0abc/10.0.1.200+10.0.1.20"));
        assertThat(plan.step()).isEqualTo(assign("254"));
        assertThat(plan.journal().chosen()).containsExactly(PlanFixture.ip("254"));
        scene.serving("254");
        Response decision = scene.answer(
                count(3, "nat-0abc/10.0.1.200+10.0.1.20"),
                plan.journal().with(draft -> draft.assigned.addAll(ips("254"))));
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.200+10.0.1.20+10.0.1.254");
    }

    /** A rollback restores addresses, not numbers. */
    @Test
    void keepsWhatTheRecordFromBeforeARolledBackDeploymentListsFirst() {
        Journal journal = alone(draft -> draft.previousPhysicalId = "nat-0abc/10.0.1.20+10.0.1.200");
        assertThat(AddressSelector.resolve(count(3, "nat-0abc/10.0.1.30"), journal, new PlanFixture().seen())
                        .order())
                .hasToString("[10.0.1.20, 10.0.1.200, 10.0.1.30]");
    }

    @Test
    void givesBackTheLastChosenWhenFewerAreAskedFor() {
        Response decision = updating("20", "200").answer(count(1, "nat-0abc/10.0.1.200+10.0.1.20"));
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.200");
        assertThat(decision.reason()).isEqualTo("Holding 10.0.1.200 on nat-0abc; to be released: 10.0.1.20.");
    }

    @Test
    void looksAtTheSubnetBeforeItChooses() {
        Plan plan = new PlanFixture().plan(createOrUpdate(2), alone(draft -> {}));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(1));
        assertThat(plan.why()).isEqualTo("addresses have to be chosen; looking at the subnet");
    }

    @Test
    void theChoiceIsJournaledBeforeAnythingIsAssigned() {
        Plan plan = new PlanFixture().taken().plan(createOrUpdate(1), alone(draft -> {}));
        assertThat(plan.journal().chosen()).containsExactly(Ipv4.of("10.0.1.254"));
        assertThat(plan.step()).isEqualTo(assign("254"));
    }

    @Test
    void looksTwiceBeforeItSaysThatThereAreNotEnough() {
        assertThat(scarce().plan(createOrUpdate(2, "10.0.1.4/30"), alone(draft -> {}))
                        .why())
                .isEqualTo("not enough free addresses; looking once more");
    }

    @Test
    void failsWhenChosenAddressesAreTakenAgainAndAgain() {
        Journal unlucky = alone(draft -> {
            draft.selectionAttempts = 6;
            draft.unavailable.addAll(ips("253", "254"));
        });
        assertThat(new PlanFixture().taken().reason(createOrUpdate(2), unlucky))
                .isEqualTo(
                        "Cannot hold 2 addresses of the subnet on nat-0abc: addresses that looked free were taken 6 times in a row (10.0.1.253, 10.0.1.254); reserve a pool"
                                + " that nothing else draws from, and deploy again.");
    }

    @Test
    void assignsOneAtATimeAfterAChosenAddressWasTaken() {
        Plan plan =
                new PlanFixture().taken().pastPauses(createOrUpdate(2), alone(draft -> draft.selectionAttempts = 1));
        assertThat(plan.step()).isEqualTo(assign("253"));
        assertThat(plan.why()).isEqualTo("one at a time, because a chosen address was not free");
    }

    @Test
    void aChosenAddressThatSomebodyElseHasByNowCountsAsAChoiceInVain() {
        Plan plan = new PlanFixture()
                .serving("254")
                .taken()
                .plan(createOrUpdate(1), alone(draft -> draft.chosen.addAll(ips("254"))));
        assertThat(plan.journal().chosen()).containsExactly(Ipv4.of("10.0.1.253"));
        assertThat(plan.journal().selectionAttempts()).isEqualTo(1);
    }

    @Test
    void saysOneAddressOfOne() {
        assertThat(new AddressSelection(1, Optional.empty(), List.of())).hasToString("1 address of the subnet");
    }

    /** A range outside a subnet can only come with a reply that is not EC2's; nothing may be counted through then. */
    @Test
    void aSubnetIsNeverLargerThanEc2Allows() {
        assertThat(Subnet.of("subnet-1", "10.0.0.0/16")).isPresent();
        assertThat(Subnet.of("subnet-1", "10.0.0.0/15")).isEmpty();
        assertThat(Subnet.of("subnet-1", "0.0.0.0/0")).isEmpty();
    }

    private static PlanFixture updating(String... serving) {
        return new PlanFixture().serving(serving).stack("UPDATE_IN_PROGRESS").taken();
    }

    private static PlanFixture scarce() {
        return new PlanFixture().serving("5").taken("6").recorded("Sibling", "nat-0def/10.0.1.7", "CREATE_COMPLETE");
    }

    private static Journal alone(Consumer<Journal.Draft> change) {
        return Journal.empty()
                .with(draft -> {
                    draft.operation = operation("CREATE_IN_PROGRESS");
                    draft.since.put(Journal.Fact.ALONE, PlanFixture.START.minusSeconds(60));
                })
                .with(change);
    }

    private static Request.CreateOrUpdate count(int count, String physicalId) {
        return choosing(count, Optional.empty(), List.of(), Optional.of(physicalId));
    }

    private static Request.CreateOrUpdate createOrUpdate(int count, String... pool) {
        Optional<Cidr> range = Stream.of(pool).findFirst().map(AddressSelectorTest::cidr);
        return choosing(count, range, List.of(), Optional.empty());
    }

    private static Request.CreateOrUpdate choosing(
            int count, Optional<Cidr> pool, List<Cidr> excluded, Optional<String> physicalId) {
        return PlanFixture.choosing(new AddressSelection(count, pool, excluded), physicalId);
    }

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }
}

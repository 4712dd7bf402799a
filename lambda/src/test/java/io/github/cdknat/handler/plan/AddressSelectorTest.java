package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.assign;
import static io.github.cdknat.handler.plan.PlanFixture.choosing;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Declarations by count. */
class AddressSelectorTest {
    private static final String CANNOT_HOLD_TWO = "Cannot hold 2 addresses of the subnet on nat-0abc: ";
    private static final String CANNOT_HOLD_POOL = "Cannot hold 2 addresses of the pool %s on nat-0abc: ";

    @Test
    void choosesFromTheSubnetsEnd() {
        assigns(new PlanFixture().taken().pastPauses(createOrUpdate(2)), "253", "254");
    }

    @Test
    void choosesAPoolFromItsBeginning() {
        assigns(new PlanFixture().taken().pastPauses(createOrUpdate(2, "10.0.1.16/28")), "16", "17");
    }

    @Test
    void passesOverWhatIsTakenReservedExcludedOrRecorded() {
        PlanFixture scene = new PlanFixture()
                .serving("253")
                .reserved("10.0.1.248/30")
                .recorded("Sibling", "nat-0abc/10.0.1.252", "CREATE_COMPLETE");
        Request.CreateOrUpdate request =
                choosing(new AddressSelection(2, Optional.empty(), List.of(cidr("10.0.1.254/32"))), Optional.empty());
        assigns(scene.pastPauses(request), "246", "247");
    }

    @Test
    void passesOverWhatAnotherInterfaceHolds() {
        assigns(new PlanFixture().taken("253", "254").pastPauses(createOrUpdate(2)), "251", "252");
    }

    @Test
    void keepsWhatItOwnsInTheOrderOfChoice() {
        PlanFixture scene = new PlanFixture()
                .serving("20", "200")
                .stack("UPDATE_IN_PROGRESS")
                .taken();
        Plan plan = scene.pastPauses(count(3, "nat-0abc/10.0.1.200+10.0.1.20"));
        assigns(plan, "254");
        assertThat(plan.journal().chosen()).containsExactly(PlanFixture.ip("254"));
        scene.serving("254");
        Response decision = scene.answer(
                count(3, "nat-0abc/10.0.1.200+10.0.1.20"), plan.journal().with(draft -> draft.mine.addAll(ips("254"))));
        assertThat(decision.physicalId()).isEqualTo("nat-0abc/10.0.1.200+10.0.1.20+10.0.1.254");
    }

    @Test
    void whatASiblingRecordsByNowIsNoLongerItsOwn() {
        PlanFixture scene = new PlanFixture()
                .serving("20", "200")
                .stack("UPDATE_IN_PROGRESS")
                .recorded("Sibling", "nat-0abc/10.0.1.20", "UPDATE_COMPLETE")
                .taken();
        Plan plan = scene.pastPauses(count(2, "nat-0abc/10.0.1.200+10.0.1.20"));
        assigns(plan, "254");
    }

    @Test
    void saysHowManyHaveStillToBeChosen() {
        Request.CreateOrUpdate request = choosing(
                new AddressSelection(3, Cidr.parse("10.0.1.16/31"), List.of()), Optional.of("nat-0abc/10.0.1.16"));
        assertThat(reason(
                        new PlanFixture()
                                .serving("16")
                                .stack("UPDATE_IN_PROGRESS")
                                .taken(),
                        request))
                .isEqualTo(
                        "Cannot hold 3 addresses of the pool 10.0.1.16/31 on nat-0abc: 2 have still to be chosen, and of"
                                + " the addresses there are 1 free, 1 in a record of this stack; free some, ask for fewer, or widen"
                                + " the pool.");
    }

    @Test
    void givesBackTheLastChosenWhenFewerAreAskedFor() {
        Response decision = new PlanFixture()
                .serving("20", "200")
                .stack("UPDATE_IN_PROGRESS")
                .answer(count(1, "nat-0abc/10.0.1.200+10.0.1.20"));
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
    void failsWhenThePoolIsOutsideTheSubnet() {
        assertThat(reason(new PlanFixture().taken(), createOrUpdate(2, "10.0.2.0/28")))
                .isEqualTo(CANNOT_HOLD_POOL.formatted("10.0.2.0/28")
                        + "the pool is not inside 10.0.1.0/24, the gateway's subnet subnet-1; give a pool of that subnet,"
                        + " 10.0.2.0/28 is none.");
    }

    @Test
    void failsWhenThePoolHasNotEnoughFreeAddressesAndSaysWhy() {
        PlanFixture scene =
                new PlanFixture().serving("5").taken("6").recorded("Sibling", "nat-0def/10.0.1.7", "CREATE_COMPLETE");
        Plan first = scene.plan(createOrUpdate(2, "10.0.1.4/30"), alone(draft -> {}));
        assertThat(first.why()).isEqualTo("not enough free addresses; looking once more");
        assertThat(reason(scene, createOrUpdate(2, "10.0.1.4/30")))
                .isEqualTo(CANNOT_HOLD_POOL.formatted("10.0.1.4/30")
                        + "2 have still to be chosen, and of the addresses there are 0 free, 1 in a record of this stack, 3"
                        + " in use; free some, ask for fewer, or widen the pool.");
    }

    @Test
    void countsWhatIsReservedAndExcluded() {
        Request.CreateOrUpdate request = choosing(
                new AddressSelection(2, Optional.of(cidr("10.0.1.0/28")), List.of(cidr("10.0.1.4/30"))),
                Optional.empty());
        assertThat(reason(new PlanFixture().reserved("10.0.1.8/29"), request))
                .isEqualTo(CANNOT_HOLD_POOL.formatted("10.0.1.0/28")
                        + "2 have still to be chosen, and of the addresses there are 0 free, 4 reserved by AWS, 4 excluded, 8"
                        + " in reserved or delegated prefixes; free some, ask for fewer, or widen the pool.");
    }

    @Test
    void failsWhenChosenAddressesAreTakenAgainAndAgain() {
        Journal unlucky = alone(draft -> {
            draft.choices = 6;
            draft.avoided.addAll(ips("253", "254"));
        });
        assertThat(new PlanFixture().taken().reason(createOrUpdate(2), unlucky))
                .isEqualTo(CANNOT_HOLD_TWO
                        + "addresses that looked free were taken 6 times in a row (10.0.1.253, 10.0.1.254); reserve a pool"
                        + " that nothing else draws from, and deploy again.");
    }

    @Test
    void assignsOneAtATimeAfterAChosenAddressWasTaken() {
        Plan plan = new PlanFixture().taken().pastPauses(createOrUpdate(2), alone(draft -> draft.choices = 1));
        assigns(plan, "253");
        assertThat(plan.why()).isEqualTo("one at a time, because a chosen address was not free");
    }

    @Test
    void aChosenAddressThatSomebodyElseHasByNowCountsAsAChoiceInVain() {
        Plan plan = new PlanFixture()
                .serving("254")
                .taken()
                .plan(createOrUpdate(1), alone(draft -> draft.chosen.addAll(ips("254"))));
        assertThat(plan.journal().chosen()).containsExactly(Ipv4.of("10.0.1.253"));
        assertThat(plan.journal().choices()).isEqualTo(1);
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

    private static void assigns(Plan plan, String... lastOctets) {
        assertThat(plan.step()).isEqualTo(assign(lastOctets));
    }

    private static String reason(PlanFixture scene, Request.CreateOrUpdate request) {
        Response decision = scene.answer(request);
        assertThat(decision.success()).isFalse();
        return decision.reason();
    }

    private static Journal alone(Consumer<Journal.Draft> change) {
        return Journal.empty()
                .with(draft -> {
                    draft.operation = operation("CREATE_IN_PROGRESS");
                    draft.aloneSince = PlanFixture.START.minusSeconds(60);
                })
                .with(change);
    }

    private static Request.CreateOrUpdate count(int count, String physicalId) {
        return choosing(new AddressSelection(count, Optional.empty(), List.of()), Optional.of(physicalId));
    }

    private static Request.CreateOrUpdate createOrUpdate(int count, String... pool) {
        Optional<Cidr> range = Stream.of(pool).findFirst().map(AddressSelectorTest::cidr);
        return choosing(new AddressSelection(count, range, List.of()), Optional.empty());
    }

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }
}

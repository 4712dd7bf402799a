package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.Scene.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which addresses a count stands for, in worlds too odd for the embedded AWS. */
class ChoosingTest {
    private static final Neighbourhood AROUND =
            Neighbourhood.of(Subnet.of("subnet-1", "10.0.1.0/24").orElseThrow(), List.of(ip("4")), List.of());

    @Test
    void waitsForALookAtTheSubnet() {
        Plan plan = alone(count(1, Optional.empty()), new Scene().seen());
        assertThat(plan.step()).isEqualTo(new Plan.Step.Pause(1));
        assertThat(plan.why()).isEqualTo("addresses have to be chosen; looking at the subnet");
    }

    @Test
    void looksTwiceBeforeItSaysThatThereAreNotEnough() {
        Plan plan =
                alone(count(3, Cidr.parse("10.0.1.0/30")), new Scene().seen().with(AROUND));
        assertThat(plan.why()).isEqualTo("not enough free addresses; looking once more");
    }

    @Test
    void aPoolThatIsWiderThanTheSubnetIsNotInsideIt() {
        Plan plan =
                alone(count(1, Cidr.parse("10.0.0.0/16")), new Scene().seen().with(AROUND));
        assertThat(plan.journal().failure())
                .contains(
                        "Cannot hold 1 address of the pool 10.0.0.0/16 on nat-0abc: the pool is not inside 10.0.1.0/24, the"
                                + " gateway's subnet subnet-1; give a pool of that subnet, 10.0.0.0/16 is none.");
    }

    @Test
    void givesUpWhenWhatLookedFreeWasTakenTooOften() {
        Journal journal = journal().with(draft -> {
            draft.choices = Limits.MOST_CHOICES;
            draft.avoided.add(ip("254"));
        });
        Plan plan = Planner.plan(
                count(2, Optional.empty()), journal, new Scene().at(60).seen().with(AROUND));
        assertThat(plan.journal().failure())
                .contains(
                        "Cannot hold 2 addresses of the subnet on nat-0abc: addresses that looked free were taken 6 times in a"
                                + " row (10.0.1.254); reserve a pool that nothing else draws from, and deploy again.");
    }

    @Test
    void assignsOneByOneAfterARefusal() {
        Journal journal = journal().with(draft -> draft.choices = 1);
        Plan plan = Planner.plan(
                count(2, Optional.empty()), journal, new Scene().at(60).seen().with(AROUND));
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(Intention.assign(Ipv4.sorted(List.of(ip("253"))))));
        assertThat(plan.why()).isEqualTo("one at a time, because a chosen address was not free");
        assertThat(plan.journal().chosen()).containsExactly(ip("254"), ip("253"));
    }

    @Test
    void aChosenAddressThatSomebodyElseAssignedIsChosenAnew() {
        Journal journal = journal().with(draft -> draft.chosen.add(ip("254")));
        Plan plan = Planner.plan(
                count(1, Optional.empty()),
                journal,
                new Scene().serving("254").at(60).seen().with(AROUND));
        assertThat(plan.journal().chosen()).containsExactly(ip("253"));
        assertThat(plan.journal().choices()).isEqualTo(1);
    }

    @Test
    void aRangeTellsWhatIsOutsideTheSubnet() {
        Request.Hold hold = count(1, Cidr.parse("10.0.0.0/23"));
        assertThat(Choosing.census(hold, journal(), new Scene().seen(), AROUND))
                .isEqualTo("250 free, 256 outside the subnet, 5 reserved by AWS, 1 in use");
    }

    private static Plan alone(Request.Hold hold, Observation seen) {
        return Planner.plan(hold, journal(), seen);
    }

    /** Of a request that has found itself alone long ago. */
    private static Journal journal() {
        return Journal.empty().with(draft -> {
            draft.operation = new Operation("CREATE_IN_PROGRESS", Scene.START.toEpochMilli());
            draft.aloneSince = Scene.START.minusSeconds(60);
        });
    }

    private static Request.Hold count(int count, Optional<Cidr> pool) {
        return new Request.Hold(
                "Addresses",
                Scene.GATEWAY,
                List.of(),
                Optional.of(new Choice(count, pool, List.of())),
                350,
                8,
                1600,
                Optional.empty());
    }
}

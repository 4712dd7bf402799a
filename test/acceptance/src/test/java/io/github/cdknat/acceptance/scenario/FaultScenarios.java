package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.FaultInjector;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** What AWS may do to a call, an event, an address or a function. */
final class FaultScenarios {
    private FaultScenarios() {}

    @ScenarioTitle("a lost reply to an assign is looked up, not repeated")
    static void lostReply(Scenario s) {
        s.aws.ec2().faults().next("AssignPrivateNatGatewayAddress", FaultInjector.Kind.LOST_REPLY);
        s.aws.ec2().faults().next(call -> call.action().startsWith("Assign"), FaultInjector.Kind.LOST_REPLY);
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20+10.0.1.21");
    }

    @ScenarioTitle("a lost reply to an unassign is looked up, not repeated")
    static void lostUnassign(Scenario s) {
        s.deploy(20);
        s.disturb("Unassign", FaultInjector.Kind.LOST_REPLY);
        assertThat(s.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "assign 10.0.1.21", "unassign 10.0.1.20");
    }

    @ScenarioTitle("a lost request is made again")
    static void lostRequest(Scenario s) {
        assertThat(s.disturb("Assign", FaultInjector.Kind.LOST_REQUEST)
                        .deploy(20)
                        .status())
                .isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("a server error after the effect is looked up, not repeated")
    static void errorAfterEffect(Scenario s) {
        s.disturb("Assign", FaultInjector.Kind.INTERNAL_ERROR_AFTER_EFFECT);
        assertThat(s.failPartner().deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    @ScenarioTitle("throttling is waited out")
    static void throttled(Scenario s) {
        for (int i = 0; i < 4; i++) {
            s.disturb("Assign", FaultInjector.Kind.THROTTLED);
        }
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("a function that dies before its call calls again")
    static void diesBefore(Scenario s) {
        assertThat(s.disturb("Assign", FaultInjector.Kind.CALLER_DIES_BEFORE)
                        .deploy(20)
                        .status())
                .isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("a function that dies after its call knows its addresses")
    static void diesAfter(Scenario s) {
        s.disturb("Assign", FaultInjector.Kind.CALLER_DIES_AFTER);
        assertThat(s.failPartner().deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    @ScenarioTitle("a function that dies after its unassign has drained once")
    static void diesAfterUnassign(Scenario s) {
        s.deploy(20);
        s.disturb("Unassign", FaultInjector.Kind.CALLER_DIES_AFTER);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    @ScenarioTitle("rights that work only after 40 s are waited for")
    static void deniedAtFirst(Scenario s) {
        s.aws.iam().propagation(Duration.ofSeconds(40));
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("events that come twice are carried out once")
    static void twice(Scenario s) {
        s.aws.lambda().options().deliveredTwice = () -> true;
        s.deploy(20);
        s.deploy(21);
        s.delete();
        s.holds();
        assertThat(s.changes())
                .containsExactly("assign 10.0.1.20", "assign 10.0.1.21", "unassign 10.0.1.20", "unassign 10.0.1.21");
    }

    @ScenarioTitle("events that come 50 s late come in time")
    static void late(Scenario s) {
        s.aws.lambda().options().queueing = () -> Duration.ofSeconds(50);
        s.deploy(20);
        assertThat(s.failPartner().deploy(21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("an address that fails is taken back, and the next deployment goes through")
    static void failedAddress(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().failNext("10.0.1.22", "The address is in use.");
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.pass(400);
        s.holds(20);
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22);
    }

    @ScenarioTitle("a drain that ends early ends the release early")
    static void earlyDrain(Scenario s) {
        s.aws.ec2().options().drain = full -> full.dividedBy(10);
        s.drain(1500).deploy(20);
        Instant begin = s.aws.account().clock().now();
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(Duration.between(begin, s.aws.account().clock().now())).isLessThan(Duration.ofSeconds(300));
    }

    @ScenarioTitle("an assign that takes two minutes is waited for")
    static void slowAssign(Scenario s) {
        s.aws.ec2().options().assignAtLeast = Duration.ofSeconds(115);
        s.aws.ec2().options().assignAtMost = Duration.ofSeconds(120);
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
    }

    @ScenarioTitle("an answer that the bucket refuses at first is given again")
    static void answerRefused(Scenario s) {
        AtomicInteger left = new AtomicInteger(6);
        s.aws.responseFault(() -> left.getAndDecrement() > 0 ? 503 : 0);
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    @ScenarioTitle("passes that Lambda throttles for half a minute are made later")
    static void lambdaThrottles(Scenario s) {
        s.deploy(20);
        Instant end = s.aws.account().clock().now().plusSeconds(30);
        s.aws.lambda().options().throttled = () -> s.aws.account().clock().now().isBefore(end);
        assertThat(s.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21);
    }
}

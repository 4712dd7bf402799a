package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.FaultInjector;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What AWS may do to a call, an event, an address or a function. */
final class FaultScenarios {
    private FaultScenarios() {}

    static Map<String, Consumer<Scenario>> all() {
        Map<String, Consumer<Scenario>> all = new LinkedHashMap<>();
        all.put("a lost reply to an assign is looked up, not repeated", FaultScenarios::lostReply);
        all.put("a lost reply to an unassign is looked up, not repeated", FaultScenarios::lostUnassign);
        all.put("a lost request is made again", FaultScenarios::lostRequest);
        all.put("a server error after the effect is looked up, not repeated", FaultScenarios::errorAfterEffect);
        all.put("throttling is waited out", FaultScenarios::throttled);
        all.put("a function that dies before its call calls again", FaultScenarios::diesBefore);
        all.put("a function that dies after its call knows its addresses", FaultScenarios::diesAfter);
        all.put("a function that dies after its unassign has drained once", FaultScenarios::diesAfterUnassign);
        all.put("rights that work only after 40 s are waited for", FaultScenarios::deniedAtFirst);
        all.put("events that come twice are carried out once", FaultScenarios::twice);
        all.put("events that come 50 s late come in time", FaultScenarios::late);
        all.put(
                "an address that fails is taken back, and the next deployment goes through",
                FaultScenarios::failedAddress);
        all.put("a drain that ends early ends the release early", FaultScenarios::earlyDrain);
        all.put("an assign that takes two minutes is waited for", FaultScenarios::slowAssign);
        all.put("an answer that the bucket refuses at first is given again", FaultScenarios::answerRefused);
        all.put("passes that Lambda throttles for half a minute are made later", FaultScenarios::lambdaThrottles);
        return all;
    }

    private static void lostReply(Scenario s) {
        s.aws.ec2().faults().next("AssignPrivateNatGatewayAddress", FaultInjector.Kind.LOST_REPLY);
        s.aws.ec2().faults().next(call -> call.action().startsWith("Assign"), FaultInjector.Kind.LOST_REPLY);
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20+10.0.1.21");
    }

    private static void lostUnassign(Scenario s) {
        s.deploy(20);
        s.disturb("Unassign", FaultInjector.Kind.LOST_REPLY);
        assertThat(s.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "assign 10.0.1.21", "unassign 10.0.1.20");
    }

    private static void lostRequest(Scenario s) {
        assertThat(s.disturb("Assign", FaultInjector.Kind.LOST_REQUEST)
                        .deploy(20)
                        .status())
                .isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void errorAfterEffect(Scenario s) {
        s.disturb("Assign", FaultInjector.Kind.INTERNAL_ERROR_AFTER_EFFECT);
        assertThat(s.failPartner().deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    private static void throttled(Scenario s) {
        for (int i = 0; i < 4; i++) {
            s.disturb("Assign", FaultInjector.Kind.THROTTLED);
        }
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void diesBefore(Scenario s) {
        assertThat(s.disturb("Assign", FaultInjector.Kind.CALLER_DIES_BEFORE)
                        .deploy(20)
                        .status())
                .isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void diesAfter(Scenario s) {
        s.disturb("Assign", FaultInjector.Kind.CALLER_DIES_AFTER);
        assertThat(s.failPartner().deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    private static void diesAfterUnassign(Scenario s) {
        s.deploy(20);
        s.disturb("Unassign", FaultInjector.Kind.CALLER_DIES_AFTER);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    private static void deniedAtFirst(Scenario s) {
        s.aws.iam().propagation(Duration.ofSeconds(40));
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void twice(Scenario s) {
        s.aws.lambda().options().deliveredTwice = () -> true;
        s.deploy(20);
        s.deploy(21);
        s.delete();
        s.holds();
        assertThat(s.changes())
                .containsExactly("assign 10.0.1.20", "assign 10.0.1.21", "unassign 10.0.1.20", "unassign 10.0.1.21");
    }

    private static void late(Scenario s) {
        s.aws.lambda().options().queueing = () -> Duration.ofSeconds(50);
        s.deploy(20);
        assertThat(s.failPartner().deploy(21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20);
    }

    private static void failedAddress(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().failNext("10.0.1.22", "The address is in use.");
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.pass(400);
        s.holds(20);
        assertThat(s.deploy(20, 21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21, 22);
    }

    private static void earlyDrain(Scenario s) {
        s.aws.ec2().options().drain = full -> full.dividedBy(10);
        s.drain(1500).deploy(20);
        Instant begin = s.aws.account().clock().now();
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(Duration.between(begin, s.aws.account().clock().now())).isLessThan(Duration.ofSeconds(300));
    }

    private static void slowAssign(Scenario s) {
        s.aws.ec2().options().assignAtLeast = Duration.ofSeconds(115);
        s.aws.ec2().options().assignAtMost = Duration.ofSeconds(120);
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
    }

    private static void answerRefused(Scenario s) {
        AtomicInteger left = new AtomicInteger(6);
        s.aws.responseFault(() -> left.getAndDecrement() > 0 ? 503 : 0);
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void lambdaThrottles(Scenario s) {
        s.deploy(20);
        Instant end = s.aws.account().clock().now().plusSeconds(30);
        s.aws.lambda().options().throttled = () -> s.aws.account().clock().now().isBefore(end);
        assertThat(s.deploy(21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21);
    }
}

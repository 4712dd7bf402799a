package io.github.cdknat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.kernel.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The stories that are told in process and, some of them, through the packaged jar. */
final class Stories {
    private static final Map<String, Consumer<Scenario>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("create, replace one, delete", Stories::life);
        ALL.put("a reordered declaration changes nothing", Stories::reordered);
        ALL.put("a deployment that rolls back drains nothing that served", Stories::rolledBack);
        ALL.put("an update cancelled while it waits undoes itself", Stories::cancelled);
        ALL.put("seven replaced by seven at the limit", Stories::swapAtLimit);
        ALL.put("a swap at the limit that rolls back restores the old addresses", Stories::swapRolledBack);
        ALL.put("a renamed construct keeps its addresses", Stories::renamed);
        ALL.put("another gateway: its addresses come first, the old ones go in clean-up", Stories::otherGateway);
        ALL.put("an empty declaration is down to none", Stories::downToNone);
        ALL.put("hand-made addresses are never touched", Stories::handMade);
        ALL.put("a lost reply to an assign is looked up, not repeated", Stories::lostReply);
        ALL.put("a lost request is made again", Stories::lostRequest);
        ALL.put("throttling is waited out", Stories::throttled);
        ALL.put("a function that dies before its call calls again", Stories::diesBefore);
        ALL.put("a function that dies after its call knows its addresses", Stories::diesAfter);
        ALL.put("a gateway that is gone owes nothing", Stories::goneGateway);
        ALL.put("somebody else's drain is waited out", Stories::joinedDrain);
        ALL.put("a failed create leaves nothing behind", Stories::failedCreate);
        ALL.put("an adopted address survives a failed create", Stories::adopted);
    }

    private Stories() {}

    static Stream<String> names() {
        return ALL.keySet().stream();
    }

    static Consumer<Scenario> of(String name) {
        return ALL.get(name);
    }

    private static void life(Scenario s) {
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20+10.0.1.21");
        assertThat(s.aws.cloudFormation().stack(Scenario.STACK).outputs())
                .containsEntry("PrimaryAddress", "10.0.1.4")
                .containsEntry("AllowList", "10.0.1.20/32,10.0.1.21/32");
        s.holds(20, 21);
        assertThat(s.deploy(21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
        assertThat(s.changes())
                .containsExactly(
                        "assign 10.0.1.20+10.0.1.21",
                        "assign 10.0.1.22",
                        "unassign 10.0.1.20",
                        "unassign 10.0.1.21+10.0.1.22");
    }

    private static void reordered(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.deploy(21, 20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.changes()).hasSize(1);
    }

    private static void rolledBack(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.failPartner().deploy(21, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.22", "unassign 10.0.1.22");
    }

    private static void cancelled(Scenario s) {
        s.deploy(20, 21);
        s.aws.ec2().gateways().assignByHand(s.gateway, "10.0.1.30");
        s.aws.ec2().gateways().unassignByHand(s.gateway, "10.0.1.30", 200);
        Stack stack = s.begin(21, 22);
        s.pass(60);
        s.aws.cloudFormation().cancelUpdate(Scenario.STACK);
        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.pass(200);
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
    }

    private static void swapAtLimit(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.deploy(30, 31, 32, 33, 34, 35, 36).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(30, 31, 32, 33, 34, 35, 36);
        assertThat(s.changes()).hasSize(3);
    }

    private static void swapRolledBack(Scenario s) {
        s.deploy(20, 21, 22, 23, 24, 25, 26);
        assertThat(s.failPartner().deploy(20, 21, 22, 23, 24, 25, 36).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        s.holds(20, 21, 22, 23, 24, 25, 26);
    }

    private static void renamed(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.named("Renamed").deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(20, 21);
        assertThat(s.changes()).hasSize(1);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        s.holds();
    }

    private static void otherGateway(Scenario s) {
        s.deploy(20);
        String other = s.aws.ec2().privateGateway(1);
        assertThat(s.on(other).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds();
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.20", "10.0.1.4");
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(s.aws.ec2().gateways().serving(other)).containsExactly("10.0.1.4");
    }

    private static void downToNone(Scenario s) {
        s.deploy(20, 21);
        assertThat(s.deploy().status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(s.record()).isEqualTo(s.gateway + "/none");
        s.holds();
    }

    private static void handMade(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().assignByHand(s.gateway, "10.0.1.30");
        s.deploy(21);
        s.holds(21, 30);
        s.delete();
        s.holds(30);
    }

    private static void lostReply(Scenario s) {
        s.aws.ec2().faults().next("AssignPrivateNatGatewayAddress", Faults.Kind.LOST_REPLY);
        s.aws.ec2().faults().next(call -> call.action().startsWith("Assign"), Faults.Kind.LOST_REPLY);
        assertThat(s.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21");
        assertThat(s.record()).isEqualTo(s.gateway + "/10.0.1.20+10.0.1.21");
    }

    private static void lostRequest(Scenario s) {
        s.aws.ec2()
                .faults()
                .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), Faults.Kind.LOST_REQUEST);
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void throttled(Scenario s) {
        for (int i = 0; i < 4; i++) {
            s.aws.ec2()
                    .faults()
                    .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), Faults.Kind.THROTTLED);
        }
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void diesBefore(Scenario s) {
        s.aws.ec2()
                .faults()
                .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), Faults.Kind.CALLER_DIES_BEFORE);
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void diesAfter(Scenario s) {
        s.aws.ec2()
                .faults()
                .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), Faults.Kind.CALLER_DIES_AFTER);
        assertThat(s.failPartner().deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
        assertThat(s.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    private static void goneGateway(Scenario s) {
        s.deploy(20);
        s.aws.ec2().gateways().vanish(s.gateway);
        assertThat(s.delete().status()).isEqualTo("DELETE_COMPLETE");
    }

    private static void joinedDrain(Scenario s) {
        s.aws.ec2().gateways().assignByHand(s.gateway, "10.0.1.30");
        s.aws.ec2().gateways().unassignByHand(s.gateway, "10.0.1.30", 600);
        assertThat(s.deploy(20).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(20);
    }

    private static void failedCreate(Scenario s) {
        assertThat(s.failPartner().deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds();
    }

    private static void adopted(Scenario s) {
        s.aws.ec2().gateways().assignByHand(s.gateway, "10.0.1.20");
        assertThat(s.failPartner().deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        s.holds(20);
    }
}

package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.ONE;
import static io.github.cdknat.rehearsal.demo.DemoScript.TWO;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;

import java.util.List;

/** What happens on a gateway that is not the stack's alone. */
final class SharedGatewaySteps {
    private static final int SHORT_DRAIN = 60;

    private SharedGatewaySteps() {}

    static void share(DemoContext context) {
        context.deploy(ONE, "down to two", p -> p.with(addresses(31, 32)));
        context.deploy(TWO, "create Second", p -> p.with(addresses(41, 42)).draining(SHORT_DRAIN));
        RunningDeployment one = context.begin(ONE, "Example, both update", p -> p.with(addresses(32, 33)));
        RunningDeployment two = context.begin(TWO, "Second, both update", p -> p.with(addresses(42, 43)));
        context.awaitEnd(one, two);
        context.expect("the first stack is updated", "UPDATE_COMPLETE", context.status(ONE));
        context.expect("the second stack is updated", "UPDATE_COMPLETE", context.status(TWO));
        context.expect(
                "the first stack changes its own addresses only",
                List.of("unassign 10.0.1.33-37", "assign 10.0.1.33", "unassign 10.0.1.31"),
                context.activity().changes(ONE));
        context.expect(
                "the second stack changes its own addresses only",
                List.of("assign 10.0.1.41-42", "assign 10.0.1.43", "unassign 10.0.1.41"),
                context.activity().changes(TWO));
        context.expect("both stacks' addresses serve", "10.0.1.32-33, 10.0.1.42-43", context.serving());
    }

    static void asAdministrator(DemoContext context) {
        context.asAdministrator(
                "assign 10.0.1.50 at the console",
                () -> context.aws.ec2().gateways().assignOutOfBand(context.gatewayId, "10.0.1.50"));
        context.deploy(ONE, "beside a manual one", p -> p.with(addresses(33, 34)));
        context.expect(
                "no call names the hand-made address",
                List.of("assign 10.0.1.34", "unassign 10.0.1.32"),
                context.changes());
        context.expect("it serves on", "10.0.1.33-34, 10.0.1.42-43, 10.0.1.50", context.serving());
    }

    static void delete(DemoContext context) {
        RunningDeployment one = context.beginDelete(ONE);
        RunningDeployment two = context.beginDelete(TWO);
        context.awaitEnd(one, two);
        context.expect("the first stack is deleted", "DELETE_COMPLETE", context.status(ONE));
        context.expect("the second stack is deleted", "DELETE_COMPLETE", context.status(TWO));
        context.expect("what they declared has drained", "10.0.1.34-35, 10.0.1.42-43", context.drained());
        context.expect("nothing else is gone: the hand-made address serves", "10.0.1.50", context.serving());
    }
}

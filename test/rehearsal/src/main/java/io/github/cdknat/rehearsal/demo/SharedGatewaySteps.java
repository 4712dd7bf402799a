package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.ONE;
import static io.github.cdknat.rehearsal.demo.DemoScript.TWO;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;
import static io.github.cdknat.rehearsal.demo.Expectation.that;

import java.util.List;

/** What happens on a gateway that is not the stack's alone. */
final class SharedGatewaySteps {
    private static final int SHORT_DRAIN = 60;

    private SharedGatewaySteps() {}

    static void share(DemoContext stage) {
        stage.deploy(ONE, "down to two", p -> p.with(addresses(31, 32)));
        stage.deploy(TWO, "create Second", p -> p.with(addresses(41, 42)).draining(SHORT_DRAIN));
        RunningDeployment one = stage.begin(ONE, "Example, both update", p -> p.with(addresses(32, 33)));
        RunningDeployment two = stage.begin(TWO, "Second, both update", p -> p.with(addresses(42, 43)));
        stage.end(one, two);
        stage.expect(that("the first stack is updated", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that("the second stack is updated", "UPDATE_COMPLETE", stage.status(TWO)));
        stage.expect(that(
                "the first stack changes its own addresses only",
                List.of("unassign 10.0.1.33-37", "assign 10.0.1.33", "unassign 10.0.1.31"),
                stage.past().changes(ONE)));
        stage.expect(that(
                "the second stack changes its own addresses only",
                List.of("assign 10.0.1.41-42", "assign 10.0.1.43", "unassign 10.0.1.41"),
                stage.past().changes(TWO)));
        stage.expect(that("both stacks' addresses serve", "10.0.1.32-33, 10.0.1.42-43", stage.serving()));
    }

    static void byHand(DemoContext stage) {
        stage.byHand(
                "assign 10.0.1.50 at the console",
                () -> stage.aws().ec2().gateways().assignByHand(stage.gatewayId(), "10.0.1.50"));
        stage.deploy(ONE, "beside a manual one", p -> p.with(addresses(33, 34)));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "no call names the hand-made address",
                List.of("assign 10.0.1.34", "unassign 10.0.1.32"),
                stage.changes()));
        stage.expect(that("it serves on", "10.0.1.33-34, 10.0.1.42-43, 10.0.1.50", stage.serving()));
    }

    static void delete(DemoContext stage) {
        RunningDeployment one = stage.beginDelete(ONE);
        RunningDeployment two = stage.beginDelete(TWO);
        stage.end(one, two);
        stage.expect(that("the first stack is deleted", "DELETE_COMPLETE", stage.status(ONE)));
        stage.expect(that("the second stack is deleted", "DELETE_COMPLETE", stage.status(TWO)));
        stage.expect(that(
                "what they declared has drained",
                "10.0.1.34-35, 10.0.1.42-43",
                stage.past().drained()));
        stage.expect(that("nothing else is gone: the hand-made address serves", "10.0.1.50", stage.serving()));
    }
}

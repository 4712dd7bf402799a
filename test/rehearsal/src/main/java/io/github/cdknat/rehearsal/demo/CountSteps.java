package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.COUNTED;
import static io.github.cdknat.rehearsal.demo.Expectation.atMost;
import static io.github.cdknat.rehearsal.demo.Expectation.that;

import java.util.List;

/** What a stack's owner does who says how many, and leaves the choice to the handler. */
final class CountSteps {
    private static final int SHORT_DRAIN = 60;
    private static final String POOL = "10.0.1.64/28";

    private CountSteps() {}

    static void create(DemoContext stage) {
        stage.deploy(
                COUNTED,
                "create with a count",
                p -> p.counting(3).draining(SHORT_DRAIN).named("Chosen"));
        stage.expect(that("the stack is created", "CREATE_COMPLETE", stage.status(COUNTED)));
        stage.expect(that(
                "the handler chooses from the top of the subnet, and one call assigns all three",
                List.of("assign 10.0.1.252-254"),
                stage.changes()));
        stage.expect(that(
                "the stack's output lists what was chosen, in the order of choice",
                "10.0.1.254/32,10.0.1.253/32,10.0.1.252/32",
                allowList(stage)));
    }

    static void countUp(DemoContext stage) {
        stage.deploy(COUNTED, "count up", p -> p.counting(5));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(COUNTED)));
        stage.expect(that(
                "what is there stays, and two more are chosen", List.of("assign 10.0.1.250-251"), stage.changes()));
        stage.expect(that("nothing drains", "none", stage.past().drained()));
    }

    static void countDown(DemoContext stage) {
        stage.deploy(COUNTED, "count down", p -> p.counting(2));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(COUNTED)));
        stage.expect(
                that("the last chosen ones go, in one drain", List.of("unassign 10.0.1.250-252"), stage.changes()));
        stage.expect(that("the first chosen ones serve on", "10.0.1.50, 10.0.1.253-254", stage.serving()));
        stage.expect(that("the output follows", "10.0.1.254/32,10.0.1.253/32", allowList(stage)));
    }

    static void pool(DemoContext stage) {
        stage.byHand(
                "an instance takes 10.0.1.65", () -> stage.aws().ec2().takeAddress(stage.gatewayId(), "10.0.1.65"));
        stage.deploy(COUNTED, "three from a pool", p -> p.counting(3, POOL));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(COUNTED)));
        stage.expect(that(
                "the lowest free addresses of the pool are assigned, then those outside it go",
                List.of("assign 10.0.1.64, 10.0.1.66-67", "unassign 10.0.1.253-254"),
                stage.changes()));
        stage.expect(that("the output lists the pool's", "10.0.1.64/32,10.0.1.66/32,10.0.1.67/32", allowList(stage)));
    }

    static void name(DemoContext stage) {
        stage.deploy(COUNTED, "count to explicit", p -> p.with(List.of("10.0.1.66", "10.0.1.67", "10.0.1.80")));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(COUNTED)));
        stage.expect(that(
                "what is in both stays; only the difference changes",
                List.of("assign 10.0.1.80", "unassign 10.0.1.64"),
                stage.changes()));
        stage.expect(that("nothing else drains", "10.0.1.64", stage.past().drained()));
        stage.deploy(COUNTED, "explicit to count", p -> p.counting(3));
        stage.expect(that(
                "and back: a count of three finds three",
                List.of("assign 10.0.1.80", "unassign 10.0.1.64"),
                stage.changes()));
    }

    static void delete(DemoContext stage) {
        stage.end(stage.beginDelete(COUNTED));
        stage.expect(that("the stack is deleted", "DELETE_COMPLETE", stage.status(COUNTED)));
        stage.expect(that("all that was chosen is gone", "10.0.1.50", stage.serving()));
        stage.expect(atMost("unassign call", 1, stage.changes().size()));
    }

    private static String allowList(DemoContext stage) {
        return stage.aws().cloudFormation().stack(COUNTED).outputs().get("AllowList");
    }
}

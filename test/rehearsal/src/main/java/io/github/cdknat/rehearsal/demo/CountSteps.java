package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.COUNTED;
import static io.github.cdknat.rehearsal.demo.Expectation.atMost;

import java.util.List;

/** What a stack's owner does who says how many, and leaves the choice to the handler. */
final class CountSteps {
    private static final int SHORT_DRAIN = 60;
    private static final String POOL = "10.0.1.64/28";

    private CountSteps() {}

    static void create(DemoContext context) {
        context.deploy(
                COUNTED,
                "create with a count",
                p -> p.counting(3).draining(SHORT_DRAIN).named("Chosen"));
        context.expect(
                "the handler chooses from the top of the subnet, and one call assigns all three",
                List.of("assign 10.0.1.252-254"),
                context.changes());
        context.expect(
                "the stack's output lists what was chosen, in the order of choice",
                "10.0.1.254/32,10.0.1.253/32,10.0.1.252/32",
                allowList(context));
    }

    static void countUp(DemoContext context) {
        context.deploy(COUNTED, "count up", p -> p.counting(5));
        context.expect(
                "what is there stays, and two more are chosen", List.of("assign 10.0.1.250-251"), context.changes());
        context.expect("nothing drains", "none", context.drained());
    }

    static void countDown(DemoContext context) {
        context.deploy(COUNTED, "count down", p -> p.counting(2));
        context.expect("the last chosen ones go, in one drain", List.of("unassign 10.0.1.250-252"), context.changes());
        context.expect("the first chosen ones serve on", "10.0.1.50, 10.0.1.253-254", context.serving());
        context.expect("the output follows", "10.0.1.254/32,10.0.1.253/32", allowList(context));
    }

    static void pool(DemoContext context) {
        context.asAdministrator(
                "an instance takes 10.0.1.65", () -> context.aws.ec2().occupy(context.gatewayId, "10.0.1.65"));
        context.deploy(COUNTED, "three from a pool", p -> p.counting(3, POOL));
        context.expect(
                "the lowest free addresses of the pool are assigned, then those outside it go",
                List.of("assign 10.0.1.64, 10.0.1.66-67", "unassign 10.0.1.253-254"),
                context.changes());
        context.expect("the output lists the pool's", "10.0.1.64/32,10.0.1.66/32,10.0.1.67/32", allowList(context));
    }

    static void name(DemoContext context) {
        context.deploy(COUNTED, "count to explicit", p -> p.with(List.of("10.0.1.66", "10.0.1.67", "10.0.1.80")));
        context.expect(
                "what is in both stays; only the difference changes",
                List.of("assign 10.0.1.80", "unassign 10.0.1.64"),
                context.changes());
        context.expect("nothing else drains", "10.0.1.64", context.drained());
        context.deploy(COUNTED, "explicit to count", p -> p.counting(3));
        context.expect(
                "and back: a count of three finds three",
                List.of("assign 10.0.1.80", "unassign 10.0.1.64"),
                context.changes());
    }

    static void delete(DemoContext context) {
        context.awaitEnd(context.beginDelete(COUNTED));
        context.expect("the stack is deleted", "DELETE_COMPLETE", context.status(COUNTED));
        context.expect("all that was chosen is gone", "10.0.1.50", context.serving());
        context.expect(atMost("unassign call", 1, context.changes().size()));
    }

    private static String allowList(DemoContext context) {
        return context.aws.cloudFormation().stack(COUNTED).outputs().get("AllowList");
    }
}

package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.ONE;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;
import static io.github.cdknat.rehearsal.demo.Expectation.atMost;

import java.time.Duration;
import java.util.List;

/** What a stack's owner does to it. */
final class LifecycleSteps {
    private static final int MOST_DESCRIBES = 20;
    private static final Duration LONGEST_WAY_TO_SUCCESS = Duration.ofSeconds(8);
    private static final int SHORT_DRAIN = 60;

    private LifecycleSteps() {}

    static void create(DemoContext context) {
        context.deploy(ONE, "create two", p -> p.with(addresses(20, 21)));
        context.expect("one call assigns both addresses", List.of("assign 10.0.1.20-21"), context.changes());
        context.expect("both serve", "10.0.1.20-21", context.serving());
        context.expect(
                "the stack's output lists them for firewalls: 10.0.1.20/32,10.0.1.21/32",
                "10.0.1.20/32,10.0.1.21/32",
                context.aws.cloudFormation().stack(ONE).outputs().get("AllowList"));
    }

    static void reorder(DemoContext context) {
        context.deploy(ONE, "reorder", p -> p.with(List.of("10.0.1.21", "10.0.1.20")));
        context.expect("no call changes the gateway", List.of(), context.changes());
        context.expect("both serve", "10.0.1.20-21", context.serving());
        context.expect(atMost(
                "the construct sorts, so CloudFormation asks the handler nothing",
                0,
                context.activity().requests().size()));
    }

    static void replace(DemoContext context) {
        context.deploy(ONE, "replace one", p -> p.with(addresses(21, 22)));
        Interval drain = context.poller.lastDrain().orElseThrow(() -> new IllegalStateException("Nothing drained"));
        context.expect(
                "the new address is assigned, then the old one unassigned",
                List.of("assign 10.0.1.22", "unassign 10.0.1.20"),
                context.changes());
        context.expect(
                "the old one drains only in clean-up, when all else has succeeded",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                context.activity().statusAt(ONE, drain.begin()));
        context.expect(atMost(
                "describe calls during the drain of 350 s",
                MOST_DESCRIBES,
                context.activity().describesDuring(drain)));
        context.expect(atMost(
                "from the drain's end to SUCCESS",
                LONGEST_WAY_TO_SUCCESS,
                context.activity().untilAnswer(drain.end())));
        context.deploy(ONE, "drains of 60 s", p -> p.draining(SHORT_DRAIN));
        context.expect(
                "shorter drains from here on: declaring them changes nothing on the gateway",
                List.of("assign 10.0.1.22", "unassign 10.0.1.20"),
                context.changes());
    }

    static void replaceSeven(DemoContext context) {
        context.deploy(ONE, "grow to seven", p -> p.with(addresses(21, 27)));
        context.deploy(ONE, "seven by seven", p -> p.with(addresses(31, 37)));
        context.expect(
                "one drain makes room, early because there is no other way, and one call fills it",
                List.of("assign 10.0.1.27", "unassign 10.0.1.21-27", "assign 10.0.1.31-37"),
                context.changes());
        context.expect("the new seven serve", "10.0.1.31-37", context.serving());
    }

    static void rename(DemoContext context) {
        context.deploy(ONE, "another construct id", p -> p.named("Egress"));
        context.expect("no call changes the gateway", List.of(), context.changes());
        context.expect("nothing drains", "none", context.drained());
    }
}

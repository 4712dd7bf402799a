package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.ONE;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;
import static io.github.cdknat.rehearsal.demo.Expectation.atMost;
import static io.github.cdknat.rehearsal.demo.Expectation.that;

import java.time.Duration;
import java.util.List;

/** What a stack's owner does to it. */
final class LifecycleSteps {
    private static final int MOST_DESCRIBES = 20;
    private static final Duration LONGEST_WAY_TO_SUCCESS = Duration.ofSeconds(8);
    private static final int SHORT_DRAIN = 60;

    private LifecycleSteps() {}

    static void create(DemoContext stage) {
        stage.deploy(ONE, "create two", p -> p.with(addresses(20, 21)));
        stage.expect(that("the stack is created", "CREATE_COMPLETE", stage.status(ONE)));
        stage.expect(that("one call assigns both addresses", List.of("assign 10.0.1.20-21"), stage.changes()));
        stage.expect(that("both serve", "10.0.1.20-21", stage.serving()));
        stage.expect(that(
                "the stack's output lists them for firewalls: 10.0.1.20/32,10.0.1.21/32",
                "10.0.1.20/32,10.0.1.21/32",
                stage.aws().cloudFormation().stack(ONE).outputs().get("AllowList")));
    }

    static void reorder(DemoContext stage) {
        stage.deploy(ONE, "reorder", p -> p.with(List.of("10.0.1.21", "10.0.1.20")));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that("no call changes the gateway", List.of(), stage.changes()));
        stage.expect(that("both serve", "10.0.1.20-21", stage.serving()));
        stage.expect(atMost(
                "the construct sorts, so CloudFormation asks the handler nothing",
                0,
                stage.past().requests().size()));
    }

    static void replace(DemoContext stage) {
        stage.deploy(ONE, "replace one", p -> p.with(addresses(21, 22)));
        Interval drain = stage.watch().lastDrain().orElseThrow(() -> new IllegalStateException("Nothing drained"));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "the new address is assigned, then the old one unassigned",
                List.of("assign 10.0.1.22", "unassign 10.0.1.20"),
                stage.changes()));
        stage.expect(that(
                "the old one drains only in clean-up, when all else has succeeded",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                stage.past().statusAt(ONE, drain.begin())));
        stage.expectFigure(atMost(
                "describe calls during the drain of 350 s",
                MOST_DESCRIBES,
                stage.meter().describesDuring(drain)));
        stage.expectFigure(atMost(
                "from the drain's end to SUCCESS",
                LONGEST_WAY_TO_SUCCESS,
                stage.past().untilAnswer(drain.end())));
        stage.deploy(ONE, "drains of 60 s", p -> p.draining(SHORT_DRAIN));
        stage.expect(that(
                "shorter drains from here on: declaring them changes nothing on the gateway",
                List.of("assign 10.0.1.22", "unassign 10.0.1.20"),
                stage.changes()));
    }

    static void replaceSeven(DemoContext stage) {
        stage.deploy(ONE, "grow to seven", p -> p.with(addresses(21, 27)));
        stage.deploy(ONE, "seven by seven", p -> p.with(addresses(31, 37)));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "one drain makes room, early because there is no other way, and one call fills it",
                List.of("assign 10.0.1.27", "unassign 10.0.1.21-27", "assign 10.0.1.31-37"),
                stage.changes()));
        stage.expect(that("the new seven serve", "10.0.1.31-37", stage.serving()));
    }

    static void rename(DemoContext stage) {
        stage.deploy(ONE, "another construct id", p -> p.named("Egress"));
        stage.expect(that("the stack is updated", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that("no call changes the gateway", List.of(), stage.changes()));
        stage.expect(that("nothing drains", "none", stage.past().drained()));
    }
}

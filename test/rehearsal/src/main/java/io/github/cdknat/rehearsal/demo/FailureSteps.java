package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.ONE;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;
import static io.github.cdknat.rehearsal.demo.Expectation.that;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What goes wrong, or is called off. */
final class FailureSteps {
    private FailureSteps() {}

    static void fail(DemoContext stage) {
        stage.byHand(
                "whatever comes to Partner next fails",
                () -> stage.aws()
                        .cloudFormation()
                        .failNext(ONE, "Partner", Duration.ofSeconds(1), "The partner's firewall refused the change"));
        stage.deploy(ONE, "another one fails", p -> p.with(addresses(22, 23)));
        stage.expect(that("the stack is rolled back", "UPDATE_ROLLBACK_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "only what the deployment itself assigned is unassigned",
                List.of("assign 10.0.1.23", "unassign 10.0.1.23"),
                stage.changes()));
        stage.expect(that(
                "no address that served before has drained",
                "10.0.1.23",
                stage.past().drained()));
        stage.expect(that("the old addresses serve", "10.0.1.21-22", stage.serving()));
    }

    static void cancel(DemoContext stage) {
        RunningDeployment update =
                stage.begin(ONE, "cancelled, assigning", p -> p.with(List.of("10.0.1.22", "10.0.1.24")));
        stage.untilChanging();
        stage.cancel(ONE);
        stage.end(update);
        stage.rest();
        stage.expect(that("the stack is rolled back", "UPDATE_ROLLBACK_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "what the update assigned is unassigned",
                List.of("assign 10.0.1.24", "unassign 10.0.1.24"),
                stage.changes()));
        stage.expect(that(
                "the cancelled update does that itself",
                stage.past().firstExecution(),
                stage.past().unassigner()));
        stage.expect(that(
                "no address that served before has drained",
                "10.0.1.24",
                stage.past().drained()));
        cancelWithoutRoom(stage);
    }

    /** With one slot left, an update that needs two releases an address early; its rollback needs that one back. */
    private static void cancelWithoutRoom(DemoContext stage) {
        stage.deploy(ONE, "grow to six", p -> p.with(addresses(21, 26)));
        RunningDeployment update = stage.begin(ONE, "cancelled, draining", p -> p.with(addresses(23, 28)));
        stage.untilDraining();
        stage.cancel(ONE);
        stage.end(update);
        ActivityQuery past = stage.past(update.begin());
        stage.expect(that("the stack is rolled back again", "UPDATE_ROLLBACK_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "the update undoes itself, and the rollback takes back what had to make room",
                List.of("assign 10.0.1.27", "unassign 10.0.1.22", "unassign 10.0.1.27", "assign 10.0.1.22"),
                past.changes()));
        stage.expect(
                that("the rollback meets the cancelled update finished", "ended", past.firstExecutionAtLastChange()));
        stage.expect(that("the old addresses serve", "10.0.1.21-26", stage.serving()));
    }

    static void trouble(DemoContext stage) {
        stage.byHand("EC2 will lose its reply to an assign, and throttle two unassigns", () -> {
            FaultInjector faults = stage.aws().ec2().faults();
            faults.next(isReal("AssignPrivateNatGatewayAddress"), FaultInjector.Kind.LOST_REPLY);
            faults.next(isReal("UnassignPrivateNatGatewayAddress"), FaultInjector.Kind.THROTTLED);
            faults.next(isReal("UnassignPrivateNatGatewayAddress"), FaultInjector.Kind.THROTTLED);
        });
        stage.deploy(ONE, "lost and throttled", p -> p.with(addresses(34, 35)));
        stage.expect(that("the stack is updated all the same", "UPDATE_COMPLETE", stage.status(ONE)));
        stage.expect(that(
                "the lost reply is looked up, not asked for again; the throttled call is made again",
                List.of(
                        "assign 10.0.1.35, no reply",
                        "unassign 10.0.1.33, RequestLimitExceeded",
                        "unassign 10.0.1.33, RequestLimitExceeded",
                        "unassign 10.0.1.33"),
                stage.past().attempts()));
        stage.expect(that("the right addresses serve", "10.0.1.34-35, 10.0.1.42-43, 10.0.1.50", stage.serving()));
    }

    private static Predicate<ApiCall> isReal(String action) {
        return call -> call.action().equals(action) && !call.isDryRun();
    }
}

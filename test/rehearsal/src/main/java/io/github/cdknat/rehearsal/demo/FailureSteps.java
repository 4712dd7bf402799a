package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.ONE;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What goes wrong, or is called off. */
final class FailureSteps {
    private FailureSteps() {}

    static void fail(DemoContext context) {
        context.asAdministrator(
                "whatever comes to Partner next fails",
                () -> context.aws
                        .cloudFormation()
                        .failNext(ONE, "Partner", Duration.ofSeconds(1), "The partner's firewall refused the change"));
        context.awaitEnd(context.begin(ONE, "another one fails", p -> p.with(addresses(22, 23))));
        context.expect("the stack is rolled back", "UPDATE_ROLLBACK_COMPLETE", context.status(ONE));
        context.expect(
                "only what the deployment itself assigned is unassigned",
                List.of("assign 10.0.1.23", "unassign 10.0.1.23"),
                context.changes());
        context.expect("no address that served before has drained", "10.0.1.23", context.drained());
        context.expect("the old addresses serve", "10.0.1.21-22", context.serving());
    }

    static void cancel(DemoContext context) {
        RunningDeployment update =
                context.begin(ONE, "cancelled, assigning", p -> p.with(List.of("10.0.1.22", "10.0.1.24")));
        context.untilChanging();
        context.cancel(ONE);
        context.awaitEnd(update);
        context.untilIdle();
        context.expect("the stack is rolled back", "UPDATE_ROLLBACK_COMPLETE", context.status(ONE));
        context.expect(
                "what the update assigned is unassigned",
                List.of("assign 10.0.1.24", "unassign 10.0.1.24"),
                context.changes());
        context.expect(
                "the cancelled update does that itself",
                context.activity().firstExecution(),
                context.activity().unassigner());
        context.expect("no address that served before has drained", "10.0.1.24", context.drained());
        cancelWithoutRoom(context);
    }

    /** With one slot left, an update that needs two releases an address early; its rollback needs that one back. */
    private static void cancelWithoutRoom(DemoContext context) {
        context.deploy(ONE, "grow to six", p -> p.with(addresses(21, 26)));
        RunningDeployment update = context.begin(ONE, "cancelled, draining", p -> p.with(addresses(23, 28)));
        context.untilDraining();
        context.cancel(ONE);
        context.awaitEnd(update);
        ActivityQuery activity = context.activity(update.begin());
        context.expect("the stack is rolled back again", "UPDATE_ROLLBACK_COMPLETE", context.status(ONE));
        context.expect(
                "the update undoes itself, and the rollback takes back what had to make room",
                List.of("assign 10.0.1.27", "unassign 10.0.1.22", "unassign 10.0.1.27", "assign 10.0.1.22"),
                activity.changes());
        context.expect(
                "the rollback meets the cancelled update finished", "ended", activity.firstExecutionAtLastChange());
        context.expect("the old addresses serve", "10.0.1.21-26", context.serving());
    }

    static void trouble(DemoContext context) {
        context.asAdministrator("EC2 will lose its reply to an assign, and throttle two unassigns", () -> {
            FaultInjector faults = context.aws.ec2().faults();
            faults.next(isReal("AssignPrivateNatGatewayAddress"), FaultInjector.Kind.LOST_REPLY);
            faults.next(isReal("UnassignPrivateNatGatewayAddress"), FaultInjector.Kind.THROTTLED);
            faults.next(isReal("UnassignPrivateNatGatewayAddress"), FaultInjector.Kind.THROTTLED);
        });
        context.deploy(ONE, "lost and throttled", p -> p.with(addresses(34, 35)));
        context.expect(
                "the lost reply is looked up, not asked for again; the throttled call is made again",
                List.of(
                        "assign 10.0.1.35, no reply",
                        "unassign 10.0.1.33, RequestLimitExceeded",
                        "unassign 10.0.1.33, RequestLimitExceeded",
                        "unassign 10.0.1.33"),
                context.activity().attempts());
        context.expect("the right addresses serve", "10.0.1.34-35, 10.0.1.42-43, 10.0.1.50", context.serving());
    }

    private static Predicate<ApiCall> isReal(String action) {
        return call -> call.action().equals(action) && !call.isDryRun();
    }
}

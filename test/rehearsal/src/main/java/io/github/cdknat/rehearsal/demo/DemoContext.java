package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.rehearsal.text.AddressRanges;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import io.github.cdknat.simulation.ExampleTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** What a step can do: deploy, cancel, delete, act by hand; and say what it expects. */
final class DemoContext {
    private static final String PRIMARY = "10.0.1.4";
    private static final Duration PATIENCE = Duration.ofHours(2);

    final EmbeddedAws aws;
    final String gatewayId;
    final GatewayPoller poller;
    private final Timeline timeline;
    private final Terminal terminal;
    private final Map<String, ExampleStack.Parameters> declared = new HashMap<>();
    private char step;
    private Instant stepBegan;

    DemoContext(EmbeddedAws aws, String gatewayId, GatewayPoller poller, Timeline timeline, Terminal terminal) {
        this.aws = aws;
        this.gatewayId = gatewayId;
        this.poller = poller;
        this.timeline = timeline;
        this.terminal = terminal;
    }

    /**
     * Runs one step to its end.
     *
     * @throws BrokenExpectationException if it does not go as it promises
     */
    void run(DemoStep next) {
        step = next.letter();
        stepBegan = now();
        terminal.blank();
        terminal.print("(" + step + ") ", Tone.TITLE, next.title());
        next.actions().accept(this);
        terminal.print("  serve  ", Tone.GATEWAY, PRIMARY + " (primary), " + serving());
    }

    /** Deploys what the stack is to declare from now on, waits for the end, and expects that it succeeds. */
    void deploy(String stack, String title, UnaryOperator<ExampleStack.Parameters> change) {
        boolean isNew = !declared.containsKey(stack);
        awaitEnd(begin(stack, title, change));
        expect(
                isNew ? "the stack is created" : "the stack is updated",
                isNew ? "CREATE_COMPLETE" : "UPDATE_COMPLETE",
                status(stack));
    }

    /** Begins a deployment. */
    RunningDeployment begin(String stack, String title, UnaryOperator<ExampleStack.Parameters> change) {
        ExampleStack.Parameters before =
                declared.getOrDefault(stack, ExampleStack.Parameters.example().on(gatewayId));
        ExampleStack.Parameters after = change.apply(before);
        ExampleStack.Parameters noted = after.noting(after.declared());
        RunningDeployment running = new RunningDeployment(stack, now());
        timeline.action(
                now(),
                "deploy " + stack + " (" + title + ") with " + noted.addressesId() + ": " + declared(noted)
                        + "; drains of " + noted.maxDrainSeconds() + " s");
        aws.cloudFormation().deploy(stack, ExampleTemplates.parsed(stack, noted));
        declared.put(stack, noted);
        return running;
    }

    /** Begins to delete a stack. */
    RunningDeployment beginDelete(String stack) {
        timeline.action(now(), "delete " + stack);
        RunningDeployment running = new RunningDeployment(stack, now());
        aws.cloudFormation().delete(stack);
        return running;
    }

    /** Cancels the stack's update. */
    void cancel(String stack) {
        timeline.action(now(), "cancel the update of " + stack);
        aws.cloudFormation().cancelUpdate(stack);
    }

    /** Does something that no deployment does. */
    void asAdministrator(String what, Runnable action) {
        timeline.action(now(), what);
        action.run();
    }

    /** Waits until the stacks are idle, no execution runs and no address changes. */
    void awaitEnd(RunningDeployment... running) {
        aws.settle(Arrays.stream(running)
                .map(one -> aws.cloudFormation().stack(one.stack()))
                .toArray(io.github.cdknat.emulator.cloudformation.Stack[]::new));
        aws.quiesce();
        timeline.flush();
    }

    /** Lets time pass until an address of the gateway changes. */
    void untilChanging() {
        until(poller::isChanging, "No address changes");
    }

    /** Lets time pass until an address of the gateway drains. */
    void untilDraining() {
        until(poller::isDraining, "No address drains");
    }

    /** Lets time pass until no address of the gateway changes. */
    void untilIdle() {
        until(() -> !poller.isChanging(), "An address still changes");
    }

    private void until(BooleanSupplier condition, String otherwise) {
        if (!aws.account().clock().runUntil(condition, now().plus(PATIENCE))) {
            throw new IllegalStateException(otherwise + " after " + PATIENCE);
        }
        timeline.flush();
    }

    /**
     * Checks what the step promises.
     *
     * @throws BrokenExpectationException if it is not so
     */
    void expect(Expectation expectation) {
        timeline.flush();
        if (!expectation.isKept()) {
            throw new BrokenExpectationException(step, expectation);
        }
        terminal.print("  kept   ", Tone.GOOD, expectation.promise());
    }

    void expect(String promise, String expected, String found) {
        expect(Expectation.that(promise, expected, found));
    }

    void expect(String promise, Collection<String> expected, Collection<String> found) {
        expect(Expectation.that(promise, expected, found));
    }

    /** What has happened in this step. */
    ActivityQuery activity() {
        return activity(stepBegan);
    }

    /** What has happened since then. */
    ActivityQuery activity(Instant since) {
        return new ActivityQuery(aws, poller, new Interval(since, now().plusNanos(1)));
    }

    List<String> changes() {
        return activity().changes();
    }

    String drained() {
        return activity().drained();
    }

    /** The secondary addresses that serve now. */
    String serving() {
        return AddressRanges.of(aws.ec2().gateways().serving(gatewayId).stream()
                .filter(address -> !address.equals(PRIMARY))
                .toList());
    }

    String status(String stack) {
        return aws.cloudFormation().stack(stack).status();
    }

    /** A count in words; a few addresses as they were declared, many in short. */
    private static String declared(ExampleStack.Parameters parameters) {
        List<String> addresses = parameters.addresses();
        return parameters
                .counted()
                .map(ExampleStack.Counted::toString)
                .orElseGet(() -> addresses.size() < 4 ? String.join(", ", addresses) : AddressRanges.of(addresses));
    }

    Instant now() {
        return aws.account().clock().now();
    }
}

package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.util.List;
import java.util.Set;

/** Runs steps one after the other, until one is broken. */
final class DemoRunner {
    private static final String ALL_KEPT = "Every step went as promised.";

    private final Terminal terminal;
    private final Timeline timeline;
    private final DemoContext context;

    /** Makes the gateway that everything is about; it belongs to somebody else. */
    DemoRunner(EmbeddedAws aws, Terminal terminal) {
        this.terminal = terminal;
        String gatewayId = aws.ec2().privateGateway(1);
        GatewayPoller poller = new GatewayPoller(
                aws.ec2().gateways(), gatewayId, aws.account().clock().now());
        timeline = new Timeline(terminal, EmbeddedAws.START, Set.of(gatewayId));
        aws.account().events().listen(poller::accept);
        aws.account().events().listen(timeline::accept);
        context = new DemoContext(aws, gatewayId, poller, timeline, terminal);
    }

    DemoContext context() {
        return context;
    }

    /** Runs all of them and says whether the command has succeeded (0) or failed (1): its exit status. */
    int run(List<DemoStep> steps) {
        try {
            steps.forEach(context::run);
        } catch (BrokenExpectationException e) {
            timeline.flush();
            terminal.print("", Tone.BAD, e.getMessage());
            return 1;
        }
        timeline.flush();
        terminal.blank();
        terminal.print("", Tone.GOOD, ALL_KEPT);
        return 0;
    }
}

package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Plays acts one after the other, until one is broken; then closes with what came of them. */
final class DemoRunner {
    private static final String ALL_KEPT = "Every act went as promised.";

    private final EmbeddedAws aws;
    private final Screen screen;
    private final GatewayPoller poller;
    private final Timeline timeline;
    private final DemoContext context;

    /** Makes the gateway that everything is about; it belongs to somebody else. */
    DemoRunner(EmbeddedAws aws, Screen screen) {
        this.aws = aws;
        this.screen = screen;
        String gatewayId = aws.ec2().privateGateway(1);
        poller = new GatewayPoller(
                aws.ec2().gateways(), gatewayId, aws.account().clock().now());
        timeline = new Timeline(screen, EmbeddedAws.START, gatewayId);
        aws.account().events().listen(poller::accept);
        aws.account().events().listen(timeline::accept);
        context = new DemoContext(aws, gatewayId, poller, timeline, screen);
    }

    DemoContext context() {
        return context;
    }

    /** Plays all of them and says whether the command has succeeded (0) or failed (1): its exit status. */
    int play(List<DemoStep> steps) {
        try {
            steps.forEach(context::play);
        } catch (BrokenExpectationException e) {
            close();
            screen.print("", Paint.BAD, e.getMessage());
            return 1;
        }
        close();
        screen.print("", Paint.GOOD, ALL_KEPT);
        return 0;
    }

    /** Shows what is going on while time passes. */
    void glance(Instant now) {
        timeline.flush();
        screen.progress(ProgressLine.of(timeline.clock(now), now, poller.change(), drainSeconds()));
    }

    /** How long the last accepted unassign said that its drain may be. */
    private OptionalInt drainSeconds() {
        return aws.account().callLog().of("UnassignPrivateNatGatewayAddress").stream()
                .filter(entry -> entry.effect())
                .mapToInt(entry -> Integer.parseInt(entry.call().text("MaxDrainDurationSeconds")))
                .reduce((earlier, later) -> later);
    }

    private void close() {
        timeline.flush();
        screen.blank();
        List<String> table = SummaryTable.lines(context.deployments(), screen.width());
        for (int i = 0; i < table.size(); i++) {
            screen.print("", i == 0 || i == table.size() - 1 ? Paint.TITLE : Paint.PLAIN, table.get(i));
        }
        screen.blank();
        screen.print("", Paint.ASIDE, SummaryTable.LEGEND);
        screen.blank();
        context.figures().forEach(figure -> screen.print("", Paint.PLAIN, figure.asFigure()));
        screen.blank();
    }
}

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
    private final GatewayPoller watch;
    private final Timeline timeline;
    private final DemoContext stage;

    /** Makes the gateway that everything is about; it belongs to somebody else. */
    DemoRunner(EmbeddedAws aws, Screen screen) {
        this.aws = aws;
        this.screen = screen;
        String gatewayId = aws.ec2().privateGateway(1);
        watch = new GatewayPoller(
                aws.ec2().gateways(), gatewayId, aws.world().clock().now());
        timeline = new Timeline(screen, EmbeddedAws.START, gatewayId);
        aws.world().events().listen(watch::accept);
        aws.world().events().listen(timeline::accept);
        stage = new DemoContext(aws, gatewayId, watch, timeline, screen);
    }

    DemoContext stage() {
        return stage;
    }

    /** Plays all of them and says whether the command has succeeded (0) or failed (1): its exit status. */
    int play(List<DemoStep> acts) {
        try {
            acts.forEach(stage::play);
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
        screen.progress(ProgressLine.of(timeline.clock(now), now, watch.change(), drainSeconds()));
    }

    /** How long the last accepted unassign said that its drain may be. */
    private OptionalInt drainSeconds() {
        return aws.world().ledger().of("UnassignPrivateNatGatewayAddress").stream()
                .filter(entry -> entry.effect())
                .mapToInt(entry -> Integer.parseInt(entry.call().text("MaxDrainDurationSeconds")))
                .reduce((earlier, later) -> later);
    }

    private void close() {
        timeline.flush();
        screen.blank();
        List<String> table = SummaryTable.lines(stage.deployments(), screen.width());
        for (int i = 0; i < table.size(); i++) {
            screen.print("", i == 0 || i == table.size() - 1 ? Paint.TITLE : Paint.PLAIN, table.get(i));
        }
        screen.blank();
        screen.print("", Paint.ASIDE, SummaryTable.LEGEND);
        screen.blank();
        stage.figures().forEach(figure -> screen.print("", Paint.PLAIN, figure.asFigure()));
        screen.blank();
    }
}

package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.rehearsal.text.AddressRanges;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;

/** Runs steps one after the other, until one is broken; then sums up what came of them. */
final class DemoRunner {
    private static final String ALL_KEPT = "Every step went as promised.";

    private final EmbeddedAws aws;
    private final Terminal terminal;
    private final GatewayPoller poller;
    private final Timeline timeline;
    private final DemoContext context;
    private final ProgressBar progress;

    /** Makes the gateway that everything is about; it belongs to somebody else. */
    DemoRunner(EmbeddedAws aws, Terminal terminal) {
        this.aws = aws;
        this.terminal = terminal;
        String gatewayId = aws.ec2().privateGateway(1);
        poller = new GatewayPoller(
                aws.ec2().gateways(), gatewayId, aws.account().clock().now());
        timeline = new Timeline(terminal, EmbeddedAws.START, Set.of(gatewayId));
        aws.account().events().listen(poller::accept);
        aws.account().events().listen(timeline::accept);
        context = new DemoContext(aws, gatewayId, poller, timeline, terminal);
        progress = terminal.progressBar("demo", -1);
    }

    DemoContext context() {
        return context;
    }

    /** Runs all of them and says whether the command has succeeded (0) or failed (1): its exit status. */
    int run(List<DemoStep> steps) {
        try {
            steps.forEach(context::run);
        } catch (BrokenExpectationException e) {
            sumUp();
            terminal.print("", Tone.BAD, e.getMessage());
            return 1;
        }
        sumUp();
        terminal.print("", Tone.GOOD, ALL_KEPT);
        return 0;
    }

    /** Shows what is going on while time passes: a drain fills the bar, anything else is only counted. */
    void showProgress(Instant now) {
        timeline.flush();
        Optional<GatewayPoller.Change> change = poller.change();
        progress.maxHint(change.filter(GatewayPoller.Change::drains).isPresent() ? drainSeconds() : -1);
        progress.stepTo(change.map(one -> Duration.between(one.since(), now).toSeconds())
                .orElse(0L));
        progress.setExtraMessage(timeline.clock(now)
                + change.map(one ->
                                "  " + AddressRanges.of(one.addresses()) + (one.drains() ? " drains" : " assigning"))
                        .orElse(""));
        progress.refresh(); // by itself it is drawn only if it has grown
    }

    /** How long the last accepted unassign said that its drain may be; -1 if there was none. */
    private int drainSeconds() {
        return aws.account().callLog().of("UnassignPrivateNatGatewayAddress").stream()
                .filter(ApiCallLog.Entry::effect)
                .mapToInt(entry -> Integer.parseInt(entry.call().text("MaxDrainDurationSeconds")))
                .reduce(-1, (earlier, later) -> later);
    }

    private void sumUp() {
        progress.close();
        timeline.flush();
        terminal.blank();
        List<String> table = SummaryTable.lines(context.deployments(), terminal.width());
        for (int i = 0; i < table.size(); i++) {
            terminal.print("", i == 0 || i == table.size() - 1 ? Tone.TITLE : Tone.PLAIN, table.get(i));
        }
        terminal.blank();
        terminal.print("", Tone.ASIDE, SummaryTable.LEGEND);
        terminal.blank();
        context.figures().forEach(figure -> terminal.print("", Tone.PLAIN, figure.asFigure()));
        terminal.blank();
    }
}

package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.rehearsal.text.CapturedTerminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String GATEWAY = "nat-0123456789abcdef0";
    private static final String ADDRESSES = "Example/Addresses02DFC07F";

    @Test
    void anUpdateReadsFromTopToBottom() {
        assertThat(printed(80, TimelineTest::update)).isEqualTo("""
                          00:40  > deploy Example
                          00:40  Example                  UPDATE_IN_PROGRESS
                          00:45  Example ConvergeRole     UPDATE_COMPLETE
                          00:45  Example Addresses        UPDATE_IN_PROGRESS 10.0.1.20-21
                          00:46  Example Addresses        pass 1: making sure that no earlier request of
                                                          the resource is running; again in 5 s
                          00:51  Example Addresses        pass 2: will assign 10.0.1.22-23: all missing
                                                          addresses fit
                          00:51  EC2     10.0.1.22-23     assigning
                          00:53  Example Addresses        pass 4: waiting for 10.0.1.22-23 (assigning);
                                                          again in 2 s
                          00:58  EC2     10.0.1.22-23     succeeded: serving
                          01:04  Example Addresses        answers SUCCESS: Holding 10.0.1.22-23.
                          01:04  Example Addresses        UPDATE_COMPLETE 10.0.1.22-23
                          01:06  Example Partner          UPDATE_FAILED: Partner says no
                          01:06  Example                  UPDATE_ROLLBACK_IN_PROGRESS
                        """);
    }

    @Test
    void aWideScreenNeedsFewerLines() {
        assertThat(
                        printed(
                                120,
                                timeline -> handler(
                                        timeline,
                                        46,
                                        "pass 1: making sure that no earlier request of the resource is running; again in 5 s")))
                .isEqualTo(
                        "  00:46  Example Addresses        pass 1: making sure that no earlier request of the resource"
                                + " is running; again in 5 s\n");
    }

    @Test
    void coloursHaveMeanings() {
        CapturedTerminal shown = CapturedTerminal.coloured(80);
        Timeline timeline = new Timeline(shown.terminal, START, Set.of(GATEWAY));
        cloudFormation(timeline, 1, "Example", "UPDATE_COMPLETE");
        ec2(timeline, 2, "10.0.1.20 unassigning: drain begins, up to 350 s");
        handler(timeline, 3, "answers FAILED: Cannot hold 10.0.1.20.");
        assertThat(shown.text()).isEqualTo("""
                        \u001b[32m  00:01  Example                  UPDATE_COMPLETE\u001b[39m\u001b[0m
                        \u001b[33m  00:02  EC2     10.0.1.20        unassigning: drain begins, up to 350 s\u001b[39m\u001b[0m
                        \u001b[31m  00:03  Example Addresses        answers FAILED: Cannot hold 10.0.1.20.\u001b[39m\u001b[0m
                        """);
    }

    @Test
    void aLongReasonIsGivenOnce() {
        assertThat(printed(120, timeline -> {
                    handler(timeline, 5, "pass 5: will unassign 10.0.1.24: undoing: Cannot hold 10.0.1.24: cancelled.");
                    handler(timeline, 9, "answers FAILED: Cannot hold 10.0.1.24: cancelled.");
                }))
                .isEqualTo("""
                          00:05  Example Addresses        pass 5: will unassign 10.0.1.24: undoing: Cannot hold 10.0.1.24: cancelled.
                          00:09  Example Addresses        answers FAILED: the same reason
                        """);
    }

    @Test
    void anotherGatewayIsNotShown() {
        assertThat(printed(
                        80,
                        timeline -> timeline.accept(
                                new EventLog.Event(START, "ec2", "nat-0ffffffffffffffff", "10.0.1.20 assigning"))))
                .isEmpty();
    }

    @Test
    void insideStepFunctionsOnlyTroublesAreShown() {
        assertThat(printed(80, timeline -> {
                    timeline.accept(new EventLog.Event(START, "states", "execution-1", "Converge -> WAIT 5 s"));
                    timeline.accept(
                            new EventLog.Event(START, "states", "execution-1", "Converge failed: States.Timeout"));
                }))
                .isEqualTo("  00:00  states                   Converge failed: States.Timeout\n");
    }

    private static void update(Timeline timeline) {
        timeline.action(START.plusSeconds(40), "deploy Example");
        cloudFormation(timeline, 40, "Example", "UPDATE_IN_PROGRESS");
        cloudFormation(timeline, 44, "Example/NatGatewaySecondaryAddressesConvergeRole", "UPDATE_IN_PROGRESS");
        cloudFormation(timeline, 45, "Example/NatGatewaySecondaryAddressesConvergeRole", "UPDATE_COMPLETE");
        cloudFormation(timeline, 45, ADDRESSES, "UPDATE_IN_PROGRESS " + GATEWAY + "/10.0.1.20+10.0.1.21");
        handler(timeline, 46, "pass 1: making sure that no earlier request of the resource is running; again in 5 s");
        handler(timeline, 51, "pass 2: will assign 10.0.1.22, 10.0.1.23: all missing addresses fit");
        ec2(timeline, 51, "10.0.1.22 assigning");
        ec2(timeline, 51, "10.0.1.23 assigning");
        handler(timeline, 53, "pass 4: waiting for 10.0.1.22 (assigning), 10.0.1.23 (assigning); again in 2 s");
        handler(timeline, 55, "pass 5: waiting for 10.0.1.22 (assigning), 10.0.1.23 (assigning); again in 2 s");
        ec2(timeline, 58, "10.0.1.22 succeeded: serving");
        ec2(timeline, 58, "10.0.1.23 succeeded: serving");
        handler(timeline, 64, "answers SUCCESS: Holding 10.0.1.22, 10.0.1.23 on " + GATEWAY + ".");
        cloudFormation(timeline, 64, ADDRESSES, "UPDATE_COMPLETE " + GATEWAY + "/10.0.1.22+10.0.1.23");
        cloudFormation(timeline, 65, "Example/Partner", "UPDATE_IN_PROGRESS");
        cloudFormation(timeline, 66, "Example/Partner", "UPDATE_FAILED: Partner says no");
        cloudFormation(timeline, 66, "Example", "UPDATE_ROLLBACK_IN_PROGRESS");
    }

    private static String printed(int width, Consumer<Timeline> scenario) {
        CapturedTerminal shown = CapturedTerminal.plain(width);
        Timeline timeline = new Timeline(shown.terminal, START, Set.of(GATEWAY));
        scenario.accept(timeline);
        timeline.flush();
        return shown.text();
    }

    private static void cloudFormation(Timeline timeline, int second, String subject, String text) {
        accept(timeline, second, "cloudformation", subject, text);
    }

    private static void handler(Timeline timeline, int second, String text) {
        accept(timeline, second, "handler", ADDRESSES, text);
    }

    private static void ec2(Timeline timeline, int second, String text) {
        accept(timeline, second, "ec2", GATEWAY, text);
    }

    private static void accept(Timeline timeline, int second, String source, String subject, String text) {
        Instant at = START.plus(Duration.ofSeconds(second));
        timeline.accept(new EventLog.Event(at, source, subject, text));
    }
}

package io.github.cdknat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlerEventTest {
    private static final String STACK_ID = "arn:aws:cloudformation:eu-central-1:123456789012:stack/Example/1b2c";
    private static final String SUBJECT = "Example/Addresses02DFC07F";

    @Test
    void aWaitingPassSaysWhyAndHowLong() {
        assertThat(pass("WAIT 6 s", "wait 6 s", "waiting for 10.0.1.20 (unassigning)", List.of()))
                .contains(new HandlerEvent(SUBJECT, "pass 3: waiting for 10.0.1.20 (unassigning); again in 6 s"));
    }

    @Test
    void aPassThatLooksOnceMoreSaysWhen() {
        assertThat(pass("WAIT 5 s", "wait 5 s", "every declared address is serving; looking once more", List.of()))
                .contains(new HandlerEvent(
                        SUBJECT, "pass 3: every declared address is serving; looking once more in 5 s"));
    }

    @Test
    void aPassThatNotesItsIntentionSaysIt() {
        assertThat(pass(
                        "AGAIN",
                        "assign 10.0.1.20",
                        "all missing addresses fit",
                        List.of(call("ec2:AssignPrivateNatGatewayAddress (DryRun)", "accepted"))))
                .contains(new HandlerEvent(SUBJECT, "pass 3: will assign 10.0.1.20: all missing addresses fit"));
    }

    @Test
    void whatEc2AcceptsEc2Tells() {
        assertThat(pass(
                        "WAIT 2 s",
                        "assign 10.0.1.20",
                        "all missing addresses fit",
                        List.of(
                                call("ec2:DescribeNatGateways", "accepted"),
                                call("ec2:AssignPrivateNatGatewayAddress", "accepted"))))
                .isEmpty();
    }

    @Test
    void whatEc2DoesNotAcceptThePassTells() {
        assertThat(pass(
                        "WAIT 5 s",
                        "unassign 10.0.1.20",
                        "owed, and in no other record of the stack",
                        List.of(call("ec2:UnassignPrivateNatGatewayAddress", "RequestLimitExceeded: Rate exceeded"))))
                .contains(new HandlerEvent(
                        SUBJECT, "pass 3: UnassignPrivateNatGatewayAddress: RequestLimitExceeded: Rate exceeded"));
    }

    @Test
    void theLastPassSaysWhyItIsTheLast() {
        assertThat(pass("SUCCEEDED", "end", "CloudFormation's record is the answered one", List.of()))
                .contains(new HandlerEvent(SUBJECT, "pass 3: the end: CloudFormation's record is the answered one"));
    }

    @Test
    void whatAPassDecidesTheAnswerTells() {
        assertThat(pass("RESPOND", "answer", "Holding 10.0.1.20.", List.of())).isEmpty();
    }

    @Test
    void anAnswerTellsItsStatusAndReason() {
        assertThat(HandlerEvent.answer(body("SUCCESS"), 0))
                .contains(new HandlerEvent(SUBJECT, "answers SUCCESS: Holding 10.0.1.20."));
    }

    @Test
    void anAnswerThatDoesNotArriveSaysSo() {
        assertThat(HandlerEvent.answer(body("FAILED"), 503))
                .contains(new HandlerEvent(SUBJECT, "answers FAILED: Holding 10.0.1.20. (HTTP status 503)"));
    }

    @Test
    void whatIsNoAnswerTellsNothing() {
        assertThat(HandlerEvent.answer("<html>".getBytes(StandardCharsets.UTF_8), 0))
                .isEmpty();
    }

    private static Optional<HandlerEvent> pass(String next, String step, String why, List<Map<String, Object>> calls) {
        return HandlerEvent.pass(
                Map.of(
                        "pass", 3,
                        "request", "Update Addresses02DFC07F",
                        "next", next,
                        "step", step,
                        "why", why,
                        "calls", calls),
                STACK_ID);
    }

    private static Map<String, Object> call(String name, String outcome) {
        return Map.of("call", name, "outcome", outcome, "requestId", "1f2e");
    }

    private static byte[] body(String status) {
        return ("{\"Status\":\"" + status + "\",\"Reason\":\"Holding 10.0.1.20.\",\"StackId\":\"" + STACK_ID
                        + "\",\"LogicalResourceId\":\"Addresses02DFC07F\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}

package io.github.cdknat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.Members;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerEventTest {
    private static final String STACK_ID = "arn:aws:cloudformation:eu-central-1:123456789012:stack/Example/1b2c";
    private static final String SUBJECT = "Example/Addresses02DFC07F";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # A pass that waits says why and how long; one that looks once more, when
                    WAIT 6 s  | wait 6 s | waiting for 10.0.1.20 (unassigning) | '' | pass 3: waiting for 10.0.1.20 (unassigning); again in 6 s
                    WAIT 5 s  | wait 5 s | every declared address is serving; looking once more | '' | pass 3: every declared address is serving; looking once more in 5 s
                    # One that notes its intention says it; what EC2 then accepts, EC2 tells, and what it does not, the pass
                    AGAIN     | assign 10.0.1.20 | all missing addresses fit | AssignPrivateNatGatewayAddress (DryRun)=accepted | pass 3: will assign 10.0.1.20: all missing addresses fit
                    WAIT 2 s  | assign 10.0.1.20 | all missing addresses fit | DescribeNatGateways=accepted, AssignPrivateNatGatewayAddress=accepted |
                    WAIT 5 s  | unassign 10.0.1.20 | owed, and in no other record of the stack | UnassignPrivateNatGatewayAddress=RequestLimitExceeded: Rate exceeded | pass 3: UnassignPrivateNatGatewayAddress: RequestLimitExceeded: Rate exceeded
                    # The last one says why it is the last; what one decides, the answer tells
                    SUCCEEDED | end | CloudFormation's record is the answered one | '' | pass 3: the end: CloudFormation's record is the answered one
                    RESPOND   | answer | Holding 10.0.1.20. | '' |
                    """)
    void aPassTellsWhatNobodyElseTells(String next, String step, String why, String calls, String told) {
        List<Map<String, Object>> notes = Stream.of(calls.split(", "))
                .filter(call -> !call.isEmpty())
                .map(HandlerEventTest::call)
                .toList();
        Map<String, Object> fields = new Members()
                .with("pass", 3)
                .with("request", "Update Addresses02DFC07F")
                .with("next", next)
                .with("step", step)
                .with("why", why)
                .with("calls", notes);
        assertThat(HandlerEvent.pass(fields, STACK_ID))
                .isEqualTo(Optional.ofNullable(told).map(text -> new HandlerEvent(SUBJECT, text)));
    }

    @Test
    void anAnswerTellsItsStatusAndReasonAndWhetherItDoesNotArrive() {
        assertThat(HandlerEvent.answer(body("SUCCESS"), 0))
                .contains(new HandlerEvent(SUBJECT, "answers SUCCESS: Holding 10.0.1.20."));
        assertThat(HandlerEvent.answer(body("FAILED"), 503))
                .contains(new HandlerEvent(SUBJECT, "answers FAILED: Holding 10.0.1.20. (HTTP status 503)"));
        assertThat(HandlerEvent.answer("<html>".getBytes(StandardCharsets.UTF_8), 0))
                .isEmpty();
    }

    private static Map<String, Object> call(String nameAndOutcome) {
        String[] both = nameAndOutcome.split("=");
        return Map.of("call", "ec2:" + both[0], "outcome", both[1], "requestId", "1f2e");
    }

    private static byte[] body(String status) {
        return ("{\"Status\":\"" + status + "\",\"Reason\":\"Holding 10.0.1.20.\",\"StackId\":\"" + STACK_ID
                        + "\",\"LogicalResourceId\":\"Addresses02DFC07F\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}

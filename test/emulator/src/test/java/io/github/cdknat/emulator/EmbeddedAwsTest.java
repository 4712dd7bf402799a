package io.github.cdknat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.lambda.InProcessFunctionHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options whose effect takes two services. */
class EmbeddedAwsTest {
    private final EmbeddedAws aws = EmbeddedAws.of(
            EmulatedAccount.at(new VirtualClock(EmbeddedAws.START), 1), self -> new InProcessFunctionHost());

    @Test
    void inExpressModeAGatewayCountsAsCompleteWhileItIsPending() {
        String subnet = aws.ec2().gateways().subnetOf(aws.ec2().privateGateway(1));
        aws.cloudFormation().options().expressMode = true;
        Map<String, Object> properties = Map.of("ConnectivityType", "private", "SubnetId", subnet);
        Stack stack = deploy(Map.of("Type", "AWS::EC2::NatGateway", "Properties", properties));
        aws.settle(stack);
        assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(aws.ec2().gateways().statuses(stack.physicalId("A"))).containsValue("assigning");
    }

    @Test
    void thePutOfAnAnswerCanBeTakenAndItsReplyLost() {
        Stack stack = deploy(Map.of("Type", "Custom::X", "Properties", Map.of("ServiceToken", "none")));
        aws.pass(Duration.ofSeconds(2));
        Map<String, Object> event =
                aws.cloudFormation().custom().requests().get(0).event();
        aws.responseReplyLost(() -> true);
        String answer =
                "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"A-1\",\"LogicalResourceId\":\"A\",\"StackId\":\""
                        + event.get("StackId") + "\",\"RequestId\":\"" + event.get("RequestId") + "\"}";
        assertThat(aws.putResponse(String.valueOf(event.get("ResponseURL")), answer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(500);
        aws.settle(stack);
        assertThat(stack.physicalId("A")).isEqualTo("A-1");
    }

    private Stack deploy(Map<String, Object> resource) {
        return aws.cloudFormation().deploy("S", Template.of(Map.of("Resources", Map.of("A", resource))));
    }
}

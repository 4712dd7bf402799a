package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a Delete ends: the whole sentence, and never an address drained that is somebody's. */
class DeleteAnswersTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

    @Test
    void aDeleteThatComesTwiceIsCarriedOutOnce() {
        scenario.deploy(20);
        scenario.deploy(21);
        CustomResources.Request delete = scenario.request(2);
        scenario.deliver(delete, event -> {});
        assertThat(delete.answers()).hasSize(1);
        assertThat(scenario.holds(21).changes()).hasSize(3);
    }

    @Test
    void aDeleteOfARecordThatIsCurrentAgainDoesNothing() {
        scenario.deploy(20, 22);
        scenario.deploy(21);
        CustomResources.Request delete = scenario.request(2);
        scenario.deploy(20, 22);
        aws.cloudFormation().options().otherResources = Duration.ofSeconds(400);
        Stack stack = scenario.begin(22, 20);
        scenario.pass(60);
        scenario.deliver(delete, event -> event.put("RequestId", "late"));
        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(Scenario.answersTo(delete))
                .endsWith(
                        "FAILED " + scenario.gateway + "/10.0.1.20+10.0.1.22: Cannot release " + scenario.gateway
                                + "/10.0.1.20+10.0.1.22: the stack's events do not show its deletion, and"
                                + " still did after 150 s; nothing was released. Delete again, or unassign the addresses if the resource is gone.");
        assertThat(scenario.holds(20, 22).changes()).hasSize(5);
    }

    @Test
    void aDeleteWithAnInventedPhysicalIdDrainsNothing() {
        scenario.deploy(20);
        scenario.busyFor(300);
        Stack stack = scenario.begin(21);
        scenario.pass(30);
        scenario.deliver(scenario.request(0), event -> {
            event.put("RequestType", "Delete");
            event.put("PhysicalResourceId", "Example-Addresses-1ABCDEF");
        });
        scenario.end(stack);
        assertThat(scenario.changes()).containsExactly("assign 10.0.1.20");
    }

    @Test
    void failsWhenUnassigningIsDenied() {
        scenario.deploy(20);
        scenario.deny("ConvergeRole", "ec2:UnassignPrivateNatGatewayAddress");
        assertThat(scenario.delete().status()).isEqualTo("DELETE_FAILED");
        assertThat(scenario.answer())
                .isEqualTo("FAILED " + scenario.gateway + "/10.0.1.20: Cannot change addresses of " + scenario.gateway
                        + ": EC2 denies ec2:UnassignPrivateNatGatewayAddress (UnauthorizedOperation: You are not"
                        + " authorized to perform: ec2:UnassignPrivateNatGatewayAddress), and still did after 62 s; look"
                        + " for a service control policy, permissions boundary or edited role that denies it, then"
                        + " delete the stack again. Not released: 10.0.1.20.");
        scenario.allowAgain("ConvergeRole");
        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        scenario.holds();
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a Release ends: the whole sentence, and never an address drained that is somebody's. */
class DeleteEndingsTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

    @Test
    void everyOwedAddressIsReleased() {
        scenario.deploy(20);
        scenario.deploy(21);
        assertThat(scenario.answer()).isEqualTo(success("10.0.1.20") + "every owed address is released.");
    }

    @Test
    void anEmptyRecordOwesNothing() {
        scenario.deploy();
        scenario.delete();
        assertThat(scenario.answer()).isEqualTo(success("none") + "the record lists no address.");
    }

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
    void aDeleteThatComesWhenNothingIsBeingDeletedDoesNothing() {
        scenario.deploy(20);
        scenario.deploy(21);
        scenario.deploy(20, 21);
        scenario.deliver(scenario.request(2), event -> event.put("RequestId", "late"));
        assertThat(Scenario.answersTo(scenario.request(2)))
                .endsWith(
                        "FAILED " + scenario.gateway + "/10.0.1.20: Cannot release " + scenario.gateway
                                + "/10.0.1.20: the stack is UPDATE_COMPLETE, in which CloudFormation deletes nothing, and still did after"
                                + " 150 s; nothing was released. Delete again, or unassign the addresses if the resource is gone.");
        assertThat(scenario.holds(20, 21).changes()).hasSize(4);
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
                                + "/10.0.1.20+10.0.1.22: the stack is UPDATE_IN_PROGRESS, in which CloudFormation deletes nothing, and"
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
    void anInventedPhysicalIdWhoseCreateCannotUndoItselfYetSaysSo() {
        aws.ec2().options().assignAtLeast = Duration.ofSeconds(15);
        scenario.deploy(20);
        aws.ec2().gateways().failNext("10.0.1.22", "The address is in use.");
        Stack stack = scenario.named("Renamed").begin(20, 21, 22);
        scenario.pass(20);
        scenario.busyFor(4000);
        aws.cloudFormation().cancelUpdate(Scenario.STACK);
        scenario.end(stack);
        String failure = scenario.answers().stream()
                .filter(answer -> answer.contains("still running"))
                .findFirst()
                .orElseThrow();
        assertThat(failure.replaceAll("Example-Renamed[0-9A-F]{8}-[0-9A-F]{12}", "INVENTED")
                        .replaceAll("Renamed[0-9A-F]{8}", "RENAMED"))
                .isEqualTo("FAILED INVENTED: Cannot release INVENTED: an earlier request of RENAMED is still running;"
                        + " delete again when its execution has ended.");
        scenario.pass(4000);
        scenario.holds(20);
    }

    @Test
    void failsWhenSomebodyElseKeepsTheGatewayBusy() {
        scenario.deploy(20);
        scenario.busyFor(4000);
        assertThat(scenario.delete().status()).isEqualTo("DELETE_FAILED");
        assertThat(scenario.answer())
                .isEqualTo(
                        "FAILED " + scenario.gateway + "/10.0.1.20: Cannot release 10.0.1.20 from " + scenario.gateway
                                + ": the time of this request (3600 s) is over, and on the gateway are 10.0.1.4"
                                + " (primary, succeeded), 10.0.1.20 (succeeded), 10.0.1.30 (unassigning since"
                                + " 2026-01-01T00:00:30Z or longer); delete the stack again after 2026-01-01T01:07:10Z, when the last"
                                + " drain is over.");
    }

    @Test
    void succeedsAtTheDeadlineWhenOnlyItsOwnDrainIsLeft() {
        aws.ec2().options().drain = full -> full.multipliedBy(10);
        scenario.deploy(20);
        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(scenario.answer())
                .isEqualTo(success("10.0.1.20") + "at the deadline only a running drain was left: 10.0.1.20.");
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
                        + " for a service control policy, permissions boundary or edited role that denies it.");
        scenario.allowAgain("ConvergeRole");
        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        scenario.holds();
    }

    @Test
    void stopsWhenALaterRequestTakesOver() {
        scenario.deploy(20);
        scenario.busyFor(300);
        Stack stack = aws.cloudFormation().stack(Scenario.STACK);
        aws.cloudFormation().delete(Scenario.STACK);
        scenario.pass(60);
        scenario.deliver(scenario.request(1), event -> event.put("RequestId", "another"));
        scenario.end(stack);
        assertThat(Scenario.answersTo(scenario.request(1)).get(0))
                .isEqualTo("FAILED " + scenario.gateway + "/10.0.1.20: Cannot release " + scenario.gateway
                        + "/10.0.1.20: a later delete request for the resource is running, so nobody waits for this"
                        + " request.");
        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(scenario.changes()).containsExactly("assign 10.0.1.20", "unassign 10.0.1.20");
    }

    @Test
    void failsWhenWhatWasFreedEarlyCannotBeRestored() {
        aws.cloudFormation().options().rollbackUpdatesReplaced = false;
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        aws.ec2().gateways().failNext("10.0.1.26", "The address is in use.");
        scenario.failPartner().deploy(20, 21, 22, 23, 24, 25, 36);
        assertThat(scenario.answers())
                .contains("FAILED " + scenario.gateway
                        + "/10.0.1.20+10.0.1.21+10.0.1.22+10.0.1.23+10.0.1.24+10.0.1.25+10.0.1.36: Cannot restore 10.0.1.26"
                        + " on " + scenario.gateway
                        + ": the deployment that is rolled back had released it early, and on the gateway are 10.0.1.4"
                        + " (primary, succeeded), 10.0.1.20 (succeeded), 10.0.1.21 (succeeded), 10.0.1.22 (succeeded),"
                        + " 10.0.1.23 (succeeded), 10.0.1.24 (succeeded), 10.0.1.25 (succeeded), 10.0.1.26 (failed);"
                        + " unassign the failed address. CloudFormation tries up to three times in a clean-up; then assign by hand"
                        + " what is left.");
    }

    private String success(String addresses) {
        return "SUCCESS " + scenario.gateway + "/" + addresses + ": Released: ";
    }
}

package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PassTest {
    private static final Function<AddressChange, Reply<Boolean>> REFUSED =
            change -> new Reply.Rejected<>(ErrorKind.FINAL, "Weird", "No reason given.", "request-2");

    @Test
    void failsWhenEc2RefusesToUnassignAnAddressThatServes() {
        ConvergeHarness bench = deleting(AddressStatus.SUCCEEDED);
        bench.change = REFUSED;
        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly(
                        "FAILED nat-0abc/10.0.1.9: Cannot unassign 10.0.1.9 from nat-0abc: EC2 refused it (Weird:"
                                + " No reason given.) while on the gateway are 10.0.1.4 (primary, succeeded), 10.0.1.9 (succeeded);"
                                + " look at the address in the console, then delete the stack again.");
    }

    @Test
    void aFailedAddressThatEc2DoesNotTakeBackIsLeft() {
        ConvergeHarness bench = deleting(AddressStatus.FAILED);
        bench.change = REFUSED;
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.answers)
                .containsExactly(
                        "SUCCESS nat-0abc/10.0.1.9: Released: all but 10.0.1.9, which EC2 refuses to unassign.");
    }

    @Test
    void aRefusalIsBelievedOnlyAfterTwoLaterLooks() {
        ConvergeHarness bench = new ConvergeHarness();
        bench.change = REFUSED;
        bench.run();
        assertThat(bench.changes).hasSize(1);
        assertThat(Duration.between(ConvergeHarness.START, bench.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anExecutionRefusesARequestThatAsksForWhatCannotBe() {
        ConvergeHarness bench = new ConvergeHarness();
        bench.event.put("ResourceProperties", Map.of("NatGatewayId", "igw-1"));
        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly("FAILED refused/none: Invalid NatGatewayId: \"igw-1\" (nat- and up to 60 letters or"
                        + " digits); pass the id of a private NAT gateway as natGatewayId.");
    }

    /** The page may be older than the record; EC2's own refusal says that it is not. */
    @Test
    void whatEc2RefusesToUnassignAndDoesNotShowIsGoneAtOnce() {
        ConvergeHarness bench = new ConvergeHarness().deleting("nat-0abc/10.0.1.9+10.0.1.10");
        bench.change = REFUSED;
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.changes).containsExactly(unassign("10.0.1.9"), unassign("10.0.1.10"));
        assertThat(bench.answers)
                .containsExactly("SUCCESS nat-0abc/10.0.1.9+10.0.1.10: Released: every owed address is released.");
        assertThat(bench.now).isBefore(ConvergeHarness.START.plusSeconds(30));
    }

    @Test
    void whatAnOldPageHidesIsUnassigned() {
        ConvergeHarness bench = new ConvergeHarness().deleting("nat-0abc/10.0.1.9");
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.changes).containsExactly(unassign("10.0.1.9"));
    }

    /** The page may be from before the record: then EC2 refuses what the resource has already. */
    @Test
    void aRefusalToAssignWhatTheRecordListsIsNotBelievedOnAnOldPage() {
        ConvergeHarness bench = updating("UPDATE_IN_PROGRESS", "nat-0abc/10.0.1.9");
        bench.change = REFUSED;
        while (bench.now.isBefore(ConvergeHarness.START.plusSeconds(115))) {
            bench.pass();
        }
        assertThat(bench.changes).hasSize(1);
        assertThat(bench.journal).doesNotContainKey("failureReason");
        bench.has("10.0.1.9", AddressStatus.SUCCEEDED);
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRefusalToAssignWhatTheRecordListsIsBelievedWhenThePageCannotBeOld() {
        ConvergeHarness bench = updating("UPDATE_IN_PROGRESS", "nat-0abc/10.0.1.9");
        bench.change = REFUSED;
        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly(
                        "FAILED nat-0abc/10.0.1.9: Cannot assign 10.0.1.9 to nat-0abc: EC2 refused it (Weird: No"
                                + " reason given.) while on the gateway are 10.0.1.4 (primary, succeeded); free the address or remove"
                                + " it from secondaryPrivateIpAddresses.");
        assertThat(bench.now).isAfterOrEqualTo(ConvergeHarness.START.plusSeconds(120));
    }

    /** Failing would leave the stack stuck in UPDATE_ROLLBACK_FAILED for what the deployment has not lost. */
    @Test
    void aRollbackEndsWithoutWhatWasLostBeforeTheDeployment() {
        ConvergeHarness bench = updating("UPDATE_ROLLBACK_IN_PROGRESS", "nat-0abc/10.0.1.8");
        bench.event.put(
                "ResourceProperties",
                Map.of("NatGatewayId", "nat-0abc", "SecondaryPrivateIpAddresses", List.of("10.0.1.9", "10.0.1.10")));
        bench.change = change -> {
            if (change.addresses().contains(Ipv4.of("10.0.1.9"))) {
                return REFUSED.apply(change);
            }
            bench.has("10.0.1.10", AddressStatus.SUCCEEDED);
            return ConvergeHarness.answer(true);
        };
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.changes)
                .containsExactly(assign("10.0.1.9", "10.0.1.10"), assign("10.0.1.9"), assign("10.0.1.10"));
        assertThat(bench.answers)
                .containsExactly(
                        "SUCCESS nat-0abc/10.0.1.9+10.0.1.10: Holding 10.0.1.10 on nat-0abc; lost, not by this"
                                + " deployment, and EC2 refuses to assign it: 10.0.1.9 (once it is free, the next update of the resource assigns it).");
    }

    @Test
    void aRollbackFailsForWhatTheDeploymentMayHaveReleased() {
        ConvergeHarness bench = updating("UPDATE_ROLLBACK_IN_PROGRESS", "nat-0abc/10.0.1.8");
        bench.event.put(
                "ResourceProperties",
                Map.of(
                        "NatGatewayId", "nat-0abc",
                        "SecondaryPrivateIpAddresses", List.of("10.0.1.9"),
                        "AddressLimit", "2"));
        String failed = "{\"NatGatewayId\":\"nat-0abc\",\"SecondaryPrivateIpAddresses\":[\"10.0.1.8\"]}";
        bench.events = () ->
                List.of(bench.requested(""), bench.happened("UPDATE_IN_PROGRESS", "nat-0abc/10.0.1.9", -10, failed));
        bench.change = REFUSED;
        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly(
                        "FAILED nat-0abc/10.0.1.8: Cannot assign 10.0.1.9 to nat-0abc: EC2 refused it (Weird: No"
                                + " reason given.) while on the gateway are 10.0.1.4 (primary, succeeded); free the address, then"
                                + " continue the update rollback.");
    }

    @Test
    void anUndoThatEc2RefusesStillAnswers() {
        ConvergeHarness bench = new ConvergeHarness();
        bench.change = change -> {
            bench.has("10.0.1.9", AddressStatus.FAILED);
            bench.change = REFUSED;
            return ConvergeHarness.answer(true);
        };
        assertThat(bench.run()).isEqualTo("FAILED");
        assertThat(bench.answers)
                .containsExactly(
                        "FAILED nat-0abc/10.0.1.9: Cannot hold 10.0.1.9 on nat-0abc: 10.0.1.9 failed on the gateway,"
                                + " and EC2 says \"\"; unassign the failed address if it is still there, then deploy again."
                                + " Still on the gateway, because EC2 refuses to unassign it: 10.0.1.9.");
    }

    /** Nothing cancels a drain: what serves on was assigned anew by somebody else, and is not unassigned again. */
    @Test
    void aDrainThatEc2HasAcceptedCountsAsSeen() {
        ConvergeHarness bench = deleting(AddressStatus.SUCCEEDED);
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.changes).hasSize(1);
    }

    @Test
    void anUnassignWithoutAReplyIsMadeAgainIfTheAddressServesOn() {
        ConvergeHarness bench = deleting(AddressStatus.SUCCEEDED);
        bench.change = change -> {
            bench.change = again -> ConvergeHarness.answer(true);
            return new Reply.OutcomeUnknown<>("timeout", "");
        };
        assertThat(bench.run()).isEqualTo("SUCCEEDED");
        assertThat(bench.changes).hasSize(2);
    }

    @Test
    void theIntentionIsSavedBeforeTheCallIsMade() {
        ConvergeHarness bench = new ConvergeHarness();
        while (bench.changes.isEmpty()) {
            Map<?, ?> saved = bench.journal;
            bench.pass();
            if (!bench.changes.isEmpty()) {
                assertThat(saved.get("pendingChange")).isNotNull();
            }
        }
        assertThat(bench.journal.get("assigned")).isEqualTo(List.of("10.0.1.9"));
    }

    @Test
    void everyCallToEc2StandsInTheLogWithItsOwnRequestId() {
        ConvergeHarness bench = new ConvergeHarness();
        int[] calls = {0};
        bench.dryRun = change -> new Reply.Answer<>(true, "dry-" + ++calls[0]);
        bench.change = change -> new Reply.OutcomeUnknown<>("connection closed", "real-1");
        while (bench.changes.isEmpty()) {
            bench.pass();
        }
        Map<String, Object> describe = note("ec2:DescribeNatGateways", "accepted", "request-1");
        Map<String, Object> subnet = note("ec2:DescribeSubnets", "accepted", "request-1");
        assertThat(bench.log.get(bench.log.size() - 2).get("calls"))
                .isEqualTo(List.of(
                        describe, subnet, note("ec2:UnassignPrivateNatGatewayAddress (DryRun)", "accepted", "dry-1")));
        assertThat(bench.log.get(bench.log.size() - 1).get("calls"))
                .isEqualTo(List.of(
                        describe,
                        note("ec2:AssignPrivateNatGatewayAddress", "no answer: connection closed", "real-1")));
    }

    @Test
    void aPassThatCrashesLogsWhatItHadDone() {
        ConvergeHarness bench = new ConvergeHarness();
        bench.gateway = () -> {
            throw new IllegalStateException("no such luck");
        };
        assertThatThrownBy(() -> bench.call("converge", Map.of())).hasMessage("no such luck");
        assertThat(bench.log).hasSize(1);
        assertThat(bench.log.get(0))
                .containsEntry("crash", "java.lang.IllegalStateException: no such luck")
                .containsEntry("request", "Create Addresses");
    }

    @Test
    void anUndoGoesOnWhenAPassCrashesAfterTheAnswer() {
        ConvergeHarness bench = new ConvergeHarness().has("10.0.1.9", AddressStatus.SUCCEEDED);
        bench.journal = Map.of(
                "operation", Map.of("status", "CREATE_IN_PROGRESS", "changed", ConvergeHarness.START.toEpochMilli()),
                "assigned", List.of("10.0.1.9"),
                "failureReason", "no luck",
                "response", Map.of("success", false, "physicalId", "nat-0abc/none", "reason", "no luck"),
                "responded", true);
        Map<String, Object> next = bench.call("recover", Map.of("Error", "Runtime.ExitError", "Cause", "killed"));
        assertThat(next.get("next")).isEqualTo("AGAIN");
        assertThat(next.get("pendingChange")).isNotNull();
    }

    @Test
    void refusesATaskThatItDoesNotKnow() {
        assertThatThrownBy(() -> new ConvergeHarness().call("dance", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid task: dance");
    }

    @Test
    void refusesAnExecutionThatOnEventDidNotStart() {
        Map<String, Object> input =
                Map.of("task", "converge", "execution", Map.of("name", "by-hand", "startTime", "2026-01-01T00:00:00Z"));
        ConvergeHarness bench = new ConvergeHarness();
        Reconciler reconciler =
                new Reconciler(bench, bench, bench, "machine", new Responder((url, body) -> 200), bench.log::add);
        assertThatThrownBy(() -> reconciler.run(input)).hasMessage("Invalid execution name: by-hand");
    }

    private static ConvergeHarness deleting(AddressStatus status) {
        return new ConvergeHarness().deleting("nat-0abc/10.0.1.9").has("10.0.1.9", status);
    }

    private static ConvergeHarness updating(String status, String physicalId) {
        ConvergeHarness bench = new ConvergeHarness();
        bench.event.put("RequestType", "Update");
        bench.event.put("PhysicalResourceId", physicalId);
        bench.operation =
                () -> ConvergeHarness.answer(new StackOperation(status, ConvergeHarness.START.toEpochMilli()));
        return bench;
    }

    private static AddressChange assign(String... addresses) {
        return AddressChange.assign(
                Ipv4.sorted(Stream.of(addresses).map(Ipv4::of).toList()));
    }

    private static AddressChange unassign(String address) {
        return AddressChange.unassign(Ipv4.sorted(List.of(Ipv4.of(address))), 350);
    }

    private static Map<String, Object> note(String call, String outcome, String requestId) {
        return Map.of("call", call, "outcome", outcome, "requestId", requestId);
    }
}

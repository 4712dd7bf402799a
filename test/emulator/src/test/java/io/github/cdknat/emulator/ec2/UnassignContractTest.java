package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What UnassignPrivateNatGatewayAddress does: the drain, its lock, and what is refused. */
class UnassignContractTest extends Ec2Contract {
    /** 350 s are the default; a failed address drains like any other, and both can be otherwise if the switches say so. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    1,    succeeded, as documented, 1
                    100,  succeeded, as documented, 100
                    4000, succeeded, as documented, 4000
                    ,     succeeded, as documented, 350
                    400,  succeeded, drains end early, 100
                    10,   failed,    as documented, 10
                    10,   failed,    failed ones do not drain, 0
                    """)
    void anAddressIsUnassigningForTheWholeDrainAndThenGone(Integer asked, String before, String options, int seconds) {
        if (options.equals("drains end early")) {
            ec2.options().drain = full -> full.dividedBy(4);
        }
        ec2.options().failedDrains = !options.equals("failed ones do not drain");
        if (before.equals("failed")) {
            ec2.gateways().failNext("10.0.1.20", "no");
        }
        serve("10.0.1.20");
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded", "10.0.1.20", before));
        if (asked == null) {
            ok(UNASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20"));
        } else {
            unassign(asked, "10.0.1.20");
        }
        if (seconds > 0) {
            pass(seconds - 1);
            assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded", "10.0.1.20", "unassigning"));
            pass(1);
        }
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded"));
        assertThat(assign("10.0.1.20")).isNotEmpty();
    }

    @Test
    void theReplyNamesOnlyTheAffectedAddresses() {
        serve("10.0.1.20", "10.0.1.21");
        Map<String, Object> reply = unassign(10, "10.0.1.21");
        assertThat(reply).containsEntry("natGatewayId", gateway);
        assertThat(each(reply, "natGatewayAddressSet", "privateIp")).containsExactly("10.0.1.21");
        assertThat(each(reply, "natGatewayAddressSet", "status")).containsExactly("unassigning");
    }

    @Test
    void refusesEveryAssignAndUnassignWhileAnAddressDrains() {
        serve("10.0.1.20", "10.0.1.21");
        unassign(10, "10.0.1.20");
        String busy = "400 OperationInProgress: An operation on the addresses of " + gateway + " is in progress.";
        assertThat(refusedAssign("10.0.1.22")).isEqualTo(busy);
        assertThat(refusedUnassign("10.0.1.21")).isEqualTo(busy);
        assertThat(refusedUnassign("10.0.1.20")).isEqualTo(busy);
        pass(10);
        assertThat(assign("10.0.1.22")).isNotEmpty();
    }

    @Test
    void anotherGatewayIsNotLocked() {
        serve("10.0.1.20");
        String other = ec2.privateGateway(2);
        unassign(10, "10.0.1.20");
        assertThat(ok(ASSIGN, "NatGatewayId", other, "PrivateIpAddress", List.of("10.0.2.20")))
                .isNotEmpty();
    }

    @Test
    void theGatewayCanBeDeletedWhileAnAddressDrains() {
        serve("10.0.1.20");
        unassign(4000, "10.0.1.20");
        assertThat(ok("DeleteNatGateway", "NatGatewayId", gateway)).containsEntry("natGatewayId", gateway);
        pass(30);
        assertThat(described()).containsEntry("state", "deleted");
        assertThat(statuses()).isEmpty();
    }

    @Test
    void refusesAllAddressesIfOneCannotBeUnassigned() {
        serve("10.0.1.20");
        assertThat(code(refusedUnassign("10.0.1.20", "10.0.1.21"))).isEqualTo("400 InvalidParameterValue");
        assertThat(statuses()).containsEntry("10.0.1.20", "succeeded");
    }

    @Test
    void refusesAFailedAddressIfTheSwitchSaysSo() {
        ec2.options().failedCanBeUnassigned = false;
        ec2.gateways().failNext("10.0.1.20", "no");
        serve("10.0.1.20");
        assertThat(refusedUnassign("10.0.1.20"))
                .isEqualTo("400 InvalidParameterValue: 10.0.1.20 of " + gateway + " has failed");
    }

    @Test
    void anAddressThatIsAssigningCanBeUnassignedIfAssigningDoesNotLock() {
        ec2.options().lockWhileAssigning = false;
        assign("10.0.1.20");
        unassign(20, "10.0.1.20");
        pass(16);
        assertThat(statuses()).containsEntry("10.0.1.20", "unassigning");
        pass(4);
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }
}

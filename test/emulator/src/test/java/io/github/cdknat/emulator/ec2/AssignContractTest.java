package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AssignPrivateNatGatewayAddress does. */
class AssignContractTest extends Ec2Contract {
    @ParameterizedTest
    @ValueSource(ints = {2, 15, 40})
    void anAddressIsAssigningForAsLongAsTheSwitchSaysAndThenSucceeded(int seconds) {
        ec2.options().assignAtLeast = Duration.ofSeconds(seconds);
        ec2.options().assignAtMost = Duration.ofSeconds(seconds);
        assign("10.0.1.20");
        pass(seconds - 1);
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded", "10.0.1.20", "assigning"));
        pass(1);
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded", "10.0.1.20", "succeeded"));
    }

    @Test
    void theReplyNamesOnlyTheAffectedAddresses() {
        Map<String, Object> reply = assign("10.0.1.21", "10.0.1.20");
        assertThat(reply).containsEntry("natGatewayId", gateway);
        Object id = items(described(), "natGatewayAddressSet").get(0).get("networkInterfaceId");
        assertThat(items(reply, "natGatewayAddressSet"))
                .containsExactly(assigning(id, "10.0.1.20"), assigning(id, "10.0.1.21"));
    }

    private static Map<String, Object> assigning(Object networkInterface, String address) {
        return Map.of(
                "networkInterfaceId",
                networkInterface,
                "privateIp",
                address,
                "isPrimary",
                "false",
                "status",
                "assigning");
    }

    @Test
    void aCountTakesFreeAddressesAndItsReplyNamesThemOnlyIfTheSwitchSaysSo() {
        Map<String, Object> reply = ok(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "3");
        assertThat(each(reply, "natGatewayAddressSet", "privateIp")).containsExactly(null, null, null);
        assertThat(each(reply, "natGatewayAddressSet", "status"))
                .containsExactly("assigning", "assigning", "assigning");
        assertThat(statuses()).hasSize(4);
        pass(20);
        ec2.options().countReplyNamesAddresses = true;
        reply = ok(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddressCount", "2");
        assertThat(each(reply, "natGatewayAddressSet", "privateIp")).containsExactly("10.0.1.8", "10.0.1.9");
    }

    @Test
    void aRaisedLimitTakesMore() {
        ec2.options().limit = 10;
        serve("10.0.1.20", "10.0.1.21", "10.0.1.22", "10.0.1.23", "10.0.1.24", "10.0.1.25", "10.0.1.26", "10.0.1.27");
        assertThat(statuses()).hasSize(9);
    }

    @Test
    void takesMoreWhileAnAddressIsAssigningIfTheSwitchSaysSo() {
        ec2.options().lockWhileAssigning = false;
        assign("10.0.1.20");
        assign("10.0.1.21");
        assertThat(statuses()).containsEntry("10.0.1.20", "assigning").containsEntry("10.0.1.21", "assigning");
    }

    @Test
    void aFailedAddressStaysWithEc2sMessageAndCountsTowardTheLimit() {
        ec2.gateways().failNext("10.0.1.20", "Address could not be assigned");
        ec2.options().limit = 2;
        serve("10.0.1.20");
        assertThat(items(described(), "natGatewayAddressSet").get(1))
                .containsEntry("status", "failed")
                .containsEntry("failureMessage", "Address could not be assigned");
        assertThat(code(refusedAssign("10.0.1.21"))).isEqualTo("400 PrivateIpAddressLimitExceeded");
    }

    @Test
    void aFailedAddressDoesNotCountOrDoesNotStayIfTheSwitchesSaySo() {
        ec2.gateways().failNext("10.0.1.20", "Address could not be assigned");
        ec2.gateways().failNext("10.0.1.21", "Address could not be assigned");
        ec2.options().limit = 2;
        ec2.options().failedCounts = false;
        serve("10.0.1.20");
        ec2.options().failedStays = false;
        serve("10.0.1.21");
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded", "10.0.1.20", "failed"));
    }
}

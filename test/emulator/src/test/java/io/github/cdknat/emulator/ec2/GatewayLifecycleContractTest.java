package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CreateNatGateway, DeleteNatGateway, and the states in between. */
class GatewayLifecycleContractTest extends Ec2Contract {
    @ParameterizedTest
    @ValueSource(ints = {60, 300})
    void aPrivateGatewayIsPendingForAsLongAsTheSwitchSaysAndThenAvailable(int seconds) {
        ec2.options().pending = Duration.ofSeconds(seconds);
        Map<String, Object> made = create(subnet(), "ConnectivityType", "private", "PrivateIpAddress", "10.0.1.9");
        gateway = (String) made.get("natGatewayId");
        assertThat(gateway).matches("nat-[0-9a-f]{17}");
        assertThat(made)
                .containsEntry("state", "pending")
                .containsEntry("connectivityType", "private")
                .containsEntry("availabilityMode", "zonal")
                .containsEntry("subnetId", subnet())
                .containsKeys("vpcId", "createTime");
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.9", "assigning"));
        pass(seconds - 1);
        assertThat(described()).containsEntry("state", "pending");
        pass(1);
        assertThat(described()).containsEntry("state", "available");
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.9", "succeeded"));
        assertThat(items(described(), "natGatewayAddressSet").get(0)).containsEntry("isPrimary", "true");
    }

    @Test
    void aPendingPrivateGatewayCanShowAnEmptyAddress() {
        ec2.options().pendingShowsEmptyAddress = true;
        gateway = createPrivate(subnet(), "PrivateIpAddress", "10.0.1.9");
        assertThat(items(described(), "natGatewayAddressSet")).containsExactly(Map.of());
        pass(60);
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.9", "succeeded"));
    }

    @Test
    void aDeletedGatewayCanKeepShowingItsAddresses() {
        ec2.options().endedShowAddresses = true;
        ok("DeleteNatGateway", "NatGatewayId", gateway);
        pass(60);
        assertThat(described()).containsEntry("state", "deleted").doesNotContainKey("failureCode");
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.4", "succeeded"));
        assertThat(ec2.gateways().statuses(gateway)).isEmpty();
    }

    @Test
    void aGatewayCanBeMadeWithSecondaryAddressesOrACountOfThem() {
        gateway = createPrivate(subnet(), "SecondaryPrivateIpAddress", List.of("10.0.1.40", "10.0.1.41"));
        pass(60);
        assertThat(statuses())
                .isEqualTo(Map.of("10.0.1.5", "succeeded", "10.0.1.40", "succeeded", "10.0.1.41", "succeeded"));
        gateway = createPrivate(subnet(), "SecondaryPrivateIpAddressCount", "2");
        assertThat(statuses()).hasSize(3);
    }

    @Test
    void aGatewayWithoutAFreeAddressFailsAndIsGoneAfterAnHour() {
        for (int octet = 5; octet < 255; octet++) {
            ec2.occupy(gateway, "10.0.1." + octet);
        }
        gateway = createPrivate(subnet());
        pass(60);
        assertThat(described())
                .containsEntry("state", "failed")
                .containsEntry("failureCode", "InsufficientFreeAddressesInSubnet")
                .containsEntry("failureMessage", "Subnet has insufficient free addresses to create this NAT gateway");
        pass(3600);
        assertThat(refusal(DESCRIBE, "NatGatewayId", List.of(gateway)))
                .isEqualTo("400 NatGatewayNotFound: NatGateway " + gateway + " was not found");
    }

    @Test
    void theSameClientTokenMeansTheSameGateway() {
        String subnet = subnet();
        Object[] request = {"SubnetId", subnet, "ConnectivityType", "private", "ClientToken", "once"};
        Map<String, Object> first = ok("CreateNatGateway", request);
        Map<String, Object> second = ok("CreateNatGateway", request);
        assertThat(first).containsEntry("clientToken", "once");
        assertThat(made(second, "natGateway").get("natGatewayId"))
                .isEqualTo(made(first, "natGateway").get("natGatewayId"));
        assertThat(refusal("CreateNatGateway", "SubnetId", subnet, "ClientToken", "once"))
                .isEqualTo("400 IdempotentParameterMismatch: The request uses the same client token as a previous, but"
                        + " non-identical request.");
    }

    @Test
    void aDeletedGatewayIsDeletingThenDeletedAndGoneAfterAnHour() {
        serve("10.0.1.20");
        assertThat(ok("DeleteNatGateway", "NatGatewayId", gateway)).containsEntry("natGatewayId", gateway);
        assertThat(described()).containsEntry("state", "deleting").doesNotContainKey("deleteTime");
        ok("DeleteNatGateway", "NatGatewayId", gateway);
        assertThat(refusedAssign("10.0.1.21")).isEqualTo("400 IncorrectState: " + gateway + " is deleting");
        pass(30);
        assertThat(described()).containsEntry("state", "deleted").containsKey("deleteTime");
        ok("DeleteNatGateway", "NatGatewayId", gateway);
        pass(3599);
        assertThat(described()).containsEntry("state", "deleted");
        pass(1);
        assertThat(refusalCode(DESCRIBE, "NatGatewayId", List.of(gateway))).isEqualTo("400 NatGatewayNotFound");
    }

    @Test
    void aDeletedGatewaysAddressesAreFreeAgain() {
        serve("10.0.1.20");
        ok("DeleteNatGateway", "NatGatewayId", gateway);
        pass(30);
        gateway = createPrivate(subnet(), "PrivateIpAddress", "10.0.1.20");
        pass(60);
        assertThat(statuses()).isEqualTo(Map.of("10.0.1.20", "succeeded"));
    }
}

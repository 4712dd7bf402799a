package io.github.cdknat.acceptance.scenario;

import static io.github.cdknat.acceptance.scenario.CountScenario.fromPool;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.core.FaultInjector;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, pools and siblings when somebody is quicker, a deployment rolls back, or a call is lost. */
class ChoicesUnderTroubleTest {
    private final CountScenario life = new CountScenario();
    private final String gateway = life.gateway;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackRestoresTheAddressesNotJustTheirNumber(boolean rollbackUpdatesReplaced) {
        life.aws.cloudFormation().options().rollbackUpdatesReplaced = rollbackUpdatesReplaced;
        life.deploy(fromPool(3));
        String before = life.record();
        life.failPartner();
        assertThat(life.deploy(fromPool(1))).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(life.record()).isEqualTo(before);
        life.failPartner();
        life.deploy(fromPool(3, "10.0.1.64/28"));
        assertThat(life.record()).isEqualTo(before);
        assertThat(life.changes().stream().filter(change -> change.startsWith("unassign")))
                .allMatch(change -> change.contains("10.0.1.6"));
        assertThat(life.serving()).containsExactly("10.0.1.16", "10.0.1.17", "10.0.1.18", "10.0.1.4");
    }

    /** Case 20095734: it chose others, for which there was no room before the sibling's rollback, and left them behind. */
    @Test
    void aRollbackRestoresWhatASiblingHasTakenInSince() {
        life.deployWithSibling(fromPool(3), List.of());
        life.failPartner();
        assertThat(life.deployWithSibling(
                        props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.16")),
                        List.of("10.0.1.17", "10.0.1.18")))
                .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(life.stack().physicalIds("Custom::NatGatewaySecondaryAddresses"))
                .containsValues(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18", gateway + "/none");
        assertThat(life.changes()).containsExactly("assign 10.0.1.16+10.0.1.17+10.0.1.18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST_REPLY", "LOST_REQUEST", "CALLER_DIES_BEFORE", "CALLER_DIES_AFTER"})
    void afterALostCallOrACrashThereAreAsManyAsWereAskedFor(String kind) {
        life.aws
                .ec2()
                .faults()
                .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), FaultInjector.Kind.valueOf(kind));
        assertThat(life.deploy(fromPool(3))).isEqualTo("CREATE_COMPLETE");
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        assertThat(life.serving()).hasSize(4);
        life.delete();
        assertThat(life.serving()).containsExactly("10.0.1.4");
    }

    /**
     * Case 40738195. The sibling frees 10.0.1.31, and then cannot have 10.0.1.32. There is a free slot when the first one goes back,
     * but it is the sibling's: whoever takes it leaves nobody who would make room for 10.0.1.31.
     */
    @Test
    void aRollbackLeavesASiblingTheSlotOfWhatItFreedEarly() {
        life.deployWithSibling(listing(20, 21, 22, 23, 24), Scenario.ips(30, 31));
        life.take("10.0.1.32");
        life.aws.ec2().options().takenCode = "InvalidParameterValue";
        assertThat(life.deployWithSibling(listing(20, 21, 22, 23, 25), Scenario.ips(30, 32)))
                .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(life.changes())
                .containsExactly(
                        "assign 10.0.1.20+10.0.1.21+10.0.1.22+10.0.1.23+10.0.1.24",
                        "assign 10.0.1.30+10.0.1.31",
                        "unassign 10.0.1.24",
                        "assign 10.0.1.25",
                        "unassign 10.0.1.31",
                        "unassign 10.0.1.25",
                        "assign 10.0.1.24",
                        "assign 10.0.1.31");
        assertThat(life.logged("why"))
                .contains("early release: the room on the gateway is owed to other records, and these are no longer"
                        + " declared");
        assertThat(life.serving()).hasSize(8).containsAll(Scenario.ips(20, 21, 22, 23, 24, 30, 31));
    }

    @Test
    void failsWhenEveryChoiceIsGrabbed() {
        life.grabAfterLook(100);
        assertThat(life.deploy(fromPool(1))).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(life.reason())
                .isEqualTo("Cannot hold 1 address of the pool 10.0.1.16/28 on " + gateway
                        + ": addresses that looked free were taken 6 times in a row (10.0.1.16, 10.0.1.17, 10.0.1.18,"
                        + " 10.0.1.19, 10.0.1.20, 10.0.1.21); reserve a pool that nothing else draws from, and deploy"
                        + " again.");
        assertThat(life.serving()).containsExactly("10.0.1.4");
    }

    private static UnaryOperator<NatGatewaySecondaryAddresses.Builder> listing(int... lastOctets) {
        List<String> addresses = Scenario.ips(lastOctets);
        return props -> props.secondaryPrivateIpAddresses(addresses);
    }
}

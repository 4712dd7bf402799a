package io.github.cdknat.acceptance.scenario;

import static io.github.cdknat.acceptance.scenario.CountScenario.fromPool;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.FaultInjector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts and pools when somebody is quicker, a deployment rolls back, or a call is lost. */
class ChoicesUnderTroubleTest {
    private final CountScenario life = new CountScenario();
    private final String gateway = life.gateway();

    @AfterEach
    void close() {
        life.close();
    }

    /** Whoever takes an address between the choice and the assign makes EC2 refuse; then another one is chosen. */
    @Test
    void anAddressThatIsGrabbedAfterTheChoiceIsReplacedByAnother() {
        life.grabAfterLook(1);
        assertThat(life.deploy(fromPool(2))).isEqualTo("CREATE_COMPLETE");
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.17+10.0.1.18");
        assertThat(life.serving()).containsExactly("10.0.1.17", "10.0.1.18", "10.0.1.4");
    }

    @Test
    void twoStacksThatPickFromOnePoolAtTheSameMomentGetDifferentAddresses() {
        Stack one = life.begin("One", fromPool(3));
        Stack two = life.begin("Two", fromPool(3));
        life.aws().settle(one, two);
        life.aws().quiesce();
        assertThat(List.of(one.status(), two.status())).containsOnly("CREATE_COMPLETE");
        assertThat(life.serving()).hasSize(7);
        assertThat(life.record("One").substring(life.record("One").indexOf('/')))
                .doesNotContain(life.record("Two")
                        .substring(life.record("Two").indexOf('/') + 1)
                        .split("\\+"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackRestoresTheAddressesNotJustTheirNumber(boolean rollbackUpdatesReplaced) {
        life.aws().cloudFormation().options().rollbackUpdatesReplaced = rollbackUpdatesReplaced;
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
        life.aws()
                .ec2()
                .faults()
                .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), FaultInjector.Kind.valueOf(kind));
        assertThat(life.deploy(fromPool(3))).isEqualTo("CREATE_COMPLETE");
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        assertThat(life.serving()).hasSize(4);
        life.delete();
        assertThat(life.serving()).containsExactly("10.0.1.4");
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two constructs of a stack on one gateway at its limit, when their deployment rolls back. */
class SiblingRollbackTest {
    private final CountScenario life = new CountScenario();

    @AfterEach
    void close() {
        life.close();
    }

    /**
     * Case 40738195. The sibling frees 10.0.1.31, and then cannot have 10.0.1.32. There is a free slot when the first one goes back,
     * but it is the sibling's: whoever takes it leaves nobody who would make room for 10.0.1.31.
     */
    @Test
    void aRollbackLeavesASiblingTheSlotOfWhatItFreedEarly() {
        life.deployWithSibling(listing(20, 21, 22, 23, 24), Scenario.ips(30, 31));
        life.take("10.0.1.32");
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
        assertThat(life.whys())
                .contains("early release: the room on the gateway is owed to other records, and these are no longer"
                        + " declared");
        assertThat(life.serving()).hasSize(8).containsAll(Scenario.ips(20, 21, 22, 23, 24, 30, 31));
    }

    private static UnaryOperator<NatGatewaySecondaryAddresses.Builder> listing(int... lastOctets) {
        List<String> addresses = Scenario.ips(lastOctets);
        return props -> props.secondaryPrivateIpAddresses(addresses);
    }
}

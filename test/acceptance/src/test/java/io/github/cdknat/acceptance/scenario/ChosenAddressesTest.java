package io.github.cdknat.acceptance.scenario;

import static io.github.cdknat.acceptance.scenario.CountScenario.POOL;
import static io.github.cdknat.acceptance.scenario.CountScenario.fromPool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts and pools: what is chosen, and what is kept when the declaration changes. */
class ChosenAddressesTest {
    private final CountScenario life = new CountScenario();
    private final String gateway = life.gateway;

    @Test
    void withoutAPoolTheHighestFreeAddressesOfTheSubnetAreChosen() {
        life.take("10.0.1.253");
        assertThat(life.deploy(props -> props.secondaryPrivateIpAddressCount(3)))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.254+10.0.1.252+10.0.1.251");
        assertThat(life.stack().outputs()).containsEntry("Chosen", "10.0.1.254,10.0.1.252,10.0.1.251");
    }

    @Test
    void fromAPoolTheLowestAreChosenButNoneThatIsExcludedOrReserved() {
        life.reserve("10.0.1.20/31", "prefix");
        life.reserve("10.0.1.22/31", "explicit");
        life.deploy(props -> props.secondaryPrivateIpAddressCount(3)
                .secondaryPrivateIpAddressPool(POOL)
                .excludedAddresses(List.of("10.0.1.17", "10.0.1.18/31")));
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.16+10.0.1.22+10.0.1.23");
    }

    @Test
    void moreKeepsWhatIsThereAndFewerGivesBackTheLastChosen() {
        life.take("10.0.1.16");
        life.deploy(fromPool(2));
        life.free("10.0.1.16");
        life.deploy(fromPool(3));
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.17+10.0.1.18+10.0.1.16");
        life.deploy(fromPool(2));
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.17+10.0.1.18");
        assertThat(life.changes())
                .containsExactly("assign 10.0.1.17+10.0.1.18", "assign 10.0.1.16", "unassign 10.0.1.16");
        assertThat(life.logged("reason"))
                .contains("Holding 10.0.1.17, 10.0.1.18 on " + gateway + "; to be released: 10.0.1.16.");
    }

    @Test
    void aCountThatBecomesAListAndBackKeepsWhatIsInBoth() {
        life.deploy(fromPool(2));
        life.deploy(props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.17", "10.0.1.16")));
        life.deploy(fromPool(2));
        assertThat(life.changes()).containsExactly("assign 10.0.1.16+10.0.1.17");
    }

    @Test
    void aCountOfZeroIsDownToNone() {
        life.deploy(fromPool(2));
        assertThat(life.deploy(fromPool(0))).isEqualTo("UPDATE_COMPLETE");
        assertThat(life.record()).isEqualTo(gateway + "/none");
        assertThat(life.serving()).containsExactly("10.0.1.4");
    }

    @Test
    void anotherPoolKeepsWhatIsInsideIt() {
        life.deploy(fromPool(3));
        life.deploy(fromPool(3, "10.0.1.16/29"));
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        life.deploy(fromPool(2, "10.0.1.18/31"));
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.18+10.0.1.19");
    }
}

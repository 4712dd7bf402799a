package io.github.cdknat.acceptance.scenario;

import static io.github.cdknat.acceptance.scenario.CountScenario.fromPool;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts and pools: why nothing can be chosen, in full. */
class NothingToChooseTest {
    private final CountScenario life = new CountScenario();
    private final String gateway = life.gateway;

    @Test
    void failsWhenNotEnoughAreFree() {
        life.take("10.0.1.17");
        life.reserve("10.0.1.18/32", "prefix");
        life.deploy(props -> props.secondaryPrivateIpAddressCount(3)
                .secondaryPrivateIpAddressPool("10.0.1.16/30")
                .excludedAddresses(List.of("10.0.1.19")));
        assertThat(life.reason())
                .isEqualTo("Cannot hold 3 addresses of the pool 10.0.1.16/30 on " + gateway
                        + ": 3 have still to be chosen, and of the addresses there are 1 free, 1 excluded, 1 in reserved or"
                        + " delegated prefixes, 1 in use; free some, ask for fewer, or widen the pool.");
    }

    @Test
    void saysWhyTheRestOfTheSubnetIsNotFree() {
        life.aws.ec2().gateways().regional(gateway);
        String small = life.aws.ec2().privateGateway(2);
        life.deployOn(small, fromPool(1, "10.0.2.0/30"));
        assertThat(life.reason())
                .isEqualTo("Cannot hold 1 address of the pool 10.0.2.0/30 on " + small
                        + ": 1 have still to be chosen, and of the addresses there are 0 free, 4 reserved by AWS; free some,"
                        + " ask for fewer, or widen the pool.");
    }

    @Test
    void whatTheStackRecordsElsewhereIsNotChosen() {
        life.deploy(fromPool(2, "10.0.1.16/31"));
        life.deploy(fromPool(3, "10.0.1.16/30"));
        assertThat(life.record()).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        life.take("10.0.1.19");
        life.deploy(fromPool(4, "10.0.1.16/30"));
        assertThat(life.reason())
                .isEqualTo("Cannot hold 4 addresses of the pool 10.0.1.16/30 on " + gateway
                        + ": 1 have still to be chosen, and of the addresses there are 0 free, 3 in a record of this stack, 1"
                        + " in use; free some, ask for fewer, or widen the pool.");
    }

    @Test
    void failsWhenThePoolIsOutsideTheSubnet() {
        life.deploy(fromPool(1, "10.0.9.0/28"));
        assertThat(life.reason())
                .startsWith("Cannot hold 1 address of the pool 10.0.9.0/28 on " + gateway
                        + ": the pool is not inside 10.0.1.0/24, the gateway's subnet subnet-")
                .endsWith("; give a pool of that subnet, 10.0.9.0/28 is none.");
    }

    @Test
    void failsWhenEveryChoiceIsGrabbed() {
        life.grabAfterLook(100);
        assertThat(life.deploy(fromPool(1))).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(life.reason())
                .isEqualTo("Cannot hold 1 address of the pool 10.0.1.16/28 on " + gateway
                        + ": addresses that looked free were taken 6 times in a row (10.0.1.17, 10.0.1.18, 10.0.1.19,"
                        + " 10.0.1.20, 10.0.1.21, 10.0.1.22); reserve a pool that nothing else draws from, and deploy"
                        + " again.");
        assertThat(life.serving()).containsExactly("10.0.1.4");
    }
}

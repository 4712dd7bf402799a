package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Drains that outlast the hour that CloudFormation gives a request. */
final class LongDrainScenarios {
    private LongDrainScenarios() {}

    static Map<String, Consumer<Scenario>> all() {
        Map<String, Consumer<Scenario>> all = new LinkedHashMap<>();
        all.put("a drain of 4000 s is handed from stage to stage", LongDrainScenarios::stages);
        all.put("a full gateway waits for somebody's drain of 4000 s and then for its own", LongDrainScenarios::twice);
        return all;
    }

    private static void stages(Scenario s) {
        s.drain(4000).deploy(20, 21);
        assertThat(s.deploy(21, 22).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22);
        assertThat(s.changes()).containsExactly("assign 10.0.1.20+10.0.1.21", "assign 10.0.1.22", "unassign 10.0.1.20");
    }

    private static void twice(Scenario s) {
        s.drain(4000).deploy(20, 21, 22, 23, 24, 25);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.40");
        s.aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.40", 4000);
        s.aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.41");
        assertThat(s.deploy(21, 22, 23, 24, 25, 26).status()).isEqualTo("UPDATE_COMPLETE");
        s.holds(21, 22, 23, 24, 25, 26, 41);
    }
}

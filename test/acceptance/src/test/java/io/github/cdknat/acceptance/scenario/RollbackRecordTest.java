package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.simulation.InProcessAws;
import org.junit.jupiter.api.Test;

/** Found by a rehearsal: a rollback whose record is not the old one makes CloudFormation delete that one too. */
class RollbackRecordTest {
    @Test
    void aRollbackOfAReplacedListRestoresTheVeryRecord() {
        try (EmbeddedAws aws = InProcessAws.start(3)) {
            Scenario scenario = new Scenario(aws);
            scenario.deploy(20, 21, 22);
            String before = scenario.record();
            scenario.failPartner().deploy(22, 30, 31);
            assertThat(scenario.record()).isEqualTo(before);
            scenario.holds(20, 21, 22);
            assertThat(scenario.answers()).allMatch(answer -> answer.startsWith("SUCCESS"));
        }
    }
}

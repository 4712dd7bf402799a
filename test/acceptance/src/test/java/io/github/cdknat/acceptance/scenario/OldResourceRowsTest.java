package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a clean-up the resource's row shows the physical id that is being deleted, and so hides the record that stays. */
class OldResourceRowsTest {
    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

    @BeforeEach
    void hide() {
        aws.cloudFormation().options().rowShowsWhatIsDeleted = true;
    }

    @Test
    void whatTheNewRecordListsTooIsNotReleased() {
        scenario.deploy(20, 21, 22);

        assertThat(scenario.deploy(21, 22, 23).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.pass(400);
        scenario.holds(21, 22, 23);
        assertThat(scenario.changes()).last().asString().contains("10.0.1.20").doesNotContain("10.0.1.21");
    }

    /** With an Update back, or without: then the events tell the record by its state before the deployment. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheOldRecordListsTooIsNotReleasedInARollback(boolean updateBack) {
        aws.cloudFormation().options().rollbackUpdatesReplaced = updateBack;
        scenario.deploy(20, 21, 22);
        scenario.failPartner();

        assertThat(scenario.deploy(21, 22, 23).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.pass(400);
        scenario.holds(20, 21, 22);
        assertThat(scenario.changes()).last().asString().contains("10.0.1.23").doesNotContain("10.0.1.21");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 90})
    void eventsThatComeLateAreWaitedFor(int seconds) {
        scenario.deploy(20, 21, 22);
        aws.cloudFormation().options().staleness =
                call -> Duration.ofSeconds(call.action().equals("DescribeStackEvents") ? seconds : 0);

        assertThat(scenario.deploy(21, 22, 23).status()).isEqualTo("UPDATE_COMPLETE");
        scenario.pass(400);
        scenario.holds(21, 22, 23);
        assertThat(scenario.changes()).last().asString().contains("10.0.1.20").doesNotContain("10.0.1.21");
    }

    @Test
    void whatIsRemovedFromTheTemplateIsReleasedAsEver() {
        scenario.deploy(20, 21);

        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        scenario.holds();
    }
}

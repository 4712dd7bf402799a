package io.github.cdknat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the settings "steps" and "variations" of a simulation leave of a drawn case. */
class FailureReportTest {
    private static final SimulationStep FIRST = new SimulationStep.Pass(1);
    private static final SimulationStep SECOND = new SimulationStep.Delete(0);
    private static final SimulationStep THIRD = new SimulationStep.Pass(3);
    private static final Set<Variation> TRAITS =
            EnumSet.of(Variation.STALE_EC2, Variation.CRASHES, Variation.DUPLICATES);
    private static final SimulationCase DRAWN =
            new SimulationCase(5, AwsConditions.PLAIN, 1, 1, TRAITS, List.of(FIRST, SECOND, THIRD));

    @Test
    void allKeepsEverything() {
        assertThat(FailureReport.pruned(DRAWN, "all", "all")).isEqualTo(DRAWN);
    }

    @Test
    void onlyTheNamedStepsAndTraitsAreKept() {
        SimulationCase pruned = FailureReport.pruned(DRAWN, "0,2", "CRASHES,STALE_EC2");

        assertThat(pruned.steps()).containsExactly(FIRST, THIRD);
        assertThat(pruned.variations()).containsExactlyInAnyOrder(Variation.STALE_EC2, Variation.CRASHES);
        assertThat(pruned.seed()).isEqualTo(5);
    }

    @Test
    void anEmptySettingKeepsNone() {
        SimulationCase pruned = FailureReport.pruned(DRAWN, "", "");

        assertThat(pruned.steps()).isEmpty();
        assertThat(pruned.variations()).isEmpty();
    }
}

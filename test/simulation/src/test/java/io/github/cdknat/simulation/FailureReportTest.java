package io.github.cdknat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings "steps" and "variations" of a simulation leave of a drawn case. */
class FailureReportTest {
    private static final SimulationStep FIRST = new SimulationStep.Pass(1);
    private static final SimulationStep SECOND = new SimulationStep.Delete(0);
    private static final SimulationStep THIRD = new SimulationStep.Pass(3);
    private static final Set<Variation> TRAITS =
            EnumSet.of(Variation.STALE_EC2, Variation.CRASHES, Variation.DUPLICATES);
    private static final SimulationCase DRAWN =
            new SimulationCase(5, AwsConditions.PLAIN, 1, 1, TRAITS, List.of(FIRST, SECOND, THIRD));

    @ParameterizedTest
    @CsvSource({"all, all, 3, 3", "'0,2', 'CRASHES,STALE_EC2', 2, 2", "'', '', 0, 0"})
    void onlyTheNamedStepsAndVariationsAreKept(String steps, String variations, int keptSteps, int keptVariations) {
        SimulationCase pruned = FailureReport.pruned(DRAWN, steps, variations);
        assertThat(pruned.steps())
                .isEqualTo(
                        keptSteps == 2 ? List.of(FIRST, THIRD) : DRAWN.steps().subList(0, keptSteps));
        assertThat(pruned.variations()).hasSize(keptVariations);
        assertThat(pruned.variations().contains(Variation.DUPLICATES)).isEqualTo(keptVariations == 3);
        assertThat(pruned.seed()).isEqualTo(5);
    }
}

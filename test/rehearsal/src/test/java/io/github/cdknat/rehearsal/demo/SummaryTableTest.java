package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
    private static final List<MeasuredDeployment> DEPLOYMENTS = List.of(
            deployment('a', "create two", 35_570, 22_505, 11, 2, 1, 0, 1),
            deployment('c', "replace one", 388_220, 362_600, 25, 2, 2, 1, 3),
            deployment('c', "a title that is much too long", 11_900, 6_000, 3, 0, 0, 0, 3));

    @Test
    void namesAStepOnceAndAddsUp() {
        assertThat(String.join("\n", SummaryTable.lines(DEPLOYMENTS, 80))).isEqualTo("""
                                                  time  bound  above   read  ask  write  drains  serving
                        (a) create two            0:36   0:23   0:13     11    2      1       0        1
                        (c) replace one           6:28   6:03   0:26     25    2      2       1        3
                            a title that is much  0:12   0:06   0:06      3    0      0       0        3
                            all                   7:16   6:31   0:45     39    4      3       1        1""");
    }

    @Test
    void isNoWiderThanTheScreen() {
        assertThat(SummaryTable.lines(DEPLOYMENTS, 72)).allMatch(line -> line.length() <= 72);
        assertThat(SummaryTable.lines(DEPLOYMENTS, 120)).allMatch(line -> line.length() <= 120);
    }

    private static MeasuredDeployment deployment(
            char step,
            String title,
            int millis,
            int bound,
            int describes,
            int dryRuns,
            int changes,
            int drains,
            int lowestServing) {
        return new MeasuredDeployment(
                step,
                title,
                Duration.ofMillis(millis),
                Duration.ofMillis(bound),
                describes,
                dryRuns,
                changes,
                drains,
                lowestServing);
    }
}

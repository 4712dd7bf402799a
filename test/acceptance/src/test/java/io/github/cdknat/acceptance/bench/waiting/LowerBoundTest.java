package io.github.cdknat.acceptance.bench.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerBoundTest {
    private final LowerBound bound = new LowerBound(Duration.ofSeconds(8), Duration.ofSeconds(350));

    @ParameterizedTest
    @CsvSource({
        "one address out, 350",
        "three out of five, 350",
        "seven replaced at the limit, 358",
        "ten updates in a row, 3580",
        "joined drain, 250",
        "rollback, 358"
    })
    void whatAssignsAndWhatDrainsCannotOverlap(String title, long seconds) {
        Workload workload = Workload.all().stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow();
        assertThat(bound.of(workload)).hasSeconds(seconds);
    }

    @Test
    void whatIsOnlyAddedTakesAsLongAsAssigning() {
        assertThat(bound.of(workload(List.of("a"), List.of("a", "b"), false))).hasSeconds(8);
    }

    @Test
    void whatStaysAsItIsTakesNoTime() {
        assertThat(bound.of(workload(List.of("a"), List.of("a"), false))).isZero();
    }

    @Test
    void aRemovalThatIsRolledBackNeedNotDrain() {
        assertThat(bound.of(workload(List.of("a", "b"), List.of("a"), true))).isZero();
    }

    private static Workload workload(List<String> before, List<String> wanted, boolean fails) {
        return new Workload("any", before, List.of(wanted), Optional.empty(), fails);
    }
}

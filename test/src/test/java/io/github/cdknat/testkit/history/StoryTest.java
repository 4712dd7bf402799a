package io.github.cdknat.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the settings "steps" and "traits" of a simulation leave of a drawn history. */
class StoryTest {
    private static final Step FIRST = new Step.Pass(1);
    private static final Step SECOND = new Step.Delete(0);
    private static final Step THIRD = new Step.Pass(3);
    private static final Set<Trait> TRAITS = EnumSet.of(Trait.STALE_EC2, Trait.CRASHES, Trait.DUPLICATES);
    private static final History DRAWN = new History(5, 1, 1, TRAITS, List.of(FIRST, SECOND, THIRD));

    @Test
    void allKeepsEverything() {
        assertThat(Story.pruned(DRAWN, "all", "all")).isEqualTo(DRAWN);
    }

    @Test
    void onlyTheNamedStepsAndTraitsAreKept() {
        History pruned = Story.pruned(DRAWN, "0,2", "CRASHES,STALE_EC2");

        assertThat(pruned.steps()).containsExactly(FIRST, THIRD);
        assertThat(pruned.traits()).containsExactlyInAnyOrder(Trait.STALE_EC2, Trait.CRASHES);
        assertThat(pruned.seed()).isEqualTo(5);
    }

    @Test
    void anEmptySettingKeepsNone() {
        History pruned = Story.pruned(DRAWN, "", "");

        assertThat(pruned.steps()).isEmpty();
        assertThat(pruned.traits()).isEmpty();
    }
}

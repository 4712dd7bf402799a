package io.github.cdknat.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Thousands of random lives with everything that can go wrong, held against the laws; any number with the simulation's command. */
class HistoriesTest {
    private static final int HISTORIES = Integer.getInteger("test.histories", 2_000);

    @Test
    void everyHistoryIsLawful() {
        Blueprint blueprint = Blueprint.synthesize();
        Simulation simulation = new Simulation(blueprint, 1);
        List<Simulation.Failure> failures = simulation.run(1_000_000, HISTORIES, () -> {}, failure -> {});
        assertThat(failures.stream().map(broken -> broken.breach() + "\n" + Story.of(broken.history(), blueprint)))
                .isEmpty();
        assertThat(simulation.report(1)).contains("faults", "laws checked", "worst convergence");
    }

    /** What is drawn covers every kind of step, wish and trait; otherwise the laws would hold for want of trouble. */
    @Test
    void everythingIsDrawn() {
        List<History> drawn = LongStream.range(0, 3_000).mapToObj(History::draw).toList();
        assertThat(drawn.stream().flatMap(history -> history.traits().stream())).contains(Trait.values());
        assertThat(drawn.stream().flatMap(history -> history.steps().stream()).map(Object::getClass))
                .contains(Step.class.getPermittedSubclasses());
        List<Step.Deploy> deployments = drawn.stream()
                .flatMap(history -> history.steps().stream())
                .filter(Step.Deploy.class::isInstance)
                .map(Step.Deploy.class::cast)
                .toList();
        assertThat(deployments).extracting(Step.Deploy::doom).contains(Step.Doom.values());
        assertThat(deployments).extracting(Step.Deploy::onFailure).contains(Step.OnFailure.values());
        assertThat(deployments.stream()
                        .flatMap(deploy -> deploy.declared().stream())
                        .map(Declared::wish)
                        .filter(Wish.Counted.class::isInstance)
                        .map(wish -> ((Wish.Counted) wish).pool()))
                .contains(Wish.Pool.values());
    }
}

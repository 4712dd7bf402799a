package io.github.cdknat.simulation;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failing case as a person reads it: what was done, a timeline, and how to see it again. */
final class FailureReport {
    /** The setting that leaves nothing out. */
    static final String ALL = "all";

    private FailureReport() {}

    static String of(SimulationCase simulationCase, TemplateFactory blueprint) {
        List<String> lines = new ArrayList<>();
        lines.add("The case with seed " + simulationCase.seed() + ", made as short as it goes:");
        lines.add("  gateways " + simulationCase.gateways() + ", stacks " + simulationCase.stacks() + ", variations "
                + simulationCase.variations());
        simulationCase.steps().forEach(step -> lines.add("  " + step));
        lines.add("");
        EmbeddedAws aws = InProcessAws.start(simulationCase.seed());
        aws.account().events().listen(event -> {
            if (isTold(event)) {
                lines.add(
                        String.format("  %s  %-14s %s  %s", event.at(), event.source(), event.subject(), event.text()));
            }
        });
        SimulationRun.Outcome outcome = SimulationRun.of(simulationCase, blueprint, aws);
        lines.add("");
        outcome.breaches().forEach(breach -> lines.add("  BROKEN  " + breach));
        lines.add("");
        lines.add("See it again: mvn -q -Psimulate -Dcases=1 -Dseed=" + simulationCase.seed()
                + (simulationCase.isHarsh() ? "" : " -Dworld=plain") + keep(simulationCase));
        return String.join(System.lineSeparator(), lines);
    }

    /** The provider's resources, and passes that only wait, say nothing about how it came to this. */
    private static boolean isTold(EventLog.Event event) {
        boolean provider =
                event.source().equals("cloudformation") && event.subject().contains("NatGatewaySecondaryAddresses");
        boolean pass = event.source().equals("states") && event.text().startsWith("Converge -> ");
        boolean pause = event.source().equals("lambda") && event.text().startsWith("Pause");
        return !provider && !pass && !pause;
    }

    private static String keep(SimulationCase simulationCase) {
        List<SimulationStep> drawn = SimulationCase.draw(simulationCase.seed(), simulationCase.conditions())
                .steps();
        List<String> kept = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < drawn.size() && next < simulationCase.steps().size(); i++) {
            if (drawn.get(i).equals(simulationCase.steps().get(next))) {
                kept.add(String.valueOf(i));
                next++;
            }
        }
        return " -Dsteps=" + String.join(",", kept) + " -Dvariations="
                + simulationCase.variations().stream().map(Variation::name).collect(Collectors.joining(","));
    }

    /**
     * The drawn case with only the steps and variations that the two settings name.
     *
     * @param steps numbers from 0, joined with commas, or {@link #ALL}; empty for none
     * @param variations names, joined with commas, or {@link #ALL}; empty for none
     */
    static SimulationCase pruned(SimulationCase drawn, String steps, String variations) {
        SimulationCase simulationCase = steps.equals(ALL)
                ? drawn
                : drawn.with(named(steps)
                        .map(index -> drawn.steps().get(Integer.parseInt(index)))
                        .toList());
        if (!variations.equals(ALL)) {
            List<String> kept = named(variations).toList();
            for (Variation variation : drawn.variations()) {
                simulationCase = kept.contains(variation.name()) ? simulationCase : simulationCase.without(variation);
            }
        }
        return simulationCase;
    }

    private static Stream<String> named(String list) {
        return Stream.of(list.split(",")).map(String::trim).filter(item -> !item.isEmpty());
    }
}

package io.github.cdknat.simulation;

import io.github.cdknat.emulator.core.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failing history as a person reads it: what was done, a timeline, and how to see it again. */
final class FailureReport {
    /** The setting that leaves nothing out. */
    static final String ALL = "all";

    private FailureReport() {}

    static String of(SimulationCase history, TemplateFactory blueprint) {
        List<String> lines = new ArrayList<>();
        lines.add("The history with seed " + history.seed() + ", made as short as it goes:");
        lines.add("  gateways " + history.gateways() + ", stacks " + history.stacks() + ", traits " + history.traits());
        history.steps().forEach(step -> lines.add("  " + step));
        lines.add("");
        SimulationRun.Outcome outcome = SimulationRun.of(history, blueprint, event -> {
            if (isTold(event)) {
                lines.add(
                        String.format("  %s  %-14s %s  %s", event.at(), event.source(), event.subject(), event.text()));
            }
        });
        lines.add("");
        outcome.breaches().forEach(breach -> lines.add("  BROKEN  " + breach));
        lines.add("");
        lines.add("See it again: mvn -q -Psimulate -Dhistories=1 -Dseed=" + history.seed() + keep(history));
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

    private static String keep(SimulationCase history) {
        List<SimulationStep> drawn = SimulationCase.draw(history.seed()).steps();
        List<String> kept = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < drawn.size() && next < history.steps().size(); i++) {
            if (drawn.get(i).equals(history.steps().get(next))) {
                kept.add(String.valueOf(i));
                next++;
            }
        }
        return " -Dsteps=" + String.join(",", kept) + " -Dtraits="
                + history.traits().stream().map(Variation::name).collect(Collectors.joining(","));
    }

    /**
     * The drawn history with only the steps and traits that the two settings name.
     *
     * @param steps numbers from 0, joined with commas, or {@link #ALL}; empty for none
     * @param traits names, joined with commas, or {@link #ALL}; empty for none
     */
    static SimulationCase pruned(SimulationCase drawn, String steps, String traits) {
        SimulationCase history = steps.equals(ALL)
                ? drawn
                : drawn.with(named(steps)
                        .map(index -> drawn.steps().get(Integer.parseInt(index)))
                        .toList());
        if (!traits.equals(ALL)) {
            List<String> kept = named(traits).toList();
            for (Variation trait : drawn.traits()) {
                history = kept.contains(trait.name()) ? history : history.without(trait);
            }
        }
        return history;
    }

    private static Stream<String> named(String list) {
        return Stream.of(list.split(",")).map(String::trim).filter(item -> !item.isEmpty());
    }
}

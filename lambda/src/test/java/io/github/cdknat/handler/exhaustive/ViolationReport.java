package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.plan.Plan;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What was found in many worlds: how many there were, what plans were made, and the smallest world that breaks each invariant. */
final class ViolationReport {
    private final Map<PlanRule, PlanCheck> broken = new EnumMap<>(PlanRule.class);
    private final Set<String> reasons = new HashSet<>();
    private final Set<String> steps = new HashSet<>();
    private long worlds;

    private ViolationReport() {}

    /** Plans in every world, or in each so many-th one, and checks every invariant. */
    static ViolationReport of(List<StateSpace> families, long stride) {
        ViolationReport all = new ViolationReport();
        for (StateSpace family : families) {
            all.add(LongStream.range(0, (family.size() + stride - 1) / stride)
                    .parallel()
                    .collect(
                            ViolationReport::new,
                            (survey, number) -> survey.visit(family.world(number * stride)),
                            ViolationReport::add));
        }
        return all;
    }

    private void visit(PlanState world) {
        PlanCheck outcome = new PlanCheck(world);
        worlds++;
        reasons.add(outcome.plan().why());
        String when = outcome.isRollback() ? " in a rollback: " : ": ";
        steps.add(world.request().getClass().getSimpleName() + when + step(outcome.plan()));
        for (PlanRule law : PlanRule.values()) {
            if (!law.holds(outcome)) {
                broken.merge(law, outcome, ViolationReport::smaller);
            }
        }
    }

    private void add(ViolationReport other) {
        worlds += other.worlds;
        reasons.addAll(other.reasons);
        steps.addAll(other.steps);
        other.broken.forEach((law, outcome) -> broken.merge(law, outcome, ViolationReport::smaller));
    }

    long worlds() {
        return worlds;
    }

    /** Why plans were made, with names and numbers left out. */
    TreeSet<String> reasons() {
        return reasons.stream().map(ViolationReport::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    TreeSet<String> steps() {
        return new TreeSet<>(steps);
    }

    /** For each broken invariant its sentence, the smallest world that breaks it, and the plan made there; empty if none is. */
    String report() {
        return broken.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getKey().sentence() + "\n"
                        + entry.getValue().world().text() + "\n  plan       "
                        + entry.getValue().plan().step() + ", because "
                        + entry.getValue().plan().why())
                .collect(Collectors.joining("\n\n"));
    }

    private static String step(Plan plan) {
        if (plan.step() instanceof Plan.Step.Call call) {
            return call.intention().verb().toString();
        }
        return plan.step() instanceof Plan.Step.Finish end
                ? end.toString()
                : plan.step().getClass().getSimpleName();
    }

    private static String kind(String why) {
        return why.replaceAll("an unnamed address|[0-9.]{8,}\\*?(/[0-9]+)?", "@")
                .replaceAll("@( \\([a-z, ]+\\))?(, @( \\([a-z, ]+\\))?)*", "@")
                .replaceAll("[A-Z]+(_[A-Z]+)+", "STATUS");
    }

    private static PlanCheck smaller(PlanCheck one, PlanCheck other) {
        int difference = one.world().size() - other.world().size();
        return difference < 0
                        || difference == 0
                                && one.world().text().compareTo(other.world().text()) <= 0
                ? one
                : other;
    }
}

package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.simulation.InProcessAws;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How a scenario ended, as far as anybody outside can see. */
record ScenarioOutcome(
        String status,
        String record,
        Map<String, String> addresses,
        Map<String, String> outputs,
        List<String> changes,
        List<String> answers) {
    /** Tells the scenario in an account of its own that was disturbed before. */
    static ScenarioOutcome of(String title, Consumer<EmbeddedAws> disturbance) {
        EmbeddedAws aws = InProcessAws.start(7);
        disturbance.accept(aws);
        Scenario scenario = new Scenario(aws);
        ScenarioCatalog.of(title).accept(scenario);
        return new ScenarioOutcome(
                aws.cloudFormation().stack(Scenario.STACK).status(),
                scenario.record(),
                aws.ec2().gateways().statuses(scenario.gateway),
                aws.cloudFormation().stack(Scenario.STACK).outputs(),
                scenario.changes(),
                scenario.answers());
    }

    /** The same without the reasons, which tell of times, and each kind of answer once. */
    ScenarioOutcome withoutReasons() {
        List<String> kinds = answers.stream()
                .map(answer -> answer.replaceAll(": .*", ""))
                .distinct()
                .sorted()
                .toList();
        return new ScenarioOutcome(status, record, addresses, outputs, changes, kinds);
    }
}

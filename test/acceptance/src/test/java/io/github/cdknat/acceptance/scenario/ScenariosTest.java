package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CloudFormationOptions.Order;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every story, in process, in every variant of what AWS does not document. */
class ScenariosTest {
    static Stream<String> stories() {
        return Scenarios.names();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void goesAsTold(String story) {
        Scenario.inProcess(Scenarios.of(story));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void goesAsToldIfARollbackSendsNoUpdateToReplacedResources(String story) {
        Scenario.inProcess(scenario -> {
            scenario.aws.cloudFormation().switches().rollbackUpdatesReplaced = false;
            Scenarios.of(story).accept(scenario);
        });
    }

    @ParameterizedTest
    @MethodSource("stories")
    void goesAsToldInTheOtherOrders(String story) {
        Scenario.inProcess(scenario -> {
            scenario.aws.cloudFormation().switches().rollbackOrder = Order.DEPENDENCIES_LAST;
            scenario.aws.cloudFormation().switches().cleanUpDeletesCustomResourcesAtOnce = true;
            scenario.aws.cloudFormation().switches().rollbackChangesLastUpdated = true;
            scenario.aws.cloudFormation().switches().rollbackDeletesOriginal = true;
            Scenarios.of(story).accept(scenario);
        });
    }

    @ParameterizedTest
    @MethodSource("stories")
    void goesAsToldWithStaleReadsEarlyDrainsAndOtherErrorCodes(String story) {
        try (EmbeddedAws aws = InProcessAws.start(7)) {
            Scenario scenario = new Scenario(aws);
            scenario.aws.ec2().switches().staleness = read -> aws.world().lot().chance(0.3)
                    ? aws.world().lot().between(Duration.ZERO, Duration.ofSeconds(4))
                    : Duration.ZERO;
            scenario.aws.ec2().switches().drain = full -> full.dividedBy(3);
            scenario.aws.ec2().switches().lockWhileAssigning = false;
            scenario.aws.ec2().switches().busyCode = "IncorrectState";
            scenario.aws.ec2().switches().notFoundCode = "InvalidNatGatewayID.NotFound";
            Scenarios.of(story).accept(scenario);
        }
    }
}

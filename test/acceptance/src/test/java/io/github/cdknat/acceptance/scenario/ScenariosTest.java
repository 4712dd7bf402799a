package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.cloudformation.CloudFormationOptions.Order;
import io.github.cdknat.emulator.core.EmulatedAccount;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, in process, in every variant of what AWS does not document. */
class ScenariosTest {
    static Stream<String> scenarios() {
        return ScenarioCatalog.names();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void goesAsTold(String title) {
        Scenario.inProcess(ScenarioCatalog.of(title));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void goesAsToldIfARollbackSendsNoUpdateToReplacedResources(String title) {
        Scenario.inProcess(scenario -> {
            scenario.aws.cloudFormation().options().rollbackUpdatesReplaced = false;
            ScenarioCatalog.of(title).accept(scenario);
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void goesAsToldInTheOtherOrders(String title) {
        Scenario.inProcess(scenario -> {
            scenario.aws.cloudFormation().options().rollbackOrder = Order.DEPENDENCIES_LAST;
            scenario.aws.cloudFormation().options().cleanUpDeletesCustomResourcesAtOnce = true;
            scenario.aws.cloudFormation().options().rollbackChangesLastUpdated = true;
            scenario.aws.cloudFormation().options().rollbackDeletesOriginal = true;
            ScenarioCatalog.of(title).accept(scenario);
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void goesAsToldWithStaleReadsEarlyDrainsAndOtherErrorCodes(String title) {
        Scenario.inProcess(scenario -> {
            EmulatedAccount account = scenario.aws.account();
            scenario.aws.ec2().options().staleness = read -> account.random().faults(0.3)
                    ? account.random().between(Duration.ZERO, Duration.ofSeconds(4))
                    : Duration.ZERO;
            scenario.aws.ec2().options().drain = full -> full.dividedBy(3);
            scenario.aws.ec2().options().lockWhileAssigning = false;
            scenario.aws.ec2().options().busyCode = "IncorrectState";
            scenario.aws.ec2().options().notFoundCode = "InvalidNatGatewayID.NotFound";
            ScenarioCatalog.of(title).accept(scenario);
        });
    }
}

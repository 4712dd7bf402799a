package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.core.RequestHandling;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A function that dies and is run again ends in the same world, wherever it dies: before each of a scenario's calls to any AWS
 * service, after each call that has an effect, and when it has done everything but return. (To die after a call without effect
 * is to die before the next one.)
 */
class CrashTest {
    static Stream<String> scenarios() {
        return Stream.of(
                "create, replace one, delete",
                "a deployment that rolls back drains nothing that served",
                "an update cancelled while it waits undoes itself",
                "a swap at the limit that rolls back restores the old addresses");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void dyingBeforeACallChangesNothing(String title) {
        everyDeath(title, FaultInjector.Kind.CALLER_DIES_BEFORE, call -> true);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void dyingAfterACallThatTookEffectChangesNothing(String title) {
        everyDeath(
                title,
                FaultInjector.Kind.CALLER_DIES_AFTER,
                call -> call.action().matches("(Assign|Unassign|Start).*") && !call.isDryRun());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void dyingBeforeItReturnsChangesNothing(String title) {
        ScenarioOutcome undisturbed = tell(title, aws -> {});
        int[] invocations = {0};
        tell(
                title,
                aws -> aws.lambda().options().answerLost = () -> {
                    invocations[0]++;
                    return false;
                });
        assertThat(invocations[0]).isPositive();
        for (int n = 1; n <= invocations[0]; n++) {
            int fatal = n;
            int[] seen = {0};
            ScenarioOutcome ending = tell(title, aws -> aws.lambda().options().answerLost = () -> ++seen[0] == fatal);
            assertThat(ending).as("invocation %d of %d", n, invocations[0]).isEqualTo(undisturbed);
        }
    }

    private static void everyDeath(String title, FaultInjector.Kind death, Predicate<ApiCall> candidates) {
        ScenarioOutcome undisturbed = tell(title, aws -> {});
        int[] calls = {0};
        tell(
                title,
                aws -> each(aws, candidates, () -> {
                    calls[0]++;
                    return Optional.empty();
                }));
        assertThat(calls[0]).isPositive();
        for (int n = 1; n <= calls[0]; n++) {
            int fatal = n;
            int[] seen = {0};
            ScenarioOutcome ending = tell(
                    title,
                    aws -> each(aws, candidates, () -> ++seen[0] == fatal ? Optional.of(death) : Optional.empty()));
            assertThat(ending).as("%s, call %d of %d", death, n, calls[0]).isEqualTo(undisturbed);
        }
    }

    private static void each(
            EmbeddedAws aws, Predicate<ApiCall> candidates, Supplier<Optional<FaultInjector.Kind>> fault) {
        Stream.of(
                        aws.ec2().endpoint(),
                        aws.cloudFormation().endpoint(),
                        aws.stepFunctions().endpoint())
                .map(RequestHandling::faults)
                .forEach(faults ->
                        faults.byChance(call -> !call.principal().equals(ApiCall.ADMIN) && candidates.test(call)
                                ? fault.get()
                                : Optional.empty()));
    }

    /** A reason may differ, for a crash takes time. */
    private static ScenarioOutcome tell(String title, Consumer<EmbeddedAws> disturbance) {
        return ScenarioOutcome.of(title, disturbance).withoutReasons();
    }
}

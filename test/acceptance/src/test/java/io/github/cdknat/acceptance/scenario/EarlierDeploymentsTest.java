package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deployments before this one left behind: in old rows and statuses, on old pages, in records of preserved failures. */
class EarlierDeploymentsTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario s = new Scenario(aws);

    @Test
    void anUpdateAfterARolledBackOneReleasesWhatItDrops() {
        s.drain(1).deploy(20, 21);
        s.pass(100);
        rowsOld(60);
        s.failPartner().deploy(21, 22);

        assertThat(s.deploy(20, 23).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 23);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50})
    void aSiblingsRolledBackRecordProtectsNothing(int old) {
        TwoConstructs two = new TwoConstructs();
        two.deploy(List.of(20, 21), List.of(30));
        two.aws.pass(Duration.ofSeconds(100));
        two.failPartner();
        two.deploy(List.of(20), List.of(30, 21));
        Stack stack = two.begin(List.of(20), List.of(30));
        two.aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
        two.aws.cloudFormation().options().staleness =
                call -> Duration.ofSeconds(call.action().startsWith("List") ? old : 0);

        assertThat(two.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        two.aws.pass(Duration.ofSeconds(400));
        two.holds(20, 30);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 120})
    void anAddressThatFailsAfterItsAssignIsNotHeld(int old) {
        aws.ec2().options().assignAtLeast = Duration.ofSeconds(14);
        s.drain(1).deploy(20, 21);
        s.pass(100);
        s.deploy(20);
        aws.ec2().gateways().failNext("10.0.1.21", "something else holds it");
        aws.account().callLog().listen(entry -> {
            if (entry.effect()
                    && entry.call().action().startsWith("Assign")
                    && !entry.call().isDryRun()) {
                Instant end = aws.account().now().plusSeconds(60);
                aws.ec2().options().staleness = call -> Duration.ofSeconds(
                        call.principal().equals(ApiCall.ADMIN)
                                        || aws.account().now().isAfter(end)
                                ? 0
                                : old);
            }
        });

        assertThat(s.deploy(20, 21).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aRollbacksUpdateIsNotSupersededByAnOldPage(int fresh) {
        s.drain(20).deploy(20, 21, 22, 23, 24, 25, 26);
        s.pass(100);
        Stack stack = s.failPartner().begin(20, 21, 22, 23, 24, 25, 27);
        aws.account().clock().runUntil(() -> stack.status().equals("UPDATE_ROLLBACK_IN_PROGRESS"), Instant.MAX);
        statusFreshAfterEachAnswer(fresh);

        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.answers())
                .noneMatch(answer -> answer.contains("went from UPDATE_ROLLBACK_IN_PROGRESS to UPDATE_IN_PROGRESS"));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8})
    void aCleanUpIsNotSupersededThreeTimesByAnOldPage(int fresh) {
        aws.cloudFormation().options().rollbackUpdatesReplaced = false;
        s.drain(20).deploy(20);
        s.pass(100);
        aws.cloudFormation().failNext(Scenario.STACK, "Partner", Duration.ofSeconds(120), "Partner says no");
        Stack stack = s.begin(20, 21);
        aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
        statusFreshAfterEachAnswer(fresh);

        assertThat(s.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    @Test
    void aPreservedFailureIsFixedForwardToTheOldListAtTheLimit() {
        s.drain(20).deploy(20, 21, 22, 23, 24, 25, 26);
        s.failPartner().deployWithoutRollback(20, 21, 22, 23, 24, 25, 27);

        assertThat(s.deployWithoutRollback(20, 21, 22, 23, 24, 25, 26).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 21, 22, 23, 24, 25, 26);
    }

    @Test
    void aPreservedFailureIsFixedForwardToTheOldListWhenOneWasLost() {
        s.drain(20).deploy(20, 21);
        s.failPartner().deployWithoutRollback(20, 22);
        aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.21", 1);
        s.pass(200);

        assertThat(s.deployWithoutRollback(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 21);
    }

    @Test
    void rollingBackTwoPreservedFailuresOfWhichTheFirstFreedEarly() {
        s.drain(20).deploy(20, 21, 22, 23, 24, 25, 26);
        s.failPartner().deployWithoutRollback(20, 21, 22, 23, 24, 25, 27);
        s.failPartner().deployWithoutRollback(20, 21, 22, 23, 24, 25);
        aws.cloudFormation().rollbackStack(Scenario.STACK);

        assertThat(s.end(aws.cloudFormation().stack(Scenario.STACK)).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20, 21, 22, 23, 24, 25, 26);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 120})
    void roomThatAnOldPageDoesNotShowIsTried(int old) {
        s.drain(20).deploy(20, 21, 22, 23, 24, 25, 26);
        s.pass(300);
        s.delete();
        aws.ec2().options().staleness =
                call -> Duration.ofSeconds(call.principal().equals(ApiCall.ADMIN) ? 0 : old);

        assertThat(s.deploy(30, 31, 32).status()).isEqualTo("CREATE_COMPLETE");
        s.holds(30, 31, 32);
    }

    @Test
    void whatIsLostDuringADeploymentIsNotSaidToBeLostBeforeIt() {
        s.drain(20).deploy(20, 21, 22, 23, 24, 25, 26);
        s.pass(300);
        Stack stack = s.failPartner().begin(20, 21, 22, 23, 24, 25);
        s.pass(2);
        aws.ec2().gateways().unassignOutOfBand(s.gateway, "10.0.1.26", 1);
        s.pass(2);
        aws.ec2().gateways().assignOutOfBand(s.gateway, "10.0.1.50");
        s.end(stack);

        assertThat(s.answers()).noneMatch(answer -> answer.contains("lost before this deployment"));
    }

    private void untilCleanUp(Stack stack) {
        aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
    }

    private void rowsOld(int seconds) {
        aws.cloudFormation().options().staleness =
                call -> Duration.ofSeconds(call.action().startsWith("List") ? seconds : 0);
    }

    private void statusFreshAfterEachAnswer(int seconds) {
        Instant[] since = {aws.account().now()};
        aws.cloudFormation()
                .custom()
                .listen((request, answer) -> since[0] = aws.account().now().plusSeconds(5));
        aws.cloudFormation().options().staleness = call -> Duration.ofSeconds(
                call.action().equals("DescribeStacks") && aws.account().now().isAfter(since[0].plusSeconds(seconds))
                        ? 60
                        : 0);
    }

    private void drained(int... lastOctets) {
        s.pass(400);
        s.holds(lastOctets);
    }
}

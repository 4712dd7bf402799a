package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EC2's pages show what was released a moment ago as serving, or what serves again in its earlier drain. */
class RecentReleasesTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

    @BeforeEach
    void age() {
        scenario.pass(300);
    }

    @ParameterizedTest
    @CsvSource({"20,60", "60,120"})
    void anAddressThatWasReleasedAMomentAgoIsAssignedAgain(int drain, int old) {
        scenario.drain(drain).deploy(20, 21);
        scenario.pass(200);
        scenario.deploy(20);
        firstPagesOld(old, Integer.MAX_VALUE);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 21);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 120})
    void anAddressWhoseDrainOnlyBeganIsNotAdopted(int old) {
        scenario.accepting().deploy(20, 21);
        scenario.pass(200);
        firstPagesOld(old, Integer.MAX_VALUE);
        scenario.deploy(20);
        scenario.pass(5);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 21);
    }

    @Test
    void aStackThatIsCreatedAgainHoldsItsAddresses() {
        scenario.drain(20).deploy(20, 21);
        scenario.pass(200);
        scenario.delete();
        firstPagesOld(60, Integer.MAX_VALUE);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("CREATE_COMPLETE");
        drained(20, 21);
    }

    @Test
    void anAddressThatAFailedDeploymentTookBackIsAssignedByTheNextOne() {
        scenario.drain(20).deploy(20);
        scenario.pass(200);
        scenario.failPartner().deploy(20, 21);
        firstPagesOld(60, Integer.MAX_VALUE);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 21);
    }

    /** The Delete's first pages show 10.0.1.21 in the drain before this one. */
    @ParameterizedTest
    @CsvSource({"60,2", "60,3"})
    void anAddressThatDrainedBeforeIsReleasedAgain(int old, int pages) {
        drainOnce();
        scenario.deploy(20, 21);
        Stack stack = scenario.begin(20);
        untilCleanUp(stack);
        firstPagesOld(old, pages);

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20);
    }

    @ParameterizedTest
    @CsvSource({"45,2", "45,3", "60,3"})
    void anAddressThatDrainedBeforeIsTakenBackByARollback(int old, int pages) {
        drainOnce();
        Stack stack = scenario.failPartner().begin(20, 21);
        untilCleanUp(stack);
        firstPagesOld(old, pages);

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    @Test
    void aDeletedStackLeavesNothingThatDrainedBefore() {
        drainOnce();
        scenario.deploy(20, 21);
        firstPagesOld(60, 3);

        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        drained();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40})
    void aCancelledUpdateTakesBackWhatDrainedBefore(int old) {
        drainOnce();
        long before = assigns();
        Stack stack = scenario.begin(20, 21);
        aws.account()
                .clock()
                .runUntil(() -> assigns() > before, aws.account().now().plusSeconds(300));
        firstPagesOld(old, 3);

        assertThat(scenario.cancel(stack, 1).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20);
    }

    /** The right is back two minutes after the third answer, when CloudFormation has forgotten the Delete. */
    @Test
    void aDeniedCleanUpGoesOnAfterItsAnswers() {
        scenario.deploy(20, 21);
        Stack stack = scenario.begin(20);
        untilCleanUp(stack);
        Instant end = aws.account().now().plusSeconds(10_500);
        aws.iam()
                .withdrawn(action ->
                        action.startsWith("ec2:Unassign") && aws.account().now().isBefore(end));

        assertThat(scenario.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20);
    }

    /** Its next deployment would wait for hours: it takes over what the going-on Delete still had to do, and names it. */
    @Test
    void aCleanUpThatGoesOnStandsInNobodysWay() {
        scenario.deploy(20, 21);
        Stack stack = scenario.begin(20);
        untilCleanUp(stack);
        aws.iam().withdrawn(action -> action.startsWith("ec2:Unassign"));
        aws.settle(stack);

        assertThat(scenario.lasted(() -> aws.settle(scenario.begin(20)))).isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackEndsWithoutWhatWasLostBeforeIfTheGatewayIsFull(boolean sameList) {
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        aws.ec2().gateways().unassignOutOfBand(scenario.gateway, "10.0.1.26", 1);
        scenario.pass(60);
        aws.ec2().gateways().assignOutOfBand(scenario.gateway, "10.0.1.50");
        scenario.pass(60);
        Stack stack = sameList
                ? scenario.drain(300).deploy(20, 21, 22, 23, 24, 25, 26)
                : scenario.failPartner().deploy(20, 21, 22, 23, 24, 25);

        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.holds(20, 21, 22, 23, 24, 25, 50);
        assertThat(scenario.answers().get(scenario.answers().size() - (sameList ? 1 : 2)))
                .contains("lost, not by this deployment, and EC2 refuses to assign it: 10.0.1.26");
    }

    @ParameterizedTest
    @CsvSource({"45,15", "85,40"})
    void aLateUpdateDoesNothingInADeploymentOfTheSameDeclaration(int late, int between) {
        scenario.deploy(20);
        aws.stepFunctions().options().staleness = call -> Duration.ofSeconds(30);
        int[] events = {0};
        aws.lambda().options().queueing = () -> Duration.ofSeconds(events[0]++ == 0 ? late : 0);
        Stack stack = scenario.begin(20, 21);
        scenario.pass(6);
        aws.cloudFormation().cancelUpdate(Scenario.STACK);
        aws.settle(stack);
        scenario.pass(between);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 21);
    }

    /** 10.0.1.21 has served and drained before. */
    private void drainOnce() {
        scenario.drain(20).deploy(20, 21);
        scenario.pass(200);
        scenario.deploy(20);
    }

    private void untilCleanUp(Stack stack) {
        aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
    }

    private void firstPagesOld(int seconds, int pages) {
        int[] seen = {0};
        aws.ec2().options().staleness =
                call -> Duration.ofSeconds(call.principal().equals(ApiCall.ADMIN) || seen[0]++ >= pages ? 0 : seconds);
    }

    private long assigns() {
        return aws.account().callLog().of("AssignPrivateNatGatewayAddress").stream()
                .filter(ApiCallLog.Entry::effect)
                .filter(entry -> !entry.call().isDryRun())
                .count();
    }

    /** The gateway holds these and nothing else when all that was begun is over. */
    private void drained(int... lastOctets) {
        scenario.pass(400);
        scenario.holds(lastOctets);
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EC2's pages are up to 120 s old: they show what was before an assign, or before an unassign. */
class OldGatewayPagesTest {
    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

    /** Old pages are pages of this gateway, and not from before it. */
    @BeforeEach
    void age() {
        scenario.pass(300);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 120})
    void anEarlyDeleteReleasesWhatEc2sPageDoesNotShowYet(int seconds) {
        scenario.deploy(20, 21);
        oldEc2(seconds);

        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        drained();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 120})
    void anEarlyCleanUpReleasesWhatEc2sPageDoesNotShowYet(int seconds) {
        scenario.deploy(20, 21);
        oldEc2(seconds);

        assertThat(scenario.deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 120})
    void aFailedCreateLeavesNothingThatEc2sPageDoesNotShowYet(int seconds) {
        scenario.failPartner();
        aws.ec2().options().staleness = call -> Duration.ofSeconds(isRollingBack() ? seconds : 0);

        assertThat(scenario.deploy(20, 21).status()).isEqualTo("ROLLBACK_COMPLETE");
        drained();
    }

    /** A full gateway: 10.0.1.26 is freed early, and EC2's page shows it serving still when the rollback looks. */
    @ParameterizedTest
    @CsvSource({"20,1", "60,1", "60,10", "60,40", "120,1", "120,40"})
    void whatWasFreedEarlyServesBeforeTheRollbackSucceeds(int old, int cancelledAfter) {
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        scenario.pass(200);
        oldEc2(old);
        Stack stack = scenario.begin(20, 21, 22, 23, 24, 25, 27);
        awaitUnassign();

        scenario.pass(cancelledAfter);
        aws.cloudFormation().cancelUpdate(Scenario.STACK);
        aws.settle(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.holds(20, 21, 22, 23, 24, 25, 26);
        drained(20, 21, 22, 23, 24, 25, 26);
    }

    private void oldEc2(int seconds) {
        aws.ec2().options().staleness = call -> Duration.ofSeconds(seconds);
    }

    private boolean isRollingBack() {
        Stack stack = aws.cloudFormation().stack(Scenario.STACK);
        return stack != null && stack.status().startsWith("ROLLBACK_");
    }

    private void awaitUnassign() {
        boolean called = aws.account()
                .clock()
                .runUntil(
                        () -> aws.account().callLog().of("UnassignPrivateNatGatewayAddress").stream()
                                .anyMatch(ApiCallLog.Entry::effect),
                        aws.account().now().plusSeconds(1_000));
        assertThat(called).isTrue();
    }

    /** The gateway holds these and nothing else when all that was begun is over. */
    private void drained(int... lastOctets) {
        scenario.pass(400);
        scenario.holds(lastOctets);
    }
}

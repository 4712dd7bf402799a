package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.core.Outages;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudFormation's reads are old by up to 60 s, Step Functions' lists by up to 30 s; {@link OldGatewayPagesTest} has EC2's. */
class OldReadsTest {
    private static final String UNASSIGN = "UnassignPrivateNatGatewayAddress";

    private final EmbeddedAws aws = InProcessAws.start(1);
    private final Scenario scenario = new Scenario(aws);

    /** Old pages are pages of this gateway, and not from before it. */
    @BeforeEach
    void age() {
        scenario.pass(300);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 17, 30, 60})
    void aDeletedStackLeavesNoAddressHoweverOldItsRowsAre(int seconds) {
        scenario.deploy(20, 21);
        oldCloudFormation(seconds, OldReadsTest::showsRows);

        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        scenario.holds();
    }

    /** The first page of the Delete is from the deployment before, or from the time after it. */
    @ParameterizedTest
    @CsvSource({"6,0", "17,0", "60,0", "6,100", "17,100", "60,100"})
    void aDeletedStackLeavesNoAddressHoweverOldCloudFormationsReadsAre(int old, int secondsBetween) {
        scenario.deploy(20, 21);
        scenario.pass(secondsBetween);
        oldCloudFormation(old, call -> true);

        assertThat(scenario.delete().status()).isEqualTo("DELETE_COMPLETE");
        scenario.holds();
    }

    @ParameterizedTest
    @CsvSource({"60,0", "6,100", "17,100", "60,100"})
    void aReplacedAddressServesHoweverOldCloudFormationsReadsAre(int old, int secondsBetween) {
        replaces(old, secondsBetween);
    }

    /** The request's first page is from the deployment before. */
    @ParameterizedTest
    @CsvSource({"6,0", "17,0"})
    void aReplacedAddressServesIfItsDeploymentFollowsAnotherOneAtOnce(int old, int secondsBetween) {
        replaces(old, secondsBetween);
    }

    private void replaces(int old, int secondsBetween) {
        scenario.deploy(20, 21);
        scenario.pass(secondsBetween);
        oldCloudFormation(old, call -> true);

        assertThat(scenario.deploy(20, 22).status()).isEqualTo("UPDATE_COMPLETE");
        drained(20, 22);
    }

    @ParameterizedTest
    @CsvSource({"17,0", "60,0", "17,100", "60,100"})
    void aFailedDeploymentIsRolledBackHoweverOldCloudFormationsReadsAre(int old, int secondsBetween) {
        rollsBack(old, secondsBetween);
    }

    @ParameterizedTest
    @CsvSource({"6,0", "6,100"})
    void aFailedDeploymentIsRolledBackIfCloudFormationsReadsAreSecondsOld(int old, int secondsBetween) {
        rollsBack(old, secondsBetween);
    }

    private void rollsBack(int old, int secondsBetween) {
        scenario.deploy(20, 21);
        scenario.pass(secondsBetween);
        oldCloudFormation(old, call -> true);
        scenario.failPartner();

        assertThat(scenario.deploy(20, 22).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        drained(20, 21);
    }

    /** The forward request would free 10.0.1.26 as soon as EC2 lets it. */
    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "THROTTLED", "LOST_REQUEST"})
    void nothingIsFreedEarlyAfterTheRollbackHasSucceeded(FaultInjector.Kind refusal) {
        scenario.deploy(20, 21, 22, 23, 24, 25, 26);
        scenario.pass(200);
        oldCloudFormation(20, call -> true);
        aws.stepFunctions().options().staleness = call -> Duration.ofSeconds(30);
        Outages refusing = new Outages(aws.account().clock());
        aws.ec2().faults().during(refusing, call -> call.action().endsWith("PrivateNatGatewayAddress"), refusal);
        refusing.begin(Duration.ofSeconds(24));
        Stack stack = scenario.begin(20, 21, 22, 23, 24, 25, 27);

        assertThat(scenario.cancel(stack, 14).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        scenario.pass(400);
        scenario.holds(20, 21, 22, 23, 24, 25, 26);
        assertThat(unassignedAfter(stack, "UPDATE_ROLLBACK_COMPLETE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 60})
    void aDrainIsAsLongAsTheNewTemplateSaysHoweverOldTheRowsAre(int seconds) {
        drainsAsTheNewTemplateSays(seconds, OldReadsTest::showsRows);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 60})
    void aDrainIsAsLongAsTheNewTemplateSaysHoweverOldCloudFormationsReadsAre(int seconds) {
        drainsAsTheNewTemplateSays(seconds, call -> true);
    }

    private void drainsAsTheNewTemplateSays(int seconds, Predicate<ApiCall> oldReads) {
        scenario.drain(1).deploy(20, 21);
        oldCloudFormation(seconds, oldReads);

        assertThat(scenario.drain(4000).deploy(20).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(aws.account().callLog().of(UNASSIGN).stream()
                        .filter(ApiCallLog.Entry::effect)
                        .map(entry -> entry.call().text("MaxDrainDurationSeconds")))
                .containsExactly("4000");
        scenario.pass(4_000);
        scenario.holds(20);
    }

    private static boolean showsRows(ApiCall call) {
        return call.action().equals("ListStackResources");
    }

    private void oldCloudFormation(int seconds, Predicate<ApiCall> which) {
        aws.cloudFormation().options().staleness = call -> Duration.ofSeconds(which.test(call) ? seconds : 0);
    }

    /** What the handler unassigned when the stack had that status already. */
    private List<ApiCall> unassignedAfter(Stack stack, String status) {
        Optional<Instant> since = stack.events().stream()
                .filter(event -> event.status().equals(status))
                .map(Stack.Event::at)
                .findFirst();
        return aws.account().callLog().of(UNASSIGN).stream()
                .filter(entry -> entry.effect() && entry.at().isAfter(since.orElseThrow()))
                .map(ApiCallLog.Entry::call)
                .toList();
    }

    /** The gateway holds these and nothing else when all that was begun is over. */
    private void drained(int... lastOctets) {
        scenario.pass(400);
        scenario.holds(lastOctets);
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.cloudformation.Stack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two constructs of a stack on one gateway: addresses that go from one to the other, and requests that come late. */
class HandOversTest {
    private static final List<Integer> MANY = List.of(17, 18, 19, 20);
    private static final List<Integer> REST = List.of(30, 31, 32);

    private final TwoConstructs two = new TwoConstructs();

    @Test
    void anAddressThatIsHandedOnWhenTheGatewayIsFullNeverDrains() {
        two.deploy(MANY, REST);

        assertThat(two.deploy(List.of(16, 17, 18), List.of(20, 30, 31, 32))).isEqualTo("UPDATE_COMPLETE");
        two.holds(16, 17, 18, 20, 30, 31, 32);
        assertThat(two.drained()).containsExactly("10.0.1.19");
        assertThat(two.answers("")).noneMatch(answer -> answer.contains("adopted"));
    }

    @Test
    void anAddressThatIsHandedBackWhenTheGatewayIsFullNeverDrains() {
        two.deploy(REST, MANY);

        assertThat(two.deploy(List.of(20, 30, 31, 32), List.of(16, 17, 18))).isEqualTo("UPDATE_COMPLETE");
        two.holds(16, 17, 18, 20, 30, 31, 32);
        assertThat(two.drained()).containsExactly("10.0.1.19");
        assertThat(two.answers("")).noneMatch(answer -> answer.contains("adopted"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "15,0"})
    void anAddressThatIsHandedOverAtTheSameTimeNeverDrains(int giverLate, int takerLate) {
        handsOverAtTheSameTime(giverLate, takerLate);
    }

    @Test
    void anAddressThatIsHandedOverNeverDrainsEvenIfTheTakersEventIsLate() {
        handsOverAtTheSameTime(0, 15);
    }

    /** Neither construct waits for the other; the event of the giving or of the taking one comes later by so many seconds. */
    private void handsOverAtTheSameTime(int giverLate, int takerLate) {
        two.apart();
        two.deploy(MANY, REST);
        int[] events = {0};
        two.aws.lambda().options().queueing = () -> {
            events[0]++;
            return Duration.ofSeconds(events[0] == 1 ? giverLate : events[0] == 2 ? takerLate : 0);
        };

        assertThat(two.deploy(List.of(16, 17, 18), List.of(20, 30, 31, 32))).isEqualTo("UPDATE_COMPLETE");
        two.holds(16, 17, 18, 20, 30, 31, 32);
        assertThat(two.drained()).containsExactly("10.0.1.19");
        assertThat(two.answers("")).noneMatch(answer -> answer.contains("adopted"));
    }

    @Test
    void theOnlyAddressThatCouldMakeRoomDoesNotDrainWhenItIsHandedOn() {
        two.deploy(MANY, REST);
        failsWithoutDraining(List.of(16, 17, 18, 19), List.of(20, 30, 31));
    }

    @Test
    void theOnlyAddressThatCouldMakeRoomDoesNotDrainWhenItIsHandedBack() {
        two.deploy(REST, MANY);
        failsWithoutDraining(List.of(20, 30, 31), List.of(16, 17, 18, 19));
    }

    /** Nothing but 10.0.1.20, which the other one takes, would make room. */
    private void failsWithoutDraining(List<Integer> addresses, List<Integer> sibling) {
        assertThat(two.deploy(addresses, sibling)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(two.drained()).doesNotContain("10.0.1.20");
        two.aws.pass(Duration.ofSeconds(400));
        two.holds(17, 18, 19, 20, 30, 31, 32);
    }

    @ParameterizedTest
    @CsvSource({"17,false", "60,false", "17,true", "60,true"})
    void anAddressThatIsHandedOverStaysHoweverOldTheRowsAre(int seconds, boolean events) {
        two.deploy(List.of(20, 21), List.of(30));
        two.aws.cloudFormation().options().staleness = call -> Duration.ofSeconds(
                call.action().startsWith("List") || events && call.action().equals("DescribeStackEvents")
                        ? seconds
                        : 0);

        assertThat(two.deploy(List.of(21), List.of(20, 30))).isEqualTo("UPDATE_COMPLETE");
        two.aws.pass(Duration.ofSeconds(400));
        two.holds(20, 21, 30);
        assertThat(two.drained()).isEmpty();
    }

    /** The cancelled deployment's Update arrives while the next one, which does not touch its construct, may be running. */
    @Test
    void aLateUpdateOfACancelledDeploymentDoesNothingInTheNextOne() {
        two.deploy(MANY, REST);
        String record = two.record("Addresses");
        cancelADeploymentWhoseUpdateIsLate();

        two.deploy(MANY, List.of(31, 32, 33));
        two.aws.pass(Duration.ofSeconds(400));
        assertThat(two.record("Addresses")).isEqualTo(record);
        two.holds(17, 18, 19, 20, 31, 32, 33);
        assertThat(two.drained()).containsExactly("10.0.1.30");
        assertThat(two.answers("Addresses")).hasSize(4).element(1).asString().startsWith("FAILED");
    }

    @Test
    void theNextDeploymentOfTheSameConstructSucceedsAndNothingDrainsInVain() {
        two.deploy(MANY, REST);
        cancelADeploymentWhoseUpdateIsLate();

        assertThat(two.deploy(List.of(17, 18, 19, 21), List.of(31, 32, 33))).isEqualTo("UPDATE_COMPLETE");
        two.aws.pass(Duration.ofSeconds(400));
        two.holds(17, 18, 19, 21, 31, 32, 33);
        assertThat(two.drained()).containsExactlyInAnyOrder("10.0.1.20", "10.0.1.30");
    }

    /** Its Update is 60 s late; it is cancelled after 5 s, and what comes after its rollback begins after 34 s or later. */
    private void cancelADeploymentWhoseUpdateIsLate() {
        two.aws.pass(Duration.ofSeconds(100));
        boolean[] sent = {false};
        two.aws.lambda().options().queueing = () -> {
            Duration queued = sent[0] ? Duration.ofMillis(100) : Duration.ofSeconds(60);
            sent[0] = true;
            return queued;
        };
        Stack stack = two.begin(List.of(16, 17, 18, 19), REST);
        two.aws.pass(Duration.ofSeconds(5));
        two.aws.cloudFormation().cancelUpdate(Scenario.STACK);
        two.aws.pass(Duration.ofSeconds(29));
        two.aws.settle(stack);
        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    }
}

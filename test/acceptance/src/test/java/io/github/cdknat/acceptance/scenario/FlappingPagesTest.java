package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that get older between two looks: what a request was bound by may not be on the next page. */
class FlappingPagesTest {
    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario s = new Scenario(aws);

    /** The first event pages of the Delete are fresh, the later ones (and the rows) are some seconds old. */
    @ParameterizedTest
    @CsvSource({"9,2", "20,1", "60,1"})
    void aRenamedConstructKeepsItsAddresses(int old, int fresh) {
        s.deploy(20, 21);
        s.pass(100);
        Stack stack = s.named("Renamed").begin(20, 21);
        untilCleanUp(stack);
        eventsThenOld(fresh, old, old);

        assertThat(s.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        s.pass(400);
        s.holds(20, 21);
    }

    @ParameterizedTest
    @CsvSource({"15,3", "20,3", "60,3"})
    void anUpdateKeepsWhatStaysDeclared(int old, int fresh) {
        s.deploy(20, 21, 22);
        s.pass(100);
        Stack stack = s.begin(21, 22, 23);
        untilCleanUp(stack);
        eventsThenOld(fresh, old, old);

        assertThat(s.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        s.pass(400);
        s.holds(21, 22, 23);
    }

    /** With F69's row, fresh rows do not help. */
    @ParameterizedTest
    @CsvSource({"20,2", "60,3"})
    void anUpdateKeepsWhatStaysDeclaredIfTheRowShowsWhatIsDeleted(int old, int fresh) {
        aws.cloudFormation().options().rowShowsWhatIsDeleted = true;
        s.deploy(20, 21, 22);
        s.pass(100);
        Stack stack = s.begin(21, 22, 23);
        untilCleanUp(stack);
        eventsThenOld(fresh, old, 0);

        assertThat(s.end(stack).status()).isEqualTo("UPDATE_COMPLETE");
        s.pass(400);
        s.holds(21, 22, 23);
    }

    @Test
    void rollingBackTwoPreservedFailuresOfANewStackDoesNotFail() {
        s.failPartner().deployWithoutRollback(30, 31);
        s.failPartner().deployWithoutRollback(30, 32);
        aws.cloudFormation().rollbackStack(Scenario.STACK);
        assertThat(s.end(aws.cloudFormation().stack(Scenario.STACK)).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(s.answers()).noneMatch(answer -> answer.startsWith("FAILED"));
    }

    @Test
    void rollingBackTwoPreservedFailuresSaysNothingFalse() {
        s.deploy(20);
        s.failPartner().deployWithoutRollback(20, 31);
        s.failPartner().deployWithoutRollback(20, 32);
        aws.cloudFormation().rollbackStack(Scenario.STACK);
        assertThat(s.end(aws.cloudFormation().stack(Scenario.STACK)).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(s.answers()).noneMatch(answer -> answer.contains("do not show its deletion"));
    }

    private void untilCleanUp(Stack stack) {
        aws.account().clock().runUntil(() -> stack.status().contains("CLEANUP"), Instant.MAX);
    }

    private void eventsThenOld(int fresh, int old, int rows) {
        int[] events = {0};
        aws.cloudFormation().options().staleness = call -> Duration.ofSeconds(
                switch (call.action()) {
                    case "DescribeStackEvents" -> events[0]++ < fresh ? 0 : old;
                    case "DescribeStacks" -> 0;
                    default -> rows;
                });
    }
}

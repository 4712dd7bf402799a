package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

/** Which drains take drain waiters, and where those stand in the template. */
class DrainWaitersTest {
    private static final String OWNER = "Addresses02DFC07F";
    private static final String BEFORE_1 = "AddressesDrainWaiterBefore1C1E146FA";
    private static final String BEFORE_2 = "AddressesDrainWaiterBefore255A99650";
    private static final String AFTER_1 = "AddressesDrainWaiterAfter17AEA1CB2";
    private static final String AFTER_2 = "AddressesDrainWaiterAfter23E2F1F2C";

    /**
     * Two drains and 720 s against 3420 s a stage: 1350 s fit one, 3060 s fit two. A release that only waits to be accepted has one
     * drain to wait for.
     */
    @ParameterizedTest
    @CsvSource({
        "1, UNTIL_ENDED, 0, 0",
        "350, UNTIL_ENDED, 0, 0",
        "1350, UNTIL_ENDED, 0, 0",
        "1351, UNTIL_ENDED, 1, 1",
        "3060, UNTIL_ENDED, 1, 1",
        "3061, UNTIL_ENDED, 2, 2",
        "4000, UNTIL_ENDED, 2, 2",
        "350, UNTIL_STARTED, 0, 0",
        "2700, UNTIL_STARTED, 0, 1",
        "2701, UNTIL_STARTED, 1, 1",
        "4000, UNTIL_STARTED, 1, 2"
    })
    void theBudgetSaysHowManyGatesThereAre(int seconds, DrainWait wait, int before, int after) {
        SynthesizedStack template = draining(Duration.seconds(seconds), props -> props.drainWait(wait));
        assertThat(template.ids(SynthesizedStack.TYPE)).hasSize(1 + before + after);
        assertThat(template.properties(OWNER)).containsEntry("MaxDrainDurationSeconds", seconds);
        assertThat(template.ids(SynthesizedStack.TYPE))
                .allSatisfy(id -> assertThat(template.properties(id)).containsEntry("ServiceTimeout", 3600));
        if (before + after == 0) {
            assertThat(template.properties(OWNER)).doesNotContainKey("DrainWaiters");
        } else {
            assertThat(template.properties(OWNER))
                    .containsEntry("DrainWaiters", Map.of("Before", before, "After", after));
        }
    }

    @Test
    void aTokenIsWaitedForAsForTheLongestDrain() {
        SynthesizedStack template = with(stack -> declare(
                stack,
                Duration.seconds(CfnParameter.Builder.create(stack, "Drain")
                        .type("Number")
                        .build()
                        .getValueAsNumber()),
                UnaryOperator.identity()));
        assertThat(template.ids(SynthesizedStack.TYPE)).containsExactly(OWNER, AFTER_1, AFTER_2, BEFORE_1, BEFORE_2);
    }

    @Test
    void whatComesAfterTheAddressesComesAfterTheLastGate() {
        SynthesizedStack template = with(stack -> {
            NatGatewaySecondaryAddresses addresses = declare(stack, Duration.seconds(4000), UnaryOperator.identity());
            resource(stack, "Follower").getNode().addDependency(addresses.getAddressesAssigned());
            resource(stack, "Whole").getNode().addDependency(addresses);
        });
        assertThat(template.dependsOn("Follower")).containsExactly(AFTER_2);
        assertThat(template.dependsOn("Whole")).contains(OWNER, AFTER_1, AFTER_2, BEFORE_1, BEFORE_2);
    }

    @Test
    void theNextDeclarationOnTheGatewayWaitsForTheLastGate() {
        SynthesizedStack template = with(stack -> {
            declare(stack, Duration.seconds(4000), UnaryOperator.identity());
            NatGatewaySecondaryAddresses.Builder.create(stack, "Second")
                    .natGatewayId("nat-0abc")
                    .secondaryPrivateIpAddresses(List.of("10.0.1.30"))
                    .maxDrainDuration(Duration.seconds(3000))
                    .build();
        });
        String first = template.ids(SynthesizedStack.TYPE).stream()
                .filter(id -> id.startsWith("SecondDrainWaiterBefore1"))
                .findFirst()
                .orElseThrow();
        assertThat(template.dependsOn(first)).contains(AFTER_2);
    }

    private static SynthesizedStack with(Consumer<Stack> content) {
        Stack stack = SynthesizedStack.emptyStack();
        content.accept(stack);
        return SynthesizedStack.of(stack);
    }

    private static CfnResource resource(Stack stack, String id) {
        return new CfnResource(
                stack,
                id,
                CfnResourceProps.builder()
                        .type("AWS::SSM::Parameter")
                        .properties(Map.of("Type", "String", "Value", "1"))
                        .build());
    }

    private static SynthesizedStack draining(Duration drain, UnaryOperator<NatGatewaySecondaryAddresses.Builder> more) {
        return with(stack -> declare(stack, drain, more));
    }

    private static NatGatewaySecondaryAddresses declare(
            Stack stack, Duration drain, UnaryOperator<NatGatewaySecondaryAddresses.Builder> more) {
        return more.apply(NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                        .natGatewayId("nat-0abc")
                        .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                        .maxDrainDuration(drain))
                .build();
    }
}

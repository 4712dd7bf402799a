package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What each property of a declaration becomes in the template. */
class DeclarationTest {
    private static final String LOGICAL_ID = "Addresses02DFC07F";

    @Test
    void theShortFormIsTheLongOneWithDefaults() {
        Stack stack = SynthesizedStack.emptyStack();
        new NatGatewaySecondaryAddresses(stack, "Addresses", "nat-0abc", List.of("10.0.1.20", "10.0.1.21"));

        assertThat(SynthesizedStack.of(stack).template())
                .isEqualTo(with(props -> props).template());
    }

    @Test
    void theBuilderMakesWhatThePropsMake() {
        Stack stack = SynthesizedStack.emptyStack();
        NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddresses(List.of("10.0.1.30"))
                .maxDrainDuration(Duration.seconds(60))
                .addressLimit(16)
                .logRetention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();

        assertThat(SynthesizedStack.of(stack).template())
                .isEqualTo(with(props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.30"))
                                .maxDrainDuration(Duration.seconds(60))
                                .addressLimit(16)
                                .logRetention(RetentionDays.ONE_WEEK)
                                .removalPolicy(RemovalPolicy.RETAIN))
                        .template());
    }

    @Test
    void theBuilderTakesAGatewayToo() {
        Stack stack = SynthesizedStack.emptyStack();
        NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGateway(CfnNatGateway.fromNatGatewayId(stack, "Gateway", "nat-0abc"))
                .secondaryPrivateIpAddresses(List.of("10.0.1.20", "10.0.1.21"))
                .build();

        assertThat(SynthesizedStack.of(stack).template())
                .isEqualTo(with(props -> props).template());
    }

    @Test
    void nullMeansTheDefault() {
        assertThat(with(props -> props.maxDrainDuration(null).logRetention(null).removalPolicy(null))
                        .template())
                .isEqualTo(with(props -> props).template());
    }

    @Test
    void thePropsSayWhatTheyWereBuiltFrom() {
        NatGatewaySecondaryAddressesProps props = NatGatewaySecondaryAddressesProps.builder()
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddresses(List.of("10.0.1.21", "10.0.1.20"))
                .maxDrainDuration(Duration.seconds(60))
                .addressLimit(16)
                .logRetention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();

        assertThat(props.getNatGatewayId()).contains("nat-0abc");
        assertThat(props.getNatGateway()).isEmpty();
        assertThat(props.getSecondaryPrivateIpAddresses()).contains(List.of("10.0.1.21", "10.0.1.20"));
        assertThat(props.getMaxDrainDuration().toSeconds()).isEqualTo(60);
        assertThat(props.getAddressLimit()).isEqualTo(16);
        assertThat(props.getLogRetention()).isEqualTo(RetentionDays.ONE_WEEK);
        assertThat(props.getRemovalPolicy()).isEqualTo(RemovalPolicy.RETAIN);
    }

    @Test
    void anotherOrderGivesTheSameTemplate() {
        List<String> ordered = List.of("9.0.0.1", "10.0.1.3", "10.0.1.20", "10.0.1.100", "192.168.0.1");
        SynthesizedStack reordered = with(props -> props.secondaryPrivateIpAddresses(
                List.of("10.0.1.100", "192.168.0.1", "10.0.1.3", "9.0.0.1", "10.0.1.20")));

        assertThat(reordered.declaration()).containsEntry("SecondaryPrivateIpAddresses", ordered);
        assertThat(reordered.template())
                .isEqualTo(with(props -> props.secondaryPrivateIpAddresses(ordered))
                        .template());
    }

    @Test
    void aHigherLimitAllowsMoreAddresses() {
        List<String> eight = List.of(
                "10.0.1.20", "10.0.1.21", "10.0.1.22", "10.0.1.23", "10.0.1.24", "10.0.1.25", "10.0.1.26", "10.0.1.27");

        assertThat(with(props -> props.secondaryPrivateIpAddresses(eight).addressLimit(9))
                        .declaration())
                .containsEntry("SecondaryPrivateIpAddresses", eight)
                .containsEntry("AddressLimit", 9);
    }

    /** CloudFormation's longest, because other stacks' drains come on top; an integer, or CloudFormation refuses it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 350, 1350, 1351, 4000})
    void cloudFormationWaitsAnHourWhateverTheDrain(int drainSeconds) {
        assertThat(with(props -> props.maxDrainDuration(Duration.seconds(drainSeconds)))
                        .declaration())
                .containsEntry("MaxDrainDurationSeconds", drainSeconds)
                .containsEntry("ServiceTimeout", 3600);
    }

    /** A replacement always releases what is no longer declared, whatever happens on deletion. */
    @ParameterizedTest
    @CsvSource({"DESTROY, Delete", "RETAIN, Retain", "RETAIN_ON_UPDATE_OR_DELETE, RetainExceptOnCreate"})
    void theRemovalPolicyIsForDeletionOnly(RemovalPolicy policy, String deletionPolicy) {
        assertThat(with(props -> props.removalPolicy(policy)).resource(LOGICAL_ID))
                .containsEntry("DeletionPolicy", deletionPolicy)
                .containsEntry("UpdateReplacePolicy", "Delete");
    }

    @ParameterizedTest
    @CsvSource({"ONE_DAY, 1", "ONE_WEEK, 7", "ONE_MONTH, 30", "TEN_YEARS, 3653"})
    void logsAreKeptAsLongAsAsked(RetentionDays retention, int days) {
        SynthesizedStack stack = with(props -> props.logRetention(retention));

        assertThat(stack.ids("AWS::Logs::LogGroup"))
                .hasSize(1)
                .allSatisfy(id -> assertThat(stack.resource(id))
                        .containsEntry("Properties", Map.of("RetentionInDays", days))
                        .containsEntry("DeletionPolicy", "Delete")
                        .containsEntry("UpdateReplacePolicy", "Delete"));
    }

    @Test
    void logsCanBeKeptForEver() {
        SynthesizedStack stack = with(props -> props.logRetention(RetentionDays.INFINITE));

        assertThat(stack.ids("AWS::Logs::LogGroup"))
                .hasSize(1)
                .allSatisfy(id -> assertThat(stack.resource(id)).doesNotContainKey("Properties"));
    }

    private static SynthesizedStack with(UnaryOperator<NatGatewaySecondaryAddressesProps.Builder> change) {
        Stack stack = SynthesizedStack.emptyStack();
        new NatGatewaySecondaryAddresses(
                stack,
                "Addresses",
                change.apply(NatGatewaySecondaryAddressesProps.builder()
                                .natGatewayId("nat-0abc")
                                .secondaryPrivateIpAddresses(List.of("10.0.1.20", "10.0.1.21")))
                        .build());
        return SynthesizedStack.of(stack);
    }
}

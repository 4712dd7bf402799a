package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

/** Each declaration says what later ones on its gateway list, so that the handler does not release early what they take over. */
class LaterAddressesTest {
    private static final String LATER = "LaterSecondaryPrivateIpAddresses";

    private final App app = new App();
    private final Stack stack = new Stack(app, "Stack");

    @Test
    void theFirstOfTwoSaysWhatTheSecondLists() {
        NatGatewaySecondaryAddresses first = declare("First", "10.0.1.20");
        NatGatewaySecondaryAddresses second = declare("Second", "10.0.1.22", "10.0.1.21");

        assertThat(properties(first)).containsEntry(LATER, List.of("10.0.1.21", "10.0.1.22"));
        assertThat(properties(second)).doesNotContainKey(LATER);
    }

    /** As numbers and not as text, whoever of them comes first. */
    @Test
    void allThatComeLaterAreInNumericalOrder() {
        NatGatewaySecondaryAddresses first = declare("First", "10.0.1.30");
        NatGatewaySecondaryAddresses second = declare("Second", "10.0.1.110", "10.0.1.9");
        NatGatewaySecondaryAddresses third = declare("Third", "10.0.1.20");

        assertThat(properties(first)).containsEntry(LATER, List.of("10.0.1.9", "10.0.1.20", "10.0.1.110"));
        assertThat(properties(second)).containsEntry(LATER, List.of("10.0.1.20"));
        assertThat(properties(third)).doesNotContainKey(LATER);
    }

    @Test
    void tokensAndCountsSayNothing() {
        NatGatewaySecondaryAddresses first = declare("First", "10.0.1.20");
        NatGatewaySecondaryAddresses tokens = on("Tokens")
                .secondaryPrivateIpAddresses(CfnParameter.Builder.create(stack, "List")
                        .type("CommaDelimitedList")
                        .build()
                        .getValueAsList())
                .build();
        NatGatewaySecondaryAddresses count =
                on("Count").secondaryPrivateIpAddressCount(2).build();

        assertThat(List.of(first, tokens, count))
                .allSatisfy(one -> assertThat(properties(one)).doesNotContainKey(LATER));
    }

    /** They come before a list all the same, and can have had addresses of it. */
    @Test
    void tokensAndCountsSayWhatIsListedLater() {
        NatGatewaySecondaryAddresses count =
                on("Count").secondaryPrivateIpAddressCount(2).build();
        NatGatewaySecondaryAddresses tokens = declare("Tokens", parameter("One"));
        declare("Mixed", "10.0.1.21", parameter("Other"), "10.0.1.20");

        assertThat(List.of(count, tokens))
                .allSatisfy(one -> assertThat(properties(one)).containsEntry(LATER, List.of("10.0.1.20", "10.0.1.21")));
    }

    @Test
    void otherGatewaysAndOtherStacksSayNothing() {
        NatGatewaySecondaryAddresses first = declare("First", "10.0.1.20");
        NatGatewaySecondaryAddresses.Builder.create(stack, "Elsewhere")
                .natGatewayId("nat-0def")
                .secondaryPrivateIpAddresses(List.of("10.0.1.21"))
                .build();
        new NatGatewaySecondaryAddresses(new Stack(app, "Other"), "Second", "nat-0abc", List.of("10.0.1.22"));

        assertThat(properties(first)).doesNotContainKey(LATER);
    }

    /** They release nothing. */
    @Test
    void drainWaitersDoNotSayIt() {
        on("First")
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .maxDrainDuration(Duration.seconds(4000))
                .build();
        declare("Second", "10.0.1.21");

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.ids(SynthesizedStack.TYPE).stream().map(synthesized::properties))
                .hasSize(6)
                .filteredOn(properties -> properties.containsKey(LATER))
                .singleElement()
                .satisfies(owner -> assertThat(owner).containsKey("DrainWaiters"));
    }

    private NatGatewaySecondaryAddresses declare(String id, String... addresses) {
        return on(id).secondaryPrivateIpAddresses(List.of(addresses)).build();
    }

    private NatGatewaySecondaryAddresses.Builder on(String id) {
        return NatGatewaySecondaryAddresses.Builder.create(stack, id).natGatewayId("nat-0abc");
    }

    private String parameter(String id) {
        return CfnParameter.Builder.create(stack, id).build().getValueAsString();
    }

    private Map<String, Object> properties(NatGatewaySecondaryAddresses addresses) {
        return SynthesizedStack.of(stack)
                .properties((String) stack.resolve(addresses.getResource().getLogicalId()));
    }
}

package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/** Declarations by count: what the template says of them. */
class CountsTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void aCountOfZeroMeansNone() {
        assertThat(declare(props -> props.secondaryPrivateIpAddressCount(0)).getSecondaryPrivateIpAddresses())
                .isEmpty();
        assertThat(properties()).containsEntry("SecondaryPrivateIpAddressCount", 0);
    }

    @Test
    void aPoolMayBeAToken() {
        CfnParameter pool = CfnParameter.Builder.create(stack, "Pool").build();
        declare(props -> props.secondaryPrivateIpAddressCount(1)
                .secondaryPrivateIpAddressPool(pool.getValueAsString())
                .excludedAddresses(List.of(pool.getValueAsString())));
        assertThat(properties())
                .containsEntry("SecondaryPrivateIpAddressPool", Map.of("Ref", "Pool"))
                .containsEntry("ExcludedAddresses", List.of(Map.of("Ref", "Pool")));
    }

    private NatGatewaySecondaryAddresses declare(UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return declaration
                .apply(NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                        .natGatewayId("nat-0abc"))
                .build();
    }

    private Map<String, Object> properties() {
        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        return synthesized.properties(synthesized.id(SynthesizedStack.TYPE));
    }
}

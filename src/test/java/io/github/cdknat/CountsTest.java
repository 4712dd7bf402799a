package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/** Declarations by count: what the template says of them, and what is refused. */
class CountsTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void theAddressesOfACountAreAsManyAttributes() {
        NatGatewaySecondaryAddresses addresses = declare(props -> props.secondaryPrivateIpAddressCount(2));
        Object joined = Map.of("Fn::GetAtt", List.of("Addresses02DFC07F", "SecondaryPrivateIpAddresses"));
        Object second = Map.of("Fn::Select", List.of(1, Map.of("Fn::Split", List.of(",", joined))));
        assertThat(addresses.getSecondaryPrivateIpAddresses()).hasSize(2);
        assertThat(stack.resolve(addresses.getSecondaryPrivateIpAddresses().get(1)))
                .isEqualTo(second);
        assertThat(stack.resolve(addresses.getSecondaryPrivateIpCidrs().get(1)))
                .isEqualTo(Map.of("Fn::Join", List.of("", List.of(second, "/32"))));
    }

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

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 31})
    void refusesACountThatNoGatewayHasRoomFor(int count) {
        refuses(
                props -> props.secondaryPrivateIpAddressCount(count),
                "Invalid secondaryPrivateIpAddressCount of Stack/Addresses: " + count
                        + " (0..7 with addressLimit 8, which counts the primary one); ask for fewer, or raise addressLimit if"
                        + " your quota is higher.");
    }

    @Test
    void refusesACountBesideAddresses() {
        refuses(
                props -> props.secondaryPrivateIpAddressCount(1).secondaryPrivateIpAddresses(List.of("10.0.1.20")),
                "Invalid secondaryPrivateIpAddressCount of Stack/Addresses: secondaryPrivateIpAddresses is given too"
                        + " (addresses are listed or counted); leave one of them out.");
    }

    @Test
    void refusesAPoolOrExclusionsWithoutACount() {
        refuses(
                props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                        .secondaryPrivateIpAddressPool("10.0.1.16/28"),
                "Invalid secondaryPrivateIpAddressPool of Stack/Addresses: secondaryPrivateIpAddressCount is missing (it"
                        + " says where a count is chosen from); give a count, or leave it out.");
        refuses(
                props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20")).excludedAddresses(List.of()),
                "Invalid excludedAddresses of Stack/Addresses: secondaryPrivateIpAddressCount is missing (it says where a"
                        + " count is chosen from); give a count, or leave it out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.1.16", "10.0.1.17/28", "10.0.1.16/33", "10.0.1.16/", "10.0.1.256/28", "2001:db8::/64"})
    void refusesAPoolThatIsNoRange(String pool) {
        refuses(
                props -> props.secondaryPrivateIpAddressCount(1).secondaryPrivateIpAddressPool(pool),
                "Invalid secondaryPrivateIpAddressPool of Stack/Addresses: \"" + pool
                        + "\" (CIDR notation without set host bits, such as 10.0.1.16/28); correct it.");
    }

    @Test
    void refusesAPoolThatIsSmallerThanTheCount() {
        refuses(
                props -> props.secondaryPrivateIpAddressCount(3).secondaryPrivateIpAddressPool("10.0.1.16/31"),
                "Invalid secondaryPrivateIpAddressPool of Stack/Addresses: 10.0.1.16/31 has 2 addresses (at least as many as"
                        + " the count, 3); widen the pool, or ask for fewer.");
        refuses(
                props -> props.secondaryPrivateIpAddressCount(2).secondaryPrivateIpAddressPool("10.0.1.16/32"),
                "Invalid secondaryPrivateIpAddressPool of Stack/Addresses: 10.0.1.16/32 has 1 address (at least as many as"
                        + " the count, 2); widen the pool, or ask for fewer.");
    }

    @Test
    void refusesAnExclusionThatIsNoAddress() {
        refuses(
                props ->
                        props.secondaryPrivateIpAddressCount(1).excludedAddresses(List.of("10.0.1.20", "10.0.1.25/24")),
                "Invalid excludedAddresses of Stack/Addresses: \"10.0.1.25/24\" (IPv4 addresses, and CIDR notation without"
                        + " set host bits); correct it.");
        refuses(
                props -> props.secondaryPrivateIpAddressCount(1).excludedAddresses(Arrays.asList("10.0.1.20", null)),
                "Invalid excludedAddresses of Stack/Addresses: null (IPv4 addresses, and CIDR notation without set host"
                        + " bits); correct it.");
    }

    @Test
    void refusesCountsThatTogetherOverfillAGateway() {
        NatGatewaySecondaryAddresses.Builder.create(stack, "First")
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddressCount(5)
                .build();
        refuses(
                props -> props.secondaryPrivateIpAddressCount(3),
                "Invalid secondaryPrivateIpAddresses of Stack/Addresses: with it this stack declares 8 addresses on the same"
                        + " gateway (at most 7 with addressLimit 8, which counts the primary one); declare fewer, or raise"
                        + " addressLimit if your quota is higher.");
    }

    private void refuses(UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration, String message) {
        assertThatThrownBy(() -> declare(declaration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        stack.getNode().tryRemoveChild("Addresses");
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

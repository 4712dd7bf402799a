package io.github.cdknat.handler.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.handler.plan.Choice;
import io.github.cdknat.handler.plan.Cidr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceParserTest {
    private final Map<String, Object> properties = new HashMap<>(Map.of("SecondaryPrivateIpAddressCount", "2"));

    @Test
    void readsCountPoolAndExclusions() throws InvalidEventException {
        properties.put("SecondaryPrivateIpAddressPool", "10.0.1.16/28");
        properties.put("ExcludedAddresses", List.of("10.0.1.20", "10.0.1.24/29"));
        assertThat(ChoiceParser.choice(properties))
                .contains(new Choice(
                        2,
                        Cidr.parse("10.0.1.16/28"),
                        List.of(
                                Cidr.parse("10.0.1.20/32").orElseThrow(),
                                Cidr.parse("10.0.1.24/29").orElseThrow())));
    }

    @Test
    void addressesOneByOneAreNoChoice() throws InvalidEventException {
        assertThat(ChoiceParser.choice(Map.of("SecondaryPrivateIpAddresses", List.of())))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SecondaryPrivateIpAddressPool", "ExcludedAddresses"})
    void refusesAPoolOrExclusionsWithoutACount(String property) {
        properties.remove("SecondaryPrivateIpAddressCount");
        properties.put(property, "10.0.1.16/28");
        refuses(
                "Invalid declaration: a pool or excluded addresses without SecondaryPrivateIpAddressCount (they say where a"
                        + " count is chosen from); give secondaryPrivateIpAddressCount, or leave them out.");
    }

    @Test
    void refusesACountBesideAddresses() {
        properties.put("SecondaryPrivateIpAddresses", List.of());
        refuses(
                "Invalid declaration: both SecondaryPrivateIpAddresses and SecondaryPrivateIpAddressCount are given (one of"
                        + " them); leave one out.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.1.16", "10.0.1.17/28", "10.0.1.16/33", "x/28"})
    void refusesAPoolThatIsNoRange(String pool) {
        properties.put("SecondaryPrivateIpAddressPool", pool);
        refuses("Invalid SecondaryPrivateIpAddressPool: \"" + pool
                + "\" (CIDR notation without set host bits, such as 10.0.1.16/28); correct it in"
                + " secondaryPrivateIpAddressPool.");
    }

    @Test
    void refusesExclusionsThatAreNone() {
        properties.put("ExcludedAddresses", "10.0.1.20");
        refuses("Invalid ExcludedAddresses: 10.0.1.20 (a list of IPv4 addresses and CIDRs); pass a list to"
                + " excludedAddresses.");
        properties.put("ExcludedAddresses", List.of("10.0.1.20/24"));
        refuses("Invalid excluded address: \"10.0.1.20/24\" (an IPv4 address, or CIDR notation without set host bits);"
                + " correct it in excludedAddresses.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "32", "two", "1.5"})
    void refusesACountThatIsNone(String count) {
        properties.put("SecondaryPrivateIpAddressCount", count);
        refuses("Invalid SecondaryPrivateIpAddressCount: \"" + count
                + "\" (a whole number, 0..31); correct it in the construct's properties.");
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> ChoiceParser.choice(properties))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(message);
    }
}

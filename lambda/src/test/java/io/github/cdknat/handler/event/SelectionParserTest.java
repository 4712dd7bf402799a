package io.github.cdknat.handler.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressSelection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionParserTest {
    private static final String COUNT = "SecondaryPrivateIpAddressCount";
    private static final String POOL = "SecondaryPrivateIpAddressPool";
    private static final String EXCLUDED = "ExcludedAddresses";

    @Test
    void readsACountItsPoolAndItsExclusions() throws InvalidEventException {
        AddressSelection choice = SelectionParser.choice(
                        Map.of(COUNT, "3", POOL, "10.0.1.16/28", EXCLUDED, List.of("10.0.1.20", "10.0.1.24/30")))
                .orElseThrow();
        assertThat(choice).hasToString("3 addresses of the pool 10.0.1.16/28");
        assertThat(choice.excluded()).hasToString("[10.0.1.20/32, 10.0.1.24/30]");
    }

    @Test
    void readsDeclaredAddressesAsNoChoice() throws InvalidEventException {
        assertThat(SelectionParser.choice(Map.of("SecondaryPrivateIpAddresses", List.of("10.0.1.9"))))
                .isEmpty();
    }

    @Test
    void refusesAPoolWithoutACount() {
        String message =
                "Invalid declaration: a pool or excluded addresses without SecondaryPrivateIpAddressCount (they"
                        + " say where a count is chosen from); give secondaryPrivateIpAddressCount, or leave them out.";
        refuses(Map.of(POOL, "10.0.1.16/28"), message);
        refuses(Map.of(EXCLUDED, List.of("10.0.1.16")), message);
    }

    @Test
    void refusesAPoolThatIsNoRange() {
        for (String pool : List.of("10.0.1.16", "10.0.1.17/28", "10.0.1.16/33", "fd00::/64")) {
            refuses(
                    Map.of(COUNT, "3", POOL, pool),
                    "Invalid SecondaryPrivateIpAddressPool: \"" + pool
                            + "\" (CIDR notation without set host bits, such as 10.0.1.16/28); correct it in"
                            + " secondaryPrivateIpAddressPool.");
        }
    }

    static Stream<Arguments> invalidDeclarations() {
        return Stream.of(
                arguments(
                        Map.of(COUNT, "3", "SecondaryPrivateIpAddresses", List.of("10.0.1.9")),
                        "Invalid declaration: both SecondaryPrivateIpAddresses and SecondaryPrivateIpAddressCount are given"
                                + " (one of them); leave one out."),
                arguments(
                        Map.of(COUNT, "32"),
                        "Invalid SecondaryPrivateIpAddressCount: \"32\" (a whole number, 0..31); correct it in the"
                                + " construct's properties."),
                arguments(
                        Map.of(COUNT, "3", EXCLUDED, "10.0.1.20"),
                        "Invalid ExcludedAddresses: 10.0.1.20 (a list of IPv4 addresses and CIDRs); pass a list to"
                                + " excludedAddresses."),
                arguments(
                        Map.of(COUNT, "3", EXCLUDED, List.of("10.0.1.20-29")),
                        "Invalid excluded address: \"10.0.1.20-29\" (an IPv4 address, or CIDR notation without set host"
                                + " bits); correct it in excludedAddresses."));
    }

    @ParameterizedTest
    @MethodSource("invalidDeclarations")
    void refusesAnInvalidDeclaration(Map<String, Object> properties, String message) {
        refuses(properties, message);
    }

    private static void refuses(Map<String, Object> properties, String message) {
        assertThatThrownBy(() -> SelectionParser.choice(new HashMap<>(properties)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(message);
    }
}

package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What several declarations in one stack cannot say together. */
class InvalidStackTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void refusesOneAddressInTwoDeclarationsOnOneGateway() {
        declare("First", "10.0.1.20", "10.0.1.21");
        declare("Elsewhere", "nat-0def", List.of("10.0.1.22"));

        assertThatThrownBy(() -> declare("Second", "10.0.1.22", "10.0.1.21"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid secondaryPrivateIpAddresses of Stack/Second: 10.0.1.21 is declared by Stack/First on"
                                + " the same gateway (one address, one owner); remove it from one of them.");
    }

    @Test
    void refusesMoreAddressesInAllThanTheGatewayCanHave() {
        declare("First", "10.0.1.20", "10.0.1.21", "10.0.1.22", "10.0.1.23");
        declare("Second", "10.0.1.24", "10.0.1.25", "10.0.1.26");

        assertThatThrownBy(() -> declare("Third", "10.0.1.27"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid secondaryPrivateIpAddresses of Stack/Third: with it this stack declares 8 addresses on"
                                + " the same gateway (at most 7 with addressLimit 8, which counts the primary one); declare fewer,"
                                + " or raise addressLimit if your quota is higher.");
    }

    @Test
    void refusesDifferentLogRetentionsInOneStack() {
        declare("First", "10.0.1.20");

        assertThatThrownBy(() -> NatGatewaySecondaryAddresses.Builder.create(stack, "Second")
                        .natGatewayId("nat-0def")
                        .secondaryPrivateIpAddresses(List.of())
                        .logRetention(RetentionDays.ONE_WEEK)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid logRetention of Stack/Second: ONE_WEEK, and Stack/First of the same stack says"
                        + " ONE_MONTH (all constructs of one stack share their logs); say the same everywhere.");
    }

    @Test
    void refusesMoreDeclarationsThanOneRoleHasRoomFor() {
        IntStream.range(0, 195).forEach(i -> declare("Addresses" + i, "nat-" + i, List.of()));

        assertThatThrownBy(() -> declare("OneMore", "nat-195", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid stack of Stack/OneMore: it has 196 declarations (at most 195 in one stack, because IAM"
                                + " limits a role's policies); move some of them to another stack.");
    }

    private void declare(String id, String... addresses) {
        declare(id, "nat-0abc", List.of(addresses));
    }

    private void declare(String id, String gatewayId, List<String> addresses) {
        new NatGatewaySecondaryAddresses(stack, id, gatewayId, addresses);
    }
}

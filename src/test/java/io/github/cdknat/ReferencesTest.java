package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.getAtt;
import static io.github.cdknat.SynthesizedStack.join;
import static io.github.cdknat.SynthesizedStack.map;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/** What other resources of a template can do with a declaration. */
class ReferencesTest {
    private static final String LOGICAL_ID = "Addresses02DFC07F";

    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void noAddressesAreNoCidrs() {
        assertThat(declare(List.of()).getSecondaryPrivateIpCidrs()).isEmpty();
    }

    @Test
    void aTokenAmongTheAddressesKeepsItsPlace() {
        String token = CfnParameter.Builder.create(stack, "Extra").build().getValueAsString();
        NatGatewaySecondaryAddresses addresses = declare(List.of("10.0.1.21", token, "10.0.1.20"));
        output("Cidrs", Fn.join(" ", addresses.getSecondaryPrivateIpCidrs()));

        assertThat(output("Cidrs")).isEqualTo(join(" ", "10.0.1.21/32", join("", ref("Extra"), "/32"), "10.0.1.20/32"));
    }

    @Test
    void aTokenListIsAListOfCidrsWhenDeployed() {
        List<String> list = CfnParameter.Builder.create(stack, "List")
                .type("CommaDelimitedList")
                .build()
                .getValueAsList();
        NatGatewaySecondaryAddresses addresses = declare(list);
        output("Joined", Fn.join(" ", addresses.getSecondaryPrivateIpAddresses()));
        output("First", Fn.select(0, addresses.getSecondaryPrivateIpCidrs()));

        assertThat(output("Joined")).isEqualTo(Map.of("Fn::Join", List.of(" ", ref("List"))));
        assertThat(output("First"))
                .isEqualTo(Map.of(
                        "Fn::Select",
                        List.of(
                                0,
                                Map.of(
                                        "Fn::Split",
                                        List.of(
                                                ",",
                                                join("", Map.of("Fn::Join", List.of("/32,", ref("List"))), "/32"))))));
    }

    @Test
    void theGatewaysPrimaryAddressAndInterfaceAreAttributes() {
        NatGatewaySecondaryAddresses addresses = declare(List.of("10.0.1.20"));
        output("Primary", addresses.getPrimaryPrivateIpAddress());
        output("Interface", addresses.getNetworkInterfaceId());
        output("Gateway", addresses.getNatGatewayId());

        assertThat(output("Primary")).isEqualTo(getAtt(LOGICAL_ID, "PrimaryPrivateIpAddress"));
        assertThat(output("Interface")).isEqualTo(getAtt(LOGICAL_ID, "NetworkInterfaceId"));
        assertThat(output("Gateway")).isEqualTo("nat-0abc");
    }

    private NatGatewaySecondaryAddresses declare(List<String> addresses) {
        return new NatGatewaySecondaryAddresses(stack, "Addresses", "nat-0abc", addresses);
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(stack, name).value(value).build();
    }

    private Object output(String name) {
        return map(SynthesizedStack.of(stack).outputs().get(name)).get("Value");
    }
}

package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.simulation.InProcessAws;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that ask for what cannot be: each gets its answer, FAILED, and nothing is done. */
class InvalidEventsTest {
    private static final String NOT_CLOUD_FORMATION = "; the event did not come from CloudFormation.";

    private final EmbeddedAws aws = InProcessAws.start(7);
    private final Scenario scenario = new Scenario(aws);

    static Stream<Arguments> events() {
        return Stream.of(
                event(
                        event -> event.put("RequestType", "Destroy"),
                        "Invalid RequestType: \"Destroy\" (Create, Update or Delete)" + NOT_CLOUD_FORMATION),
                event(
                        event -> event.put("ResourceProperties", List.of("NatGatewayId")),
                        "Invalid NatGatewayId: \"\" (nat- and up to 60 letters or digits); pass the id of a private NAT"
                                + " gateway as natGatewayId."));
    }

    private static Arguments event(Consumer<Map<String, Object>> change, String reason) {
        return Arguments.of(change, reason);
    }

    @ParameterizedTest
    @MethodSource("events")
    void refusesAnEventThatCloudFormationDoesNotSend(Consumer<Map<String, Object>> change, String reason) {
        scenario.deliver(create(), change);
        assertThat(scenario.answer()).isEqualTo("FAILED refused/none: " + reason);
        assertThat(scenario.changes()).isEmpty();
    }

    static Stream<Arguments> properties() {
        return Stream.of(
                Arguments.of(
                        "NatGatewayId",
                        "igw-0abc",
                        "Invalid NatGatewayId: \"igw-0abc\" (nat- and up to 60 letters or digits); pass the id of a private"
                                + " NAT gateway as natGatewayId."),
                Arguments.of(
                        "SecondaryPrivateIpAddresses",
                        List.of("10.0.1.20", Map.of("Address", "10.0.1.21")),
                        "Invalid secondary private IP address: \"{Address=10.0.1.21}\" (IPv4, four decimal numbers 0..255"
                                + " without leading zeros); correct it in secondaryPrivateIpAddresses."),
                Arguments.of(
                        "AddressLimit",
                        "33",
                        "Invalid AddressLimit: \"33\" (a whole number, 1..32); correct it in the construct's properties."));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void refusesAPropertyThatNoGatewayCanHave(String name, Object value, String reason) {
        assertThat(scenario.tampering(name, value).deploy(20).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(scenario.reason()).isEqualTo(reason);
        assertThat(scenario.changes()).isEmpty();
        assertThat(scenario.answers())
                .containsExactly(
                        "FAILED refused/none: " + reason,
                        "SUCCESS refused/none: Released: the record lists no address.");
    }

    @Test
    void refusesToStartWhatItMayNotStart() {
        scenario.deploy();
        scenario.deny("OnEventRole", "states:StartExecution");
        assertThat(scenario.deploy(20).status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
        assertThat(scenario.reason())
                .isEqualTo("Cannot start the execution for " + Scenario.LOGICAL_ID
                        + ": Lambda gave up on the event (EventAgeExceeded); nothing was changed for this request, deploy"
                        + " again, or continue the update rollback if there is one.");
    }

    @Test
    void readsNumbersThatAreNumbersAndLeavesAloneWhatItDoesNotKnow() {
        CustomResources.Request create = create();
        scenario.deliver(create, event -> {
            event.put("RequestId", "another");
            event.put("Surprise", Map.of("deep", List.of(Map.of("deeper", true))));
            event.put(
                    "ResourceProperties",
                    Map.of(
                            "NatGatewayId",
                            scenario.gateway,
                            "SecondaryPrivateIpAddresses",
                            List.of(),
                            "MaxDrainDurationSeconds",
                            60,
                            "AddressLimit",
                            8,
                            "ServiceTimeout",
                            1020,
                            "Count",
                            Map.of("from", "a newer version")));
        });
        assertThat(scenario.answer())
                .isEqualTo("FAILED " + scenario.gateway + "/none: Cannot hold none on " + scenario.gateway
                        + ": the stack is CREATE_COMPLETE, in which CloudFormation creates nothing, so this request came"
                        + " too late; nothing was done for it, and nothing is left to do.");
    }

    private CustomResources.Request create() {
        scenario.deploy();
        return aws.cloudFormation().custom().requests().get(0);
    }
}

package io.github.cdknat.handler.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestParserTest {
    private static final Map<String, Object> PROPERTIES = Map.of(
            "NatGatewayId", "nat-0abc",
            "SecondaryPrivateIpAddresses", List.of("10.0.1.9", "10.0.1.10"),
            "MaxDrainDurationSeconds", "60",
            "AddressLimit", "8",
            "ServiceTimeout", "1020");

    @Test
    void readsScalarsThatCloudFormationSendsAsStrings() throws InvalidEventException {
        Request.CreateOrUpdate request = (Request.CreateOrUpdate) parse("Create", PROPERTIES);
        assertThat(request.drainSeconds()).isEqualTo(60);
        assertThat(request.serviceTimeout()).isEqualTo(1020);
        assertThat(request.desired()).hasToString("[10.0.1.9, 10.0.1.10]");
    }

    @Test
    void readsADeleteWhateverItsPropertiesAre() throws InvalidEventException {
        Request.Delete request = (Request.Delete) parse(
                "Delete", Map.of("NatGatewayId", "x", "MaxDrainDurationSeconds", "never", "ServiceTimeout", "-1"));
        assertThat(request.drainSeconds()).isEqualTo(350);
        assertThat(request.serviceTimeout()).isEqualTo(3600);
        assertThat(request.owned()).isPresent();
    }

    /** What is said of other declarations is read leniently: nothing is asked for by it. */
    @Test
    void readsWhatLaterDeclarationsList() throws InvalidEventException {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        properties.put("LaterSecondaryPrivateIpAddresses", List.of("10.0.1.12", "by hand", "10.0.1.11"));
        assertThat(((Request.CreateOrUpdate) parse("Create", properties)).later())
                .hasToString("[10.0.1.11, 10.0.1.12]");
        properties.put("LaterSecondaryPrivateIpAddresses", "10.0.1.12");
        assertThat(((Request.CreateOrUpdate) parse("Create", properties)).later())
                .isEmpty();
    }

    @Test
    void refusesAnUnknownRequestType() {
        refuses(
                "Destroy",
                PROPERTIES,
                "Invalid RequestType: \"Destroy\" (Create, Update or Delete); the event did not come from"
                        + " CloudFormation.");
    }

    @Test
    void refusesAnUpdateOrDeleteWithoutPhysicalId() {
        assertThatThrownBy(() -> RequestParser.parse(event("Update", PROPERTIES, "")))
                .hasMessage("Invalid Update request: PhysicalResourceId is missing (CloudFormation sends one with every"
                        + " Update); the event did not come from CloudFormation.");
        assertThatThrownBy(() -> RequestParser.parse(event("Delete", PROPERTIES, "")))
                .hasMessage("Invalid Delete request: PhysicalResourceId is missing (CloudFormation sends one with every"
                        + " Delete); the event did not come from CloudFormation.");
    }

    static Stream<Arguments> invalidProperties() {
        return Stream.of(
                arguments(
                        "NatGatewayId",
                        "igw-1/../x",
                        "Invalid NatGatewayId: \"igw-1/../x\" (nat- and up to 60 letters or digits); pass the id of a"
                                + " private NAT gateway as natGatewayId."),
                arguments(
                        "SecondaryPrivateIpAddresses",
                        List.of("10.0.1.09"),
                        "Invalid secondary private IP address: \"10.0.1.09\" (IPv4, four decimal numbers 0..255 without"
                                + " leading zeros); correct it in secondaryPrivateIpAddresses."),
                arguments(
                        "SecondaryPrivateIpAddresses",
                        List.of("10.0.1.9", "10.0.1.9"),
                        "Invalid SecondaryPrivateIpAddresses: 10.0.1.9 is listed twice (each address once); remove it"
                                + " from secondaryPrivateIpAddresses."),
                arguments(
                        "SecondaryPrivateIpAddresses",
                        "10.0.1.9",
                        "Invalid SecondaryPrivateIpAddresses: 10.0.1.9 (a list of IPv4 addresses); pass a list to"
                                + " secondaryPrivateIpAddresses."),
                arguments(
                        "MaxDrainDurationSeconds",
                        "4001",
                        "Invalid MaxDrainDurationSeconds: \"4001\" (a whole number, 1..4000); correct it in the"
                                + " construct's properties."));
    }

    @ParameterizedTest
    @MethodSource("invalidProperties")
    void refusesAnInvalidProperty(String name, Object value, String message) {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        properties.put(name, value);
        refuses("Create", properties, message);
    }

    private static void refuses(String type, Map<String, Object> properties, String message) {
        assertThatThrownBy(() -> parse(type, properties))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(message);
    }

    private static Request parse(String type, Map<String, Object> properties) throws InvalidEventException {
        return RequestParser.parse(event(type, properties, type.equals("Create") ? "" : "nat-0abc/10.0.1.9"));
    }

    private static CloudFormationEvent event(String type, Map<String, Object> properties, String physicalId) {
        return CloudFormationEvent.of(Map.of(
                "RequestType", type,
                "LogicalResourceId", "Addresses",
                "PhysicalResourceId", physicalId,
                "ResourceProperties", properties));
    }
}

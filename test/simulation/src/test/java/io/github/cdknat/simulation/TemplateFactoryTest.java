package io.github.cdknat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.example.OwnGatewayStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

/** The templates that are made by the thousand say what the construct would say. */
class TemplateFactoryTest {
    private static final String GATEWAY = "nat-0aaaaaaaaaaaaaaaa";

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 350, 1350, 1351, 4000})
    void aListIsDeclaredAsTheConstructDeclaresIt(int drainSeconds) throws IOException {
        assertThat(made(new RequestedAddresses.Listed(List.of(20, 21)), drainSeconds))
                .isEqualTo(synthesized(
                        drainSeconds, props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20", "10.0.1.21"))));
    }

    @Test
    void aCountIsDeclaredAsTheConstructDeclaresItOutOfAPoolToo() throws IOException {
        assertThat(made(new RequestedAddresses.Counted(2, RequestedAddresses.Pool.SUBNET), 350))
                .isEqualTo(synthesized(350, props -> props.secondaryPrivateIpAddressCount(2)));
        UnaryOperator<NatGatewaySecondaryAddresses.Builder> pool =
                props -> props.secondaryPrivateIpAddressCount(3).secondaryPrivateIpAddressPool("10.0.1.48/29");
        assertThat(made(new RequestedAddresses.Counted(3, RequestedAddresses.Pool.SHARED), 350))
                .isEqualTo(synthesized(350, pool));
    }

    @Test
    void anOwnGatewayIsDeclaredAsTheConstructDeclaresIt() throws IOException {
        App app = new App();
        new OwnGatewayStack(app, "S", OwnGatewayStack.Parameters.example());
        String own = Files.readString(Path.of(app.synth().getStackByName("S").getTemplateFullPath()));
        String logicalId = own.replaceFirst("(?s).*\"NatGatewayId\": *\\{\\s*\"Ref\": *\"([^\"]*)\".*", "$1");
        Map<String, Object> synthesized = JSON.std.mapFrom(own.replace(logicalId, "Gateway"));
        Map<String, Object> resources = TemplateFactory.synthesize()
                .resources(
                        List.of(new ConstructDeclaration(
                                "A", TemplateFactory.FIRST_OWN, new RequestedAddresses.Listed(List.of(20, 21)), 350)),
                        List.of(GATEWAY, GATEWAY, "subnet-1"),
                        8,
                        1);
        String[] third = {"10.0.1.", "10.0.3."};
        assertThat(JSON.std.asString(declaration(resources)).replace(third[1], third[0]))
                .isEqualTo(JSON.std.asString(declaration(object(synthesized.get("Resources")))));
        assertThat(resources).containsKey("Gateway");
    }

    private static Set<Map<String, Object>> made(RequestedAddresses requested, int drainSeconds) {
        return declaration(TemplateFactory.synthesize()
                .resources(List.of(new ConstructDeclaration("A", 0, requested, drainSeconds)), List.of(GATEWAY), 8, 1));
    }

    private static Set<Map<String, Object>> synthesized(
            int drainSeconds, UnaryOperator<NatGatewaySecondaryAddresses.Builder> requested) throws IOException {
        App app = new App();
        Stack stack = new Stack(app, "S");
        requested
                .apply(NatGatewaySecondaryAddresses.Builder.create(stack, "A")
                        .natGatewayId(GATEWAY)
                        .maxDrainDuration(Duration.seconds(drainSeconds)))
                .build();
        Path file = Path.of(app.synth().getStackByName("S").getTemplateFullPath());
        return declaration(object(JSON.std.mapFrom(file.toFile()).get("Resources")));
    }

    /** The custom resources, but for logical ids, which differ. */
    private static Set<Map<String, Object>> declaration(Map<String, Object> resources) {
        return resources.values().stream()
                .map(TemplateFactoryTest::object)
                .filter(resource -> ActualState.TYPE.equals(resource.get("Type")))
                .map(TemplateFactoryTest::withoutNames)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> withoutNames(Map<String, Object> resource) {
        Map<String, Object> found = without(resource, "DependsOn");
        found.remove("Metadata");
        Map<String, Object> properties = without(found.get("Properties"), "");
        properties.computeIfPresent("DrainWaiter", (name, gate) -> without(gate, "Owner"));
        found.put("Properties", properties);
        return found;
    }

    private static Map<String, Object> without(Object members, String names) {
        Map<String, Object> rest = new LinkedHashMap<>(object(members));
        rest.keySet().removeIf(name -> name.matches(names));
        return rest;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}

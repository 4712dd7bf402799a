package io.github.cdknat.construct;

import static io.github.cdknat.construct.Synthesized.map;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.approved.Approved;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users have in their own snapshots. What CDK adds to every template is left out, the key of the handler's jar is masked
 * (it says how it is made in {@link ProviderTest}), and the state machine's definition has a file of its own.
 */
class ApprovedTemplatesTest {
    @ParameterizedTest
    @MethodSource("io.github.cdknat.construct.Shapes#names")
    void theTemplateIsTheApprovedOne(String shape) {
        Map<String, Object> template = new TreeMap<>(Shapes.synthesized(shape).template());
        template.remove("Rules");
        map(template.getOrDefault("Parameters", new TreeMap<>())).remove("BootstrapVersion");
        mask(template);
        Approved.matches("templates/" + shape + ".json", Approved.json(template));
    }

    @Test
    void theStateMachineIsTheApprovedOne() throws IOException {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream("state-machine.json")) {
            Approved.matches("state-machine.json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A renamed resource is a replaced one, and a custom resource can never change its ServiceToken. */
    @Test
    void theLogicalIdsAreTheApprovedOnes() {
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        Shapes.names()
                .forEach(shape -> ids.put(
                        shape,
                        new TreeSet<>(Shapes.synthesized(shape).resources().keySet())));
        Set<String> everywhere = new TreeSet<>(ids.get("list"));
        ids.values().forEach(everywhere::retainAll);
        ids.values().forEach(own -> own.removeAll(everywhere));
        Approved.matches(
                "logical-ids.txt",
                "in every stack\n" + indented(everywhere)
                        + ids.entrySet().stream()
                                .map(entry -> entry.getKey() + "\n" + indented(entry.getValue()))
                                .collect(Collectors.joining()));
    }

    @Test
    void thePropertiesAndMetadataThatTheHandlerReadsAreTheApprovedOnes() {
        Map<String, TreeSet<String>> names = new TreeMap<>();
        for (String shape : Shapes.names()) {
            Synthesized synthesized = Shapes.synthesized(shape);
            for (String id : synthesized.ids(Synthesized.TYPE)) {
                Map<String, Object> properties = synthesized.properties(id);
                String kind = properties.containsKey("SettleGate") ? "settle gate" : "owner";
                collect(names, kind + ", Properties", properties);
                collect(names, kind + ", Metadata", map(synthesized.resource(id).getOrDefault("Metadata", Map.of())));
            }
        }
        Approved.matches(
                "properties.txt",
                names.entrySet().stream()
                        .map(entry -> entry.getKey() + "\n" + indented(entry.getValue()))
                        .collect(Collectors.joining()));
    }

    /** Names inside of names too: "SettleGate.Owner". */
    private static void collect(Map<String, TreeSet<String>> names, String kind, Map<String, Object> values) {
        TreeSet<String> of = names.computeIfAbsent(kind, key -> new TreeSet<>());
        values.forEach((name, value) -> {
            of.add(name);
            if (name.startsWith("SettleGate")) {
                map(value).keySet().forEach(inner -> of.add(name + "." + inner));
            }
        });
    }

    private static String indented(Collection<String> lines) {
        return lines.stream().sorted().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static void mask(Object value) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> entries = map(value);
            entries.replaceAll(
                    (name, item) -> name.equals("S3Key") && item.toString().matches("[0-9a-f]{64}\\.jar")
                            ? "(the handler's hash).jar"
                            : name.equals("DefinitionString") ? "(state-machine.json)" : item);
            entries.values().forEach(ApprovedTemplatesTest::mask);
        } else if (value instanceof List<?> list) {
            list.forEach(ApprovedTemplatesTest::mask);
        }
    }
}

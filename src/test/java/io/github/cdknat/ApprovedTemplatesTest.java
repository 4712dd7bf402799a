package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.map;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.approvaltests.Approvals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users have in their own snapshots. What CDK adds to every template is left out, the key of the handler's jar is masked
 * (it says how it is made in {@link ProviderTest}), and the state machine's definition has a file of its own.
 */
class ApprovedTemplatesTest {
    @ParameterizedTest
    @MethodSource("io.github.cdknat.ExampleStacks#names")
    void theTemplateIsTheApprovedOne(String shape) throws IOException {
        Map<String, Object> template =
                new TreeMap<>(ExampleStacks.synthesized(shape).template());
        template.remove("Rules");
        map(template.getOrDefault("Parameters", new TreeMap<>())).remove("BootstrapVersion");
        mask(template);
        verify(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(sorted(template)), ".json", shape);
    }

    @Test
    void theStateMachineIsTheApprovedOne() {
        verify(definition(), ".json");
    }

    private static String definition() {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream("state-machine.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A renamed resource is a replaced one, and a custom resource can never change its ServiceToken. */
    @Test
    void theLogicalIdsAreTheApprovedOnes() {
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        ExampleStacks.names()
                .forEach(shape -> ids.put(
                        shape,
                        new TreeSet<>(
                                ExampleStacks.synthesized(shape).resources().keySet())));
        Set<String> everywhere = new TreeSet<>(ids.get("list"));
        ids.values().forEach(everywhere::retainAll);
        ids.values().forEach(own -> own.removeAll(everywhere));
        verify(
                "in every stack\n" + indented(everywhere)
                        + ids.entrySet().stream()
                                .map(entry -> entry.getKey() + "\n" + indented(entry.getValue()))
                                .collect(Collectors.joining()),
                ".txt");
    }

    @Test
    void thePropertiesThatTheHandlerReadsAreTheApprovedOnes() {
        Map<String, TreeSet<String>> names = new TreeMap<>();
        for (String shape : ExampleStacks.names()) {
            SynthesizedStack synthesized = ExampleStacks.synthesized(shape);
            for (String id : synthesized.ids(SynthesizedStack.TYPE)) {
                Map<String, Object> properties = synthesized.properties(id);
                String kind = properties.containsKey("DrainWaiter") ? "drain waiter" : "owner";
                collect(names, kind, properties);
            }
        }
        verify(
                names.entrySet().stream()
                        .map(entry -> entry.getKey() + "\n" + indented(entry.getValue()))
                        .collect(Collectors.joining()),
                ".txt");
    }

    /** Names inside of names too: "DrainWaiter.Owner". */
    private static void collect(Map<String, TreeSet<String>> names, String kind, Map<String, Object> values) {
        TreeSet<String> of = names.computeIfAbsent(kind, key -> new TreeSet<>());
        values.forEach((name, value) -> {
            of.add(name);
            if (name.startsWith("DrainWaiter")) {
                map(value).keySet().forEach(inner -> of.add(name + "." + inner));
            }
        });
    }

    private static void verify(String text, String extension, String... parameters) {
        Approvals.verify(
                text, Approvals.NAMES.withParameters(parameters).forFile().withExtension(extension));
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, item) -> sorted.put(String.valueOf(name), sorted(item)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(ApprovedTemplatesTest::sorted).toList()
                : value;
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
                            : item.equals(definition()) ? "(state-machine.json)" : item);
            entries.values().forEach(ApprovedTemplatesTest::mask);
        } else if (value instanceof List<?> list) {
            list.forEach(ApprovedTemplatesTest::mask);
        }
    }
}

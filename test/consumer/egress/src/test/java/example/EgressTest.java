package example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** Tests as users write them, without CDK's flags and with all that {@code cdk init} recommends. */
class EgressTest {
    private static final String SNAPSHOT = "/egress.template.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** An app is synthesized once for all tests, because that takes most of their time. */
    private static final Map<String, Stack> STACKS = new HashMap<>();

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"no flags", "all flags"})
    void theTemplateIsTheSnapshot(String flags) throws Exception {
        Template template = Template.fromStack(stack(flags));
        String json = JSON.writeValueAsString(template.toJSON()).replaceAll("[0-9a-f]{64}\\.jar", "handler.jar");
        Files.writeString(Path.of("target", "egress.template.json"), json);

        try (InputStream snapshot = EgressTest.class.getResourceAsStream(SNAPSHOT)) {
            assertEquals(JSON.readTree(snapshot), JSON.readTree(json), "if it is meant, copy target" + SNAPSHOT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no flags", "all flags"})
    void theAddressesAreKnownBeforeTheDeployment(String flags) {
        Template template = Template.fromStack(stack(flags));
        template.hasOutput("AllowList", Map.of("Value", "10.0.1.20/32,10.0.1.21/32"));
        template.hasResourceProperties(
                "Custom::NatGatewaySecondaryAddresses",
                Map.of("SecondaryPrivateIpAddresses", List.of("10.0.1.20", "10.0.1.21")));
    }

    /** It is published from there, byte by byte as it is in the library. */
    @ParameterizedTest
    @ValueSource(strings = {"no flags", "all flags"})
    void theHandlerIsAnAssetOfTheAssembly(String flags) throws Exception {
        App app = (App) stack(flags).getNode().getRoot();
        app.synth();

        try (Stream<Path> files = Files.list(folder.resolve(flags));
                InputStream nested = Egress.class.getResourceAsStream("/io/github/cdknat/handler.jar")) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertEquals(1, jars.size());
            assertArrayEquals(nested.readAllBytes(), Files.readAllBytes(jars.get(0)));
        }
    }

    private static Stack stack(String flags) {
        return STACKS.computeIfAbsent(flags, EgressTest::synthesized);
    }

    private static Stack synthesized(String flags) {
        System.out.println("CDK " + System.getProperty("aws-cdk") + ", JDK "
                + Runtime.version().feature() + ", " + flags);
        return Egress.stack(new App(AppProps.builder()
                .outdir(folder.resolve(flags).toString())
                .context(flags.equals("all flags") ? recommended() : Map.of())
                .build()));
    }

    private static Map<String, Object> recommended() {
        try {
            JsonNode context = JSON.readTree(Path.of("cdk.json").toFile()).get("context");
            return JSON.convertValue(context, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

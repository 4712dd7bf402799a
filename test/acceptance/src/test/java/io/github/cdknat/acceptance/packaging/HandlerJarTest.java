package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that both functions run from: small, and with everything in it that only names hold on to. */
class HandlerJarTest {
    private static final int MOST_BYTES = 4_500_000;

    private static byte[] jar;
    private static Map<String, byte[]> entries;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream("handler.jar")) {
            jar = in.readAllBytes();
        }
        entries = HandlerContents.entries();
    }

    @Test
    void staysSmall() {
        assertThat(jar.length).isLessThanOrEqualTo(MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.github.cdknat.handler.OnEvent",
                "io.github.cdknat.handler.Converge",
                "com.amazonaws.services.lambda.runtime.Context",
                "com.amazonaws.services.lambda.runtime.RequestHandler",
                "com.amazonaws.services.lambda.runtime.RequestStreamHandler"
            })
    void whatLambdaCallsByNameIsThere(String className) {
        assertThat(entries).containsKey(path(className));
    }

    /** "Reduce the time it takes Lambda to unpack deployment packages": libraries as jars in lib (Lambda Developer Guide). */
    @Test
    void librariesAreApartFromOurClasses() throws IOException {
        Map<String, byte[]> outer = HandlerContents.unpacked(new ByteArrayInputStream(jar));
        assertThat(outer.keySet())
                .allSatisfy(name -> assertThat(name)
                        .matches("io/github/cdknat/.+\\.class|com/amazonaws/services/lambda/runtime/.+\\.class"
                                + "|META-INF/[^/]+|lib/libraries\\.jar"));
        Map<String, byte[]> libraries =
                HandlerContents.unpacked(new ByteArrayInputStream(outer.get(HandlerContents.LIBRARIES)));
        assertThat(libraries.keySet()).noneMatch(outer::containsKey);
        libraries.forEach((name, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(name)
                .doesNotContain("com/amazonaws/services/lambda/runtime", "io/github/cdknat"));
    }

    /** Two would make the SDK refuse to start, none too ("Multiple HTTP implementations were found on the classpath"). */
    @Test
    void theSdkHasExactlyOneHttpService() {
        assertThat(providers("software.amazon.awssdk.http.SdkHttpService"))
                .containsExactly("software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");
    }

    @Test
    void whateverIsLoadedByNameIsThere() {
        List<String> services = entries.keySet().stream()
                .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                .map(name -> name.substring("META-INF/services/".length()))
                .toList();

        assertThat(services).contains("org.slf4j.spi.SLF4JServiceProvider");
        assertThat(services)
                .allSatisfy(service -> assertThat(providers(service))
                        .isNotEmpty()
                        .allSatisfy(provider -> assertThat(entries).containsKey(path(provider))));
    }

    @Test
    void nothingIsThereForOtherRuntimesOrOtherHttpClients() {
        assertThat(entries.keySet())
                .noneMatch(name -> name.startsWith("META-INF/native-image/")
                        || name.startsWith("META-INF/maven/")
                        || name.startsWith("META-INF/versions/")
                        || name.startsWith("io/netty/")
                        || name.startsWith("org/apache/http/")
                        || name.startsWith("org/jspecify/")
                        || name.startsWith("software/amazon/awssdk/services/ec2/paginators/")
                        || name.endsWith(".java"));
    }

    @Test
    void theLicencesAreThere() {
        assertThat(entries)
                .containsKeys(
                        "META-INF/LICENSE",
                        "META-INF/LICENSE.txt",
                        "META-INF/NOTICE",
                        "META-INF/NOTICE.txt",
                        "META-INF/FastDoubleParser-LICENSE",
                        "META-INF/Schubfach-LICENSE");
    }

    private static List<String> providers(String service) {
        byte[] file = entries.get("META-INF/services/" + service);
        assertThat(file).as(service).isNotNull();
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }
}

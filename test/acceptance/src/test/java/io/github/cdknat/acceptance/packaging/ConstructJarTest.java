package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that users put on their class path: our few classes, two nested files, and no dependency that they did not choose. */
class ConstructJarTest {
    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException, URISyntaxException {
        Path path = Path.of(NatGatewaySecondaryAddresses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        jar = new JarFile(path.toFile());
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void theHandlerIsANestedFileAndNotOnAnybodysClassPath() {
        List<String> names = jar.stream().map(ZipEntry::getName).toList();

        assertThat(names).contains("io/github/cdknat/handler.jar", "io/github/cdknat/state-machine.json");
        assertThat(names).contains("META-INF/LICENSE");
        assertThat(names)
                .filteredOn(name -> !name.endsWith("/") && !name.startsWith("META-INF/"))
                .allSatisfy(name -> assertThat(name)
                        .matches("io/github/cdknat/((internal/|shared/)?[A-Za-z0-9$-]+\\.class|handler\\.jar"
                                + "|state-machine\\.json)"));
    }

    @Test
    void usersBringCdkAndNothingElseIsBroughtToThem() throws Exception {
        assertThat(dependencies()).containsExactly("aws-cdk-lib:provided", "constructs:provided", "jspecify:provided");
    }

    private static List<String> dependencies() throws Exception {
        ZipEntry entry = jar.getEntry("META-INF/maven/io.github.cdknat/cdk-nat-secondary-addresses/pom.xml");
        try (InputStream in = jar.getInputStream(entry)) {
            Pom pom = Pom.read(in);
            List<String> artifacts = pom.texts("dependencies/dependency/artifactId");
            List<String> scopes = pom.texts("dependencies/dependency/scope");
            return IntStream.range(0, artifacts.size())
                    .mapToObj(i -> artifacts.get(i) + ":" + scopes.get(i))
                    .toList();
        }
    }
}

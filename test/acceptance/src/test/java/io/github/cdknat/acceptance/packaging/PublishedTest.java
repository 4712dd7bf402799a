package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the build has deployed into a directory, with the eyes of Maven Central ("Requirements",
 * https://central.sonatype.org/publish/requirements/) and of a user whose build resolves it.
 */
class PublishedTest {
    private static final Path GROUP = Path.of("../../src/target/repository/io/github/cdknat");
    private static final String ARTIFACT = "cdk-nat-secondary-addresses";

    private static List<Path> files;
    private static Pom pom;

    @BeforeAll
    static void list() throws Exception {
        assumeFalse(
                System.getProperty("maven.mode", "").equals("offline=true"),
                "Maven deploys nothing when it is offline");
        assertThat(GROUP).as("mvn verify deploys into it").isDirectory();
        try (Stream<Path> versions = Files.list(GROUP.resolve(ARTIFACT))) {
            Path version = versions.filter(Files::isDirectory).findFirst().orElseThrow();
            try (Stream<Path> all = Files.list(version)) {
                files = all.filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                        .toList();
            }
        }
        pom = Pom.read(file(".pom"));
    }

    @Test
    void onlyTheConstructIsPublished() throws IOException {
        try (Stream<Path> artifacts = Files.list(GROUP)) {
            assertThat(artifacts.map(path -> path.getFileName().toString())).containsExactly(ARTIFACT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json", ".pom"})
    void everyFileIsThereWithTheChecksumsThatCentralAsksFor(String suffix) throws Exception {
        Path file = file(suffix);
        for (Map.Entry<String, String> algorithm :
                Map.of(".md5", "MD5", ".sha1", "SHA-1").entrySet()) {
            byte[] digest = MessageDigest.getInstance(algorithm.getValue()).digest(Files.readAllBytes(file));
            assertThat(file(suffix + algorithm.getKey()))
                    .hasContent(HexFormat.of().formatHex(digest));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "groupId, io.github.cdknat",
        "artifactId, cdk-nat-secondary-addresses",
        "name, cdk-nat-secondary-addresses",
        "url, https://github.com/cdknat/cdk-nat-secondary-addresses",
        "licenses/license/name, Apache-2.0",
        "licenses/license/url, https://www.apache.org/licenses/LICENSE-2.0.txt",
        "developers/developer/name, The cdk-nat-secondary-addresses authors",
        "developers/developer/organization, cdk-nat",
        "developers/developer/organizationUrl, https://github.com/cdknat",
        "scm/connection, scm:git:https://github.com/cdknat/cdk-nat-secondary-addresses.git",
        "scm/developerConnection, scm:git:ssh://git@github.com/cdknat/cdk-nat-secondary-addresses.git",
        "scm/url, https://github.com/cdknat/cdk-nat-secondary-addresses",
        "issueManagement/url, https://github.com/cdknat/cdk-nat-secondary-addresses/issues"
    })
    void thePomSaysWhatCentralAsksFor(String element, String text) {
        assertThat(pom.texts(element)).containsExactly(text);
    }

    @Test
    void thePomDescribesTheProjectInASentence() {
        assertThat(pom.texts("description"))
                .hasSize(1)
                .allSatisfy(text -> assertThat(text).endsWith(".").hasSizeGreaterThan(40));
    }

    /** No parent, no repository, nothing that only the build has. */
    @Test
    void thePomStandsAlone() {
        assertThat(pom.text()).doesNotContain("${");
        assertThat(pom.elements())
                .containsExactlyInAnyOrder(
                        "modelVersion",
                        "groupId",
                        "artifactId",
                        "version",
                        "name",
                        "description",
                        "url",
                        "licenses",
                        "developers",
                        "scm",
                        "issueManagement",
                        "dependencies");
    }

    @Test
    void theSourcesAndTheJavadocAreOfEveryPublicClass() throws IOException {
        List<String> sources = names(file("-sources.jar"));
        List<String> documented = names(file("-javadoc.jar"));

        assertThat(sources).contains("io/github/cdknat/PrivateNatGateway.java", "io/github/cdknat/state-machine.json");
        assertThat(sources).noneMatch(name -> name.endsWith(".class") || name.endsWith("handler.jar"));
        assertThat(documented)
                .contains("index.html", "io/github/cdknat/PrivateNatGateway.html")
                .doesNotContain("io/github/cdknat/internal/Provider.html", "io/github/cdknat/shared/Contract.html");
    }

    @Test
    void theJarCarriesItsLicenceItsNoticesItsBillsAndItsOwnPom() throws IOException {
        assertThat(names(file(".jar")))
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/THIRD-PARTY-NOTICES.txt",
                        "META-INF/sbom/handler.cdx.json",
                        "META-INF/sbom/cdk-nat-secondary-addresses.cdx.json",
                        "META-INF/maven/io.github.cdknat/cdk-nat-secondary-addresses/pom.xml");
        try (JarFile jar = new JarFile(file(".jar").toFile())) {
            ZipEntry packed = jar.getEntry("META-INF/maven/io.github.cdknat/cdk-nat-secondary-addresses/pom.xml");
            assertThat(jar.getInputStream(packed).readAllBytes()).isEqualTo(Files.readAllBytes(file(".pom")));
        }
    }

    private static List<String> names(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    /** A snapshot's files bear the time at which they were deployed, a release's do not. */
    private static Path file(String suffix) {
        String name = ARTIFACT + "-[0-9]+(\\.[0-9]+)+(-[0-9]{8}\\.[0-9]{6}-1)?" + suffix.replace(".", "\\.");
        List<Path> found = files.stream()
                .filter(file -> file.getFileName().toString().matches(name))
                .toList();
        assertThat(found).as(suffix).hasSize(1);
        return found.get(0);
    }
}

package io.github.cdknat.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

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
                        .matches("io/github/cdknat/([A-Za-z0-9$-]+\\.class|handler\\.jar|state-machine\\.json)"));
    }

    @Test
    void usersBringCdkAndNothingElseIsBroughtToThem() throws Exception {
        assertThat(dependencies())
                .containsExactly(
                        "software.amazon.awscdk:aws-cdk-lib:provided", "software.constructs:constructs:provided");
    }

    private static List<String> dependencies() throws Exception {
        ZipEntry pom = jar.getEntry("META-INF/maven/io.github.cdknat/cdk-nat-secondary-addresses/pom.xml");
        try (InputStream in = jar.getInputStream(pom)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            Element project = document.getDocumentElement();
            List<String> found = new ArrayList<>();
            for (Element dependencies : children(project, "dependencies")) {
                for (Element dependency : children(dependencies, "dependency")) {
                    found.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":"
                            + text(dependency, "scope"));
                }
            }
            return found;
        }
    }

    private static List<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(node -> node instanceof Element && node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("compile");
    }
}

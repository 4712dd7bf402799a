package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.acceptance.docs.Documents.Block;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Versions and coordinates in the documents are those of the build; JSON is JSON; no block is of a kind that nobody checks. */
class CoordinatesTest {
    private static final String POM = Documents.text(Documents.ROOT.resolve("pom.xml"));
    private static final String OURS = "io.github.cdknat:cdk-nat-secondary-addresses:" + tag("version");
    private static final String CDK = "software.amazon.awscdk:aws-cdk-lib:" + tag("aws-cdk.version");

    static List<Block> jsons() {
        return Documents.blocks("json");
    }

    @Test
    void mavenGetsWhatIsBuilt() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<all>" + only("xml") + "</all>")));
        var ids = document.getElementsByTagName("artifactId");
        assertThat(ids.getLength()).isEqualTo(2);
        for (int i = 0; i < ids.getLength(); i++) {
            assertThat(document.getElementsByTagName("groupId").item(i).getTextContent() + ":"
                            + ids.item(i).getTextContent() + ":"
                            + document.getElementsByTagName("version").item(i).getTextContent())
                    .isIn(OURS, CDK);
        }
    }

    @Test
    void gradleGetsTheSame() {
        assertThat(only("kotlin"))
                .contains("mavenCentral()", "implementation(\"" + OURS + "\")", "implementation(\"" + CDK + "\")");
    }

    @Test
    void requirementsAreThoseOfTheBuild() {
        assertThat(Documents.text(Documents.ROOT.resolve("README.md")))
                .contains("`software.amazon.awscdk:aws-cdk-lib` " + tag("lowest-cdk.version") + " or newer")
                .contains("| JDK | " + tag("maven.compiler.release") + " or newer");
    }

    /** The build gives it others; these are for whoever tries it by hand. */
    @Test
    void theConsumerHasTheSameVersionsAndFlags() throws Exception {
        assertThat(Documents.text(Documents.ROOT.resolve("test/consumer/egress/pom.xml")))
                .contains(
                        "<library.version>" + tag("revision") + "<",
                        "<aws-cdk.version>" + tag("aws-cdk.version") + "<",
                        "<aws-cdk.version>" + tag("lowest-cdk.version") + "<",
                        "<junit.version>" + tag("junit.version") + "<");
        assertThat(flags("test/consumer/egress/cdk.json")).isEqualTo(flags("cdk.json"));
    }

    private static Object flags(String file) throws Exception {
        return JSON.std.mapFrom(Documents.text(Documents.ROOT.resolve(file))).get("context");
    }

    @ParameterizedTest
    @MethodSource("jsons")
    void jsonIsJson(Block block) {
        assertThatCode(() -> JSON.std.mapFrom(block.text())).doesNotThrowAnyException();
    }

    /** Text is drawings and output, and HCL is Terraform's: three lines for readers. */
    @Test
    void noBlockIsOfAnotherKind() {
        assertThat(Documents.blocks())
                .extracting(Block::language)
                .containsOnly("java", "xml", "kotlin", "sh", "json", "hcl", "text");
    }

    private static String only(String language) {
        List<Block> blocks = Documents.blocks(language);
        assertThat(blocks).hasSize(1);
        return blocks.get(0).text();
    }

    private static String tag(String name) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(POM);
        assertThat(matcher.find()).isTrue();
        Matcher named = Pattern.compile("\\$\\{(.*)}").matcher(matcher.group(1));
        return named.matches() ? tag(named.group(1)) : matcher.group(1);
    }
}

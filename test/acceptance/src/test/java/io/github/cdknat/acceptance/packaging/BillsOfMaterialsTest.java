package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scanners see neither the nested jar's libraries nor which CDK was meant: the jar carries a bill of materials for each. */
class BillsOfMaterialsTest {
    private static final String HANDLER = "handler.cdx.json";
    private static final String LIBRARY = "cdk-nat-secondary-addresses.cdx.json";

    @Test
    void everyClassInTheHandlerJarIsOursOrOfALibraryInItsBill() throws IOException {
        HandlerContents contents = HandlerContents.read();
        Set<String> known = new HashSet<>();
        contents.components().forEach(component -> component.names().forEach(known::add));

        assertThat(contents.classes())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name.startsWith("io/github/cdknat/") || known.contains(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void everyLibraryHasALicenceAndAHash() throws IOException {
        assertThat(HandlerContents.read().components()).isNotEmpty().allSatisfy(component -> {
            assertThat(component.licences()).isNotEmpty().doesNotContain("null");
            assertThat(component.hashes()).contains("SHA-256");
        });
    }

    @Test
    void theLibrarysNamesTheCdkThatItWasBuiltWith() throws IOException {
        assertThat(text(LIBRARY))
                .contains("pkg:maven/software.amazon.awscdk/aws-cdk-lib@")
                .contains("pkg:maven/software.constructs/constructs@")
                .doesNotContain("pkg:maven/software.amazon.awssdk/");
    }

    /** Otherwise no two builds would give the same jar. */
    @ParameterizedTest
    @ValueSource(strings = {HANDLER, LIBRARY})
    void neitherSaysWhenOrWhereItWasMade(String bill) throws IOException {
        assertThat(text(bill))
                .contains("\"specVersion\" : \"1.6\"")
                .doesNotContain("\"timestamp\"", "\"serialNumber\"", System.getProperty("user.home"));
    }

    private static String text(String bill) throws IOException {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream("/META-INF/sbom/" + bill)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

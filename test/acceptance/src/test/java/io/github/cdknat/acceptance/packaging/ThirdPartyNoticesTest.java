package io.github.cdknat.acceptance.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.acceptance.packaging.HandlerContents.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever gets the construct's jar gets others' code in the nested one, and with it the words that their licences ask for. */
class ThirdPartyNoticesTest {
    private static final Path NOTICES = Path.of("../../THIRD-PARTY-NOTICES.txt");
    private static final Path CURRENT = Path.of("target/THIRD-PARTY-NOTICES.txt");
    private static final String RULE = "=".repeat(80) + "\n";

    @Test
    void theNoticesAreThoseOfWhatTheHandlerJarContains() throws IOException {
        String current = notices(HandlerContents.read().inside());
        Files.writeString(CURRENT, current);

        assertThat(Files.readString(NOTICES))
                .as("the handler jar contains other libraries than it did: cp test/%s .", CURRENT)
                .isEqualTo(current);
    }

    @Test
    void everyLibraryInsideHasALicenceThatMayBeHandedOnWithOurs() throws IOException {
        assertThat(HandlerContents.read().inside())
                .isNotEmpty()
                .allSatisfy(component ->
                        assertThat(component.licences()).as(component.name()).isIn("Apache-2.0", "MIT", "MIT-0"));
    }

    private static String notices(List<Component> inside) {
        StringBuilder notices = new StringBuilder("""
                THIRD-PARTY NOTICES

                cdk-nat-secondary-addresses is licensed under the Apache License 2.0 (META-INF/LICENSE). Its jar
                contains io/github/cdknat/handler.jar, the code of its Lambda functions, and that contains classes
                of the following libraries. They were changed in two ways: classes and members that the functions
                do not use are left out, and software.amazon.awssdk.regions.GeneratedServiceMetadataProvider is
                another one. The bill of materials is META-INF/sbom/handler.cdx.json.

                """);
        inside.forEach(component -> notices.append("  ")
                .append(component.group() + ":" + component.name() + ":" + component.version())
                .append(" (" + component.licences() + ")\n"));
        texts(inside)
                .forEach((text, names) -> notices.append("\n")
                        .append(RULE)
                        .append("Of " + String.join(", ", names) + ":\n")
                        .append(RULE)
                        .append("\n" + text.strip() + "\n"));
        return notices.toString();
    }

    /** Each text once, with whose it is. */
    private static Map<String, List<String>> texts(List<Component> inside) {
        return inside.stream()
                .flatMap(component -> component.legalTexts().distinct().map(text -> Map.entry(text, component.name())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}

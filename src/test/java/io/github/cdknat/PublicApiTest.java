package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users can name: few types, and none of the packages that may change without notice. */
class PublicApiTest {
    private final List<JavaClass> types = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.cdknat").stream()
                    .filter(type -> type.getPackageName().equals("io.github.cdknat"))
                    .toList();

    @Test
    void thePackageHasPublicTypesOnly() {
        assertThat(types)
                .filteredOn(JavaClass::isTopLevelClass)
                .filteredOn(type -> !type.getSimpleName().equals("package-info"))
                .hasSizeLessThanOrEqualTo(15)
                .allMatch(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    @Test
    void noSignatureNamesAnInternalType() {
        assertThat(types.stream().flatMap(type -> type.getCodeUnits().stream()).filter(PublicApiTest::isVisible))
                .isNotEmpty()
                .allSatisfy(unit -> assertThat(signature(unit))
                        .noneMatch(type -> type.getPackageName().matches("io\\.github\\.cdknat\\..+")));
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static List<JavaClass> signature(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .toList();
    }
}

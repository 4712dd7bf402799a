package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What comes along with the library: its own packages, values that it shares with the functions, and nothing of the functions or of AWS's SDK. */
class ClassPathTest {
    @Test
    void onlyTheConstructsPackagesAreThere() throws IOException {
        TreeSet<String> packages = new TreeSet<>();
        classes("io/github/cdknat/").forEach(name -> packages.add(name.substring(0, name.lastIndexOf('/'))));

        assertEquals(
                new TreeSet<>(List.of(
                        "io/github/cdknat",
                        "io/github/cdknat/internal",
                        "io/github/cdknat/shared")),
                packages);
    }

    @Test
    void awssSdkIsNotThere() throws IOException {
        assertEquals(List.of(), classes("software/amazon/awssdk/"));
        assertEquals(List.of(), classes("com/amazonaws/"));
    }

    @Test
    void noClassOfTheFunctionsCanBeLoaded() {
        for (String name : List.of("OnEvent", "Converge")) {
            assertFalse(canLoad("io.github.cdknat.handler." + name));
        }
    }

    private static boolean canLoad(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<String> classes(String folder) throws IOException {
        List<String> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                try (JarFile jar = new JarFile(entry)) {
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
                            .forEach(classes::add);
                }
            }
        }
        return classes;
    }
}

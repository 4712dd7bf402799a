package io.github.cdknat.acceptance.packaging;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.handler.Json;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What the nested handler jar is made from, by its bill of materials, and what of that is really in it. */
record HandlerContents(List<Component> components, Set<String> files) {
    static final String LIBRARIES = "lib/libraries.jar";

    private static final String BILL = "/META-INF/sbom/handler.cdx.json";

    /** One library; the paths of its class files and of its licence texts are those in its own jar. */
    record Component(String group, String name, String version, String licences, List<String> hashes) {
        boolean hasClassIn(Set<String> classes) {
            return names().anyMatch(classes::contains);
        }

        Stream<String> names() {
            try (JarFile jar = new JarFile(file())) {
                return jar.stream().map(ZipEntry::getName).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Licences and notices, which their own terms ask to hand on. */
        Stream<String> legalTexts() {
            return names().filter(name -> name.matches("META-INF/([A-Za-z]+-)*(LICENSE|NOTICE)(\\.txt)?"))
                    .map(this::text);
        }

        private String text(String entry) {
            try (JarFile jar = new JarFile(file());
                    InputStream in = jar.getInputStream(jar.getEntry(entry))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private File file() {
            String jar = name + "-" + version + ".jar";
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(File::new)
                    .filter(entry -> entry.getName().equals(jar))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            jar + " of " + BILL + " is not on the tests' class path: build the module lambda again"));
        }
    }

    static HandlerContents read() throws IOException {
        try (InputStream bill = NatGatewaySecondaryAddresses.class.getResourceAsStream(BILL)) {
            return new HandlerContents(components(Json.read(bill)), entries().keySet());
        }
    }

    /** The paths of all class files. */
    Set<String> classes() {
        return files.stream().filter(name -> name.endsWith(".class")).collect(Collectors.toSet());
    }

    /** The libraries that something in the handler jar comes from. */
    List<Component> inside() {
        return components.stream()
                .filter(component -> component.hasClassIn(classes()))
                .toList();
    }

    private static List<Component> components(Map<String, Object> bill) {
        return objects(bill.get("components"))
                .map(component -> new Component(
                        (String) component.get("group"),
                        (String) component.get("name"),
                        (String) component.get("version"),
                        objects(component.get("licenses"))
                                .map(choice -> (Map<?, ?>) choice.get("license"))
                                .map(licence -> String.valueOf(licence.get("id")))
                                .collect(Collectors.joining(", ")),
                        objects(component.get("hashes"))
                                .map(hash -> (String) hash.get("alg"))
                                .toList()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> objects(Object array) {
        return ((List<Map<String, Object>>) array).stream();
    }

    /** The files of the handler jar, and of the jar of libraries in it, by their paths. */
    static Map<String, byte[]> entries() throws IOException {
        try (InputStream jar = NatGatewaySecondaryAddresses.class.getResourceAsStream("handler.jar")) {
            Map<String, byte[]> files = unpacked(jar);
            files.putAll(unpacked(new ByteArrayInputStream(files.remove(LIBRARIES))));
            return files;
        }
    }

    static Map<String, byte[]> unpacked(InputStream jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        ZipInputStream zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}

package io.github.cdknat.acceptance.docs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java block of a document as the body of a method, with the imports that a reader's development environment would add. What the
 * block uses and does not declare is given.
 */
final class Snippet {
    private static final Pattern DECLARES =
            Pattern.compile("(NatGatewaySecondaryAddresses|PrivateNatGateway)(\\.Builder|\\()");

    /** In this order, because later ones use earlier ones. */
    private static final Map<String, String> GIVEN = new LinkedHashMap<>();

    static {
        GIVEN.put("app", "App app = new App();");
        GIVEN.put("stack", "Stack stack = new Stack(app, \"Reader\");");
        GIVEN.put("subnet", subnet("subnet"));
        GIVEN.put("applicationSubnet", subnet("applicationSubnet"));
        GIVEN.put("addresses", """
                NatGatewaySecondaryAddresses addresses = new NatGatewaySecondaryAddresses(
                        stack, "Given", "nat-0123456789abcdef0", List.of("10.0.1.20", "10.0.1.21"));""");
    }

    private final String name;
    private final String source;

    Snippet(String place, String block) {
        name = "At_" + place.replaceAll("[^A-Za-z0-9]", "_");
        String template = block.contains("EmbeddedAws")
                ? "io.github.cdknat.emulator.cloudformation.Template"
                : "software.amazon.awscdk.assertions.Template";
        StringBuilder given = new StringBuilder();
        GIVEN.forEach((name, line) -> given.append(name.equals("addresses") && declaresSome(block) ? "" : line + "\n"));
        source = """
                import com.fasterxml.jackson.databind.ObjectMapper;
                import io.github.cdknat.*;
                import io.github.cdknat.emulator.EmbeddedAws;
                import io.github.cdknat.simulation.InProcessAws;
                import java.util.List;
                import java.util.Map;
                import software.amazon.awscdk.*;
                import software.amazon.awscdk.services.ec2.*;
                import %s;

                public class %s {
                %s
                    public void run() {
                %s
                    }

                    public void synthesize() {
                        app.synth();
                    }
                }
                """.formatted(template, name, given, block);
    }

    /** The class that it becomes. */
    String name() {
        return name;
    }

    /** Then the given ones would be in its way: one address, one owner. */
    private static boolean declaresSome(String block) {
        return DECLARES.matcher(block).find();
    }

    private static String subnet(String name) {
        return """
                ISubnet %1$s = Subnet.fromSubnetAttributes(stack, "%1$s", SubnetAttributes.builder()
                        .subnetId("subnet-0123456789abcdef0").routeTableId("rtb-0123456789abcdef0").build());""".formatted(name);
    }

    /** Compiles all of them at once, which takes the compiler hardly longer than one; returns what it has to say against them. */
    static String compile(List<Snippet> snippets, Path folder) {
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none",
                "--release",
                "17");
        boolean fine = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said,
                        null,
                        null,
                        options,
                        null,
                        snippets.stream().map(Snippet::file).toList())
                .call();
        return fine ? "" : said.toString();
    }

    private JavaFileObject file() {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    /** Runs it as it was compiled into the folder, and synthesizes the given app; returns what it printed. */
    String run(Path folder) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, Snippet.class.getClassLoader())) {
            Object snippet = loader.loadClass(name).getConstructor().newInstance();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            snippet.getClass().getMethod("run").invoke(snippet);
            snippet.getClass().getMethod("synthesize").invoke(snippet);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}

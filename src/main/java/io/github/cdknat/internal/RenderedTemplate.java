package io.github.cdknat.internal;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.ISynthesisSession;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.assertions.TemplateParsingOptions;
import software.amazon.awscdk.cxapi.CloudAssemblyBuilder;

/**
 * A stack's template as it is about to be written. Overrides are in it and nowhere else: CDK tells nobody what
 * {@code addPropertyOverride} has set.
 * @param cycle the logical ids of resources that wait for each other, if there are such
 */
record RenderedTemplate(Map<String, Map<String, Object>> resources, List<String> cycle) {
    private static final String CYCLE = "cycle:";

    /** Writes the template only. A stack's own synthesizer notes what it has written, and its artifact is noted in the tree. */
    private static final class Writer extends BootstraplessSynthesizer {
        void write(ISynthesisSession session) {
            synthesizeTemplate(session);
        }
    }

    /** Empty if the stack cannot be rendered: CDK is about to say why. */
    static Optional<RenderedTemplate> of(Stack stack) {
        try {
            Path folder = Files.createTempDirectory("cdk-nat-template");
            try {
                Writer writer = new Writer();
                writer.bind(stack);
                writer.write(into(
                        CloudAssemblyBuilder.Builder.create(folder.toString()).build()));
                return Optional.of(parse(Files.readString(folder.resolve(stack.getTemplateFile()))));
            } finally {
                for (String written : folder.toFile().list()) {
                    Files.delete(folder.resolve(written));
                }
                Files.delete(folder);
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Where a synthesizer writes to. It is asked for nothing else, and a class would have to have setters. */
    private static ISynthesisSession into(CloudAssemblyBuilder files) {
        return (ISynthesisSession) Proxy.newProxyInstance(
                ISynthesisSession.class.getClassLoader(),
                new Class<?>[] {ISynthesisSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAssembly" -> files;
                    case "getOutdir" -> files.getOutdir();
                    default ->
                        method.isDefault()
                                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                                : method.invoke(files, arguments);
                });
    }

    private static RenderedTemplate parse(String json) {
        TemplateParsingOptions withCycles = TemplateParsingOptions.builder()
                .skipCyclicalDependenciesCheck(true)
                .build();
        return new RenderedTemplate(part(Template.fromString(json, withCycles).toJSON(), "Resources"), cycle(json));
    }

    private static List<String> cycle(String json) {
        try {
            Template.fromString(json);
            return List.of();
        } catch (RuntimeException e) {
            String told = String.valueOf(e.getMessage());
            String cycle = told.substring(told.indexOf(CYCLE) + CYCLE.length()).split(":", 2)[0];
            return List.of(cycle.strip().split(" -> "));
        }
    }

    /** The resource as it is rendered. */
    Map<String, Object> resource(CfnElement element) {
        return resources.getOrDefault(logicalId(element), Map.of());
    }

    static String logicalId(CfnElement element) {
        return String.valueOf(element.getStack().resolve(element.getLogicalId()));
    }

    static Map<String, Object> properties(Map<String, Object> resource) {
        return part(resource, "Properties");
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> part(Map<String, Object> whole, String name) {
        return (Map<String, T>) whole.getOrDefault(name, Map.of());
    }
}

package io.github.cdknat.internal;

import java.io.IOException;
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

    /** Where a synthesizer writes to; its components have no names that jsii has for something. */
    private record Session(Path folder, CloudAssemblyBuilder files) implements ISynthesisSession {
        @Override
        public CloudAssemblyBuilder getAssembly() {
            return files;
        }

        @Override
        public void setAssembly(CloudAssemblyBuilder other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getOutdir() {
            return folder.toString();
        }

        @Override
        public void setOutdir(String other) {
            throw new UnsupportedOperationException();
        }
    }

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
                writer.write(new Session(
                        folder,
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

    private static RenderedTemplate parse(String json) {
        TemplateParsingOptions withCycles = TemplateParsingOptions.builder()
                .skipCyclicalDependenciesCheck(true)
                .build();
        return new RenderedTemplate(all(Template.fromString(json, withCycles).toJSON()), cycle(json));
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

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> all(Map<String, Object> template) {
        return (Map<String, Map<String, Object>>) template.getOrDefault("Resources", Map.of());
    }

    /** The resource as it is rendered. */
    Map<String, Object> resource(CfnElement element) {
        return resources.getOrDefault(logicalId(element), Map.of());
    }

    static String logicalId(CfnElement element) {
        return String.valueOf(element.getStack().resolve(element.getLogicalId()));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> properties(Map<String, Object> resource) {
        return (Map<String, Object>) resource.getOrDefault("Properties", Map.of());
    }
}

package io.github.cdknat.rehearsal.template;

import io.github.cdknat.emulator.cloudformation.TemplateText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a stack's template: in a file, or in a cloud assembly such as {@code cdk.out}, with the assemblies of its stages and with
 * nested stacks ("Cloud assembly manifest", aws-cdk-lib/cloud-assembly-schema).
 */
public final class CloudAssembly {
    private static final String STACK = "aws:cloudformation:stack";
    private static final String NESTED = "cdk:cloud-assembly";
    private static final int DEEPEST = 8;
    private static final String OURS = "NatGatewaySecondaryAddresses";

    /** One stack of an assembly, and what it may be called. */
    private record Entry(List<String> names, StackTemplate template) {}

    private final Path root;
    private final List<Entry> entries = new ArrayList<>();

    private CloudAssembly(Path root) {
        this.root = root;
        find(root, 0);
    }

    /**
     * Reads the template.
     *
     * @param path a template in JSON or YAML, what prints one, or the folder of a cloud assembly
     * @param stack which stack of an assembly: its name, its id or its path; may be left out if there is only one with a
     *     construct of this library, and names the stack if the path is a template
     * @throws BadInputException if there is none, or none with such a construct, or more than one and no name
     */
    public static StackTemplate read(Path path, Optional<String> stack) {
        if (Files.isDirectory(path)) {
            return new CloudAssembly(path).chosen(stack);
        }
        String name = path.getFileName().toString().replaceFirst("(\\.template)?\\.[^.]*$", "");
        StackTemplate template = template(path, stack.orElse(name));
        if (!(template.json().get("Resources") instanceof Map)) {
            throw new BadInputException(
                    "Cannot read " + path
                            + ": it is no CloudFormation template (there is no section Resources); pass a synthesized template.");
        }
        return template;
    }

    /** CDK's template of an empty stack has no section Resources; {@code get-template} wraps it, as text if it is YAML. */
    private static StackTemplate template(Path file, String stackName) {
        Object read = json(file);
        Object body = LenientJson.object(read).getOrDefault("TemplateBody", read);
        return new StackTemplate(
                file.toString(),
                stackName.replaceAll("[^A-Za-z0-9-]", "-"),
                LenientJson.object(body instanceof String text ? TemplateText.parsed(text) : body));
    }

    private static Object json(Path file) {
        return Document.read("", file.toString(), "pass a template (JSON or YAML), or a cloud assembly (cdk.out).");
    }

    private StackTemplate chosen(Optional<String> stack) {
        List<StackTemplate> all = entries.stream().map(Entry::template).toList();
        List<StackTemplate> found = entries.stream()
                .filter(entry ->
                        entry.names().contains(stack.orElse(entry.names().get(0))))
                .map(Entry::template)
                .toList();
        if (found.isEmpty() && stack.isPresent()) {
            throw new BadInputException("Cannot find the stack " + stack.get() + " in " + root + ": its stacks are "
                    + listed(all) + "; name one of these with --stack.");
        }
        List<StackTemplate> candidates =
                found.stream().filter(StackTemplate::declares).toList();
        if (found.size() == 1 || stack.isPresent() && (candidates.isEmpty() || candidates.get(0) == found.get(0))) {
            return found.get(0).among(all);
        }
        if (candidates.size() == 1) {
            return candidates.get(0).among(all);
        }
        throw new BadInputException("Cannot choose a stack of " + root + ": "
                + (candidates.isEmpty()
                        ? "none of its stacks has a " + OURS + " (" + listed(all)
                        : candidates.size() + " of its stacks have a " + OURS + " (" + listed(candidates))
                + "); name one with --stack.");
    }

    private static String listed(List<StackTemplate> stacks) {
        return stacks.isEmpty()
                ? "none"
                : String.join(
                        ", ", stacks.stream().map(StackTemplate::stackName).toList());
    }

    private void find(Path folder, int depth) {
        Path manifest = folder.resolve("manifest.json");
        if (!Files.exists(manifest) || depth > DEEPEST) {
            throw new BadInputException("Cannot read " + folder
                    + ": it is no cloud assembly (there is no manifest.json); pass the output folder of cdk synth, or a"
                    + " template in JSON.");
        }
        LenientJson.object(LenientJson.object(json(manifest)).get("artifacts")).forEach((id, value) -> {
            Map<String, Object> artifact = LenientJson.object(value);
            Map<String, Object> properties = LenientJson.object(artifact.get("properties"));
            if (STACK.equals(artifact.get("type"))) {
                String name = String.valueOf(properties.getOrDefault("stackName", id));
                String display = String.valueOf(artifact.getOrDefault("displayName", id));
                StackTemplate template = template(folder.resolve(String.valueOf(properties.get("templateFile"))), name);
                entries.add(new Entry(List.of(name, id, display), template));
                nested(folder, template, List.of(name, id, display), depth);
            } else if (NESTED.equals(artifact.get("type"))) {
                find(folder.resolve(String.valueOf(properties.get("directoryName"))), depth + 1);
            }
        });
    }

    /** CDK writes where a nested stack's template is into the metadata of its resource. */
    private void nested(Path folder, StackTemplate parent, List<String> names, int depth) {
        parent.section("Resources").forEach((id, value) -> {
            Map<String, Object> resource = LenientJson.object(value);
            Object path = LenientJson.object(resource.get("Metadata")).get("aws:asset:path");
            if (!StackTemplate.NESTED.equals(resource.get("Type")) || !(path instanceof String) || depth > DEEPEST) {
                return;
            }
            StackTemplate read = template(folder.resolve(path.toString()), parent.stackName() + "-" + id);
            Map<String, Object> given = LenientJson.object(
                    LenientJson.object(resource.get("Properties")).get("Parameters"));
            StackTemplate child =
                    new StackTemplate(read.source(), read.stackName(), read.json(), given, List.of(parent));
            List<String> called = new ArrayList<>(List.of(child.stackName()));
            called.addAll(names);
            entries.add(new Entry(called, child));
            nested(folder, child, called, depth + 1);
        });
    }
}

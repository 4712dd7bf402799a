package io.github.cdknat.rehearsal.template;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a stack's template: in a file, or in a cloud assembly such as {@code cdk.out}, with the assemblies of its stages
 * ("Cloud assembly manifest", aws-cdk-lib/cloud-assembly-schema).
 */
public final class CloudAssembly {
    private static final String STACK = "aws:cloudformation:stack";
    private static final String NESTED = "cdk:cloud-assembly";
    private static final int DEEPEST = 8;

    /** One stack of an assembly: its ids, and where its template is. */
    private record Entry(String artifactId, String displayName, String stackName, Path template) {
        boolean isCalled(String name) {
            return List.of(artifactId, displayName, stackName).contains(name);
        }
    }

    private CloudAssembly() {}

    /**
     * Reads the template.
     *
     * @param path a template in JSON, or the folder of a cloud assembly
     * @param stack which stack of an assembly: its name, its id or its path; may be left out if there is only one with a
     *     construct of this library, and names the stack if the path is a template
     * @throws BadInputException if there is none, or none with such a construct, or more than one and no name
     */
    public static StackTemplate read(Path path, Optional<String> stack) {
        if (!Files.exists(path)) {
            throw new BadInputException("Cannot read " + path
                    + ": it does not exist; pass a template in JSON or a cloud assembly (cdk.out).");
        }
        return Files.isDirectory(path) ? ofAssembly(path, stack) : ofFile(path, stack);
    }

    private static StackTemplate ofFile(Path file, Optional<String> stack) {
        String name = file.getFileName().toString().replaceFirst("(\\.template)?\\.[^.]*$", "");
        StackTemplate template = template(file, stack.orElse(name));
        if (!(template.json().get("Resources") instanceof Map)) {
            throw new BadInputException(
                    "Cannot read " + file
                            + ": it is no CloudFormation template (there is no section Resources); pass a synthesized template.");
        }
        return template;
    }

    /** CDK's template of an empty stack has no section Resources. */
    private static StackTemplate template(Path file, String stackName) {
        Map<String, Object> json = json(file, "a CloudFormation template");
        return new StackTemplate(file.toString(), stackName.replaceAll("[^A-Za-z0-9-]", "-"), json);
    }

    private static StackTemplate ofAssembly(Path folder, Optional<String> stack) {
        List<Entry> all = entries(folder, 0);
        List<String> names = all.stream().map(Entry::stackName).toList();
        List<StackTemplate> found = all.stream()
                .filter(entry -> stack.filter(name -> !entry.isCalled(name)).isEmpty())
                .map(entry -> template(entry.template(), entry.stackName()))
                .toList();
        if (stack.isPresent() && found.isEmpty()) {
            throw new BadInputException("Cannot find the stack " + stack.get() + " in " + folder + ": its stacks are "
                    + listed(names) + "; name one of these with --stack.");
        }
        List<StackTemplate> candidates = found.stream()
                .filter(one -> !AddressDeclaration.in(one.json()).isEmpty())
                .toList();
        if (found.size() == 1 || stack.isPresent()) {
            return found.get(0);
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new BadInputException(
                candidates.isEmpty()
                        ? "Cannot choose a stack of " + folder
                                + ": none of its stacks has a NatGatewaySecondaryAddresses (" + listed(names)
                                + "); name one with --stack."
                        : "Cannot choose a stack of " + folder + ": " + candidates.size()
                                + " of its stacks have a NatGatewaySecondaryAddresses ("
                                + listed(candidates.stream()
                                        .map(StackTemplate::stackName)
                                        .toList())
                                + "); name one with --stack.");
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static List<Entry> entries(Path folder, int depth) {
        Path manifest = folder.resolve("manifest.json");
        if (!Files.exists(manifest) || depth > DEEPEST) {
            throw new BadInputException("Cannot read " + folder
                    + ": it is no cloud assembly (there is no manifest.json); pass the output folder of cdk synth, or a"
                    + " template in JSON.");
        }
        List<Entry> found = new ArrayList<>();
        LenientJson.object(json(manifest, "a cloud assembly's manifest").get("artifacts"))
                .forEach((id, value) -> {
                    Map<String, Object> artifact = LenientJson.object(value);
                    Map<String, Object> properties = LenientJson.object(artifact.get("properties"));
                    if (STACK.equals(artifact.get("type"))) {
                        found.add(new Entry(
                                id,
                                String.valueOf(artifact.getOrDefault("displayName", id)),
                                String.valueOf(properties.getOrDefault("stackName", id)),
                                folder.resolve(String.valueOf(properties.get("templateFile")))));
                    } else if (NESTED.equals(artifact.get("type"))) {
                        found.addAll(
                                entries(folder.resolve(String.valueOf(properties.get("directoryName"))), depth + 1));
                    }
                });
        return found;
    }

    private static Map<String, Object> json(Path file, String what) {
        try {
            return JSON.std.mapFrom(Files.readString(file));
        } catch (IOException | RuntimeException e) {
            throw new BadInputException("Cannot read " + file + ": it is not JSON, as " + what
                    + " from cdk synth is; pass the .template.json file, or the folder cdk.out.");
        }
    }
}

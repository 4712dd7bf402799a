package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.template.CloudAssembly;
import io.github.cdknat.rehearsal.template.DeployParameters;
import io.github.cdknat.rehearsal.template.StackTemplate;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which stack, and what its caller says beside the template. */
final class StackOptions {
    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description =
                    "The stack: its name, id or path in a cloud assembly; the stack's name if a template is given.")
    private String stack;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value of a parameter of the template; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--import",
            paramLabel = "EXPORT=VALUE",
            description = "The value of another stack's export; may be repeated.")
    private Map<String, String> imports = new LinkedHashMap<>();

    Optional<String> stack() {
        return Optional.ofNullable(stack);
    }

    /** Reads the template and makes it ready. */
    TemplateModel model(StackTemplate template, Optional<String> onlyGateway) {
        return TemplateModel.of(template, new DeployParameters(parameters, imports, onlyGateway));
    }

    StackTemplate read(Path path) {
        return CloudAssembly.read(path, stack());
    }
}

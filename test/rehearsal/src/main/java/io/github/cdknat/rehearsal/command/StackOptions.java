package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.CloudAssembly;
import io.github.cdknat.rehearsal.template.DeployParameters;
import io.github.cdknat.rehearsal.template.StackTemplate;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
            names = {"--value", "--import"},
            paramLabel = "NAME=VALUE",
            description = {
                "A value that only CloudFormation knows; may be repeated. NAME is what messages have between braces,",
                "of an import the export's name is enough."
            })
    private Map<String, String> values = new LinkedHashMap<>();

    Optional<String> stack() {
        return Optional.ofNullable(stack);
    }

    /**
     * Makes templates of one deployment ready.
     *
     * @throws BadInputException if something was said that none of them asks for
     */
    List<TemplateModel> models(
            List<StackTemplate> templates, Optional<String> onlyGateway, DeployParameters.OwnGateways own) {
        parameters.keySet().stream()
                .filter(name -> templates.stream().noneMatch(one -> one.has(name)))
                .findFirst()
                .ifPresent(name -> refuse("--parameter " + name, templates, "has no such parameter"));
        DeployParameters said = new DeployParameters(parameters, values, onlyGateway, own);
        List<TemplateModel> models =
                templates.stream().map(one -> TemplateModel.of(one, said)).toList();
        values.keySet().stream()
                .filter(name -> models.stream().noneMatch(one -> one.used().contains(name)))
                .findFirst()
                .ifPresent(name -> refuse("--value " + name, templates, "asks for no such value"));
        return models;
    }

    private static void refuse(String option, List<StackTemplate> templates, String why) {
        throw new BadInputException("Cannot use " + option + ": "
                + templates.get(templates.size() - 1).source() + " " + why + "; correct it, or leave it out.");
    }

    StackTemplate read(Path path) {
        return CloudAssembly.read(path, stack());
    }
}

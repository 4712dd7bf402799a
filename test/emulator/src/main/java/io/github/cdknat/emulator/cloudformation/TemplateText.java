package io.github.cdknat.emulator.cloudformation;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** JSON, or YAML as CloudFormation reads it: with short forms of intrinsic functions, and dates as text. */
public final class TemplateText {
    private TemplateText() {}

    /** The text's value; null if it is neither. */
    public static Object parsed(String text) {
        try {
            return JSON.std.anyFrom(text);
        } catch (IOException e) {
            LoaderOptions options = new LoaderOptions();
            DumperOptions unused = new DumperOptions();
            try {
                return new Yaml(new ShortForms(options), new Representer(unused), unused, options, new Scalars())
                        .load(text);
            } catch (YAMLException again) {
                return null;
            }
        }
    }

    private static final class ShortForms extends SafeConstructor {
        ShortForms(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String name = node.getTag().getValue().substring(1);
                    return Map.of(name.matches("Ref|Condition") ? name : "Fn::" + name, argument(node));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof MappingNode mapping) {
                return constructMapping(mapping);
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructScalar((ScalarNode) node);
        }
    }

    /** A policy's version is no date here, and an account's id no number. */
    private static final class Scalars extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false|True|False|TRUE|FALSE"), "tTfF");
            addImplicitResolver(Tag.INT, Pattern.compile("0|-?[1-9][0-9]{0,8}"), "-0123456789");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| "), "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}

package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.approvaltests.Approvals;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** What people are told at synthesis; the sentences stand in the approved text. */
class MistakesTest {
    @Test
    void eachIsToldInTheApprovedSentence() {
        Map<String, List<String>> told = new TreeMap<>();
        new Mistakes().all().forEach((name, app) -> told.put(name, told(app)));

        assertThat(told)
                .allSatisfy((name, sentences) -> assertThat(sentences)
                        .as(name)
                        .singleElement()
                        .asString()
                        .startsWith("Invalid "));
        Approvals.verify(told.entrySet().stream()
                .map(mistake -> mistake.getKey() + "\n    " + mistake.getValue().get(0) + "\n")
                .collect(Collectors.joining()));
    }

    /** By the construct, or by CDK when it validates the tree. */
    private static List<String> told(Consumer<Stack> declarations) {
        App app = new App();
        try {
            declarations.accept(new Stack(app, "Stack"));
            app.synth();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        } catch (RuntimeException e) {
            return Pattern.compile("(?m)^  \\[[^]]*] (.*)$")
                    .matcher(e.getMessage().split("\n@jsii")[0])
                    .results()
                    .map(line -> line.group(1))
                    .toList();
        }
    }
}

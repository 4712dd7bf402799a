package io.github.cdknat.emulator.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.emulator.core.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intrinsic functions ("Intrinsic function reference", CloudFormation User Guide). */
class IntrinsicsTest {
    private static final IntrinsicFunctions.Scope SCOPE = new IntrinsicFunctions.Scope() {
        @Override
        public Object ref(String logicalId) {
            return logicalId.equals("List") ? List.of("x", "y") : "ref-" + logicalId;
        }

        @Override
        public Object attribute(String logicalId, String name) {
            return logicalId + "'s " + name;
        }

        @Override
        public Object elsewhere(String function, Object argument) {
            return function + " of " + argument;
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref': 'A'} | ref-A",
                "{'Fn::GetAtt': ['A', 'Outer.Inner']} | A's Outer.Inner",
                "{'Fn::GetAtt': 'A.Outer.Inner'} | A's Outer.Inner",
                "{'Fn::Sub': '${A} and ${A.Arn}, not ${!A}, ${AWS::Region}'} | ref-A and A's Arn, not ${A}, ref-AWS::Region",
                "{'Fn::Sub': ['${V}-${A}', {'V': {'Ref': 'B'}}]} | ref-B-ref-A",
                "{'Fn::Join': ['-', ['a', {'Ref': 'A'}, 'c']]} | a-ref-A-c",
                "{'Fn::Join': ['', {'Fn::Split': ['/', 'a/b/c']}]} | abc",
                "{'Fn::Join': [',', {'Ref': 'List'}]} | x,y",
                "{'Fn::Select': ['1', ['a', {'Ref': 'A'}]]} | ref-A",
                "{'Fn::Select': [2, {'Fn::Split': ['/', {'Fn::Sub': 'a/b/${A}'}]}]} | ref-A"
            })
    void areResolved(String expression, String expected) {
        assertThat(new IntrinsicFunctions(SCOPE).of(Json.object(expression.replace('\'', '"'))))
                .isEqualTo(expected);
    }

    @Test
    void areResolvedWhereverTheyStand() {
        Object value = Json.object("{\"a\": [{\"b\": {\"Ref\": \"A\"}}, 5], \"Ref\": \"plain\"}");
        assertThat(new IntrinsicFunctions(SCOPE).of(value))
                .isEqualTo(Map.of("a", List.of(Map.of("b", "ref-A"), 5), "Ref", "plain"));
    }

    @Test
    void refusesFunctionsThatAreNotKnown() {
        assertThat(failure("'A': {'Type': 'Custom::X', 'Properties': {'V': {'Fn::Base64': 'x'}}}"))
                .isEqualTo("The embedded CloudFormation does not know Fn::Base64");
    }

    @Test
    void tellWhatTheyReferTo() {
        Set<String> found = new LinkedHashSet<>();
        IntrinsicFunctions.references(
                Json.object("{\"a\": {\"Ref\": \"A\"}, \"b\": [{\"Fn::GetAtt\": [\"B\", \"x\"]}, {\"Fn::Sub\":"
                        + " \"${C} ${D.x} ${!E}\"}], \"c\": {\"Fn::Sub\": [\"${V}\", {\"V\": {\"Ref\": \"F\"}}]}}"),
                found);
        assertThat(found).contains("A", "B", "C", "D", "F").doesNotContain("E");
    }

    @Test
    void refusesTemplateSectionsThatAreNotKnown() {
        assertThatThrownBy(() -> Template.of(Map.of("Resources", Map.of(), "Transform", "X")))
                .hasMessage("The embedded CloudFormation does not know the section Transform");
    }

    @Test
    void failsWhenATemplateRefersToNothing() {
        assertThat(failure("'A': {'Type': 'Custom::X', 'Properties': {'V': {'Ref': 'Nothing'}}}"))
                .isEqualTo("Template refers to Nothing, which is not there");
        assertThat(failure("'A': {'Type': 'Custom::X'}, 'B': {'Type': 'Custom::X', 'Properties': {'V': {'Fn::GetAtt':"
                        + " ['A', 'Nothing']}}}"))
                .isEqualTo("A has no attribute Nothing");
    }

    /** Why the first resource of such a stack fails. */
    private static String failure(String resources) {
        ScriptedProvider deployments = new ScriptedProvider();
        Stack stack = deployments.deploy("{'Resources': {" + resources + "}}");
        return stack.events().stream()
                .filter(event -> event.status().equals("CREATE_FAILED"))
                .map(Stack.Event::reason)
                .findFirst()
                .orElse("");
    }
}

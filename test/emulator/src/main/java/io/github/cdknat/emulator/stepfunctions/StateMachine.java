package io.github.cdknat.emulator.stepfunctions;

import java.util.Map;

/**
 * A state machine as it was created.
 *
 * @param substitutions what stands for {@code ${name}} in a task's Resource (DefinitionSubstitutions)
 */
record StateMachine(
        String name, String arn, StateMachineDefinition definition, Map<String, String> substitutions, String roleArn) {
    String substituted(String text) {
        String result = text;
        for (Map.Entry<String, String> entry : substitutions.entrySet()) {
            result = result.replace("${" + entry.getKey() + "}", entry.getValue());
        }
        return result;
    }
}

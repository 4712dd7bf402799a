package io.github.cdknat.rehearsal.template;

import java.util.Map;

/**
 * A template as it was synthesized.
 *
 * @param source the file it was read from, as messages name it
 * @param stackName the stack's name
 * @param json the template's sections
 */
public record StackTemplate(String source, String stackName, Map<String, Object> json) {}

package io.github.cdknat.emulator.lambda;

import java.util.Map;

/**
 * A deployed function.
 *
 * @param handler for example {@code io.github.cdknat.handler.Converge::handleRequest}
 * @param memoryMegabytes what its time is paid by; Lambda's default is 128
 */
public record FunctionConfiguration(
        String name,
        String arn,
        String handler,
        String roleArn,
        Map<String, String> environment,
        int timeoutSeconds,
        int memoryMegabytes) {}

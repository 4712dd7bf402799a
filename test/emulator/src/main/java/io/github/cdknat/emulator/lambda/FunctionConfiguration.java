package io.github.cdknat.emulator.lambda;

import java.util.Map;

/**
 * A deployed function.
 *
 * @param handler for example {@code io.github.cdknat.handler.Converge::handleRequest}
 * @param memoryMegabytes what its time is paid by; Lambda's default is 128
 * @param runtime for example {@code java25}; empty for one that the host runs
 * @param code where its code is in S3, bucket and key; empty for what the host has
 * @param logGroup where its lines go
 */
public record FunctionConfiguration(
        String name,
        String arn,
        String handler,
        String roleArn,
        Map<String, String> environment,
        int timeoutSeconds,
        int memoryMegabytes,
        String runtime,
        String code,
        String logGroup) {}

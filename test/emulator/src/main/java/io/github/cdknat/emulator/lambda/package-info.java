/**
 * Lambda: functions, synchronous and asynchronous invocation, and where their code runs.
 *
 * <p>A function's code is known only through {@link io.github.cdknat.emulator.lambda.FunctionHost}.
 */
package io.github.cdknat.emulator.lambda;

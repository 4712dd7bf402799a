/** Step Functions: an interpreter of the Amazon States Language, StartExecution and ListExecutions. */
package io.github.cdknat.emulator.stepfunctions;

/** Step Functions: starts executions, and lists them. */
package io.github.cdknat.handler.stepfunctions;

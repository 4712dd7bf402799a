/** The two functions: OnEvent takes CloudFormation's events, Converge makes one pass of an execution. */
package io.github.cdknat.handler;

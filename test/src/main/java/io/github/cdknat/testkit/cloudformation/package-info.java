/**
 * CloudFormation: applies synthesized templates, speaks to custom resources, and answers the describe calls.
 *
 * <p>Every step is an event on the virtual clock. Where AWS's behaviour is not documented there is a switch in {@link
 * io.github.cdknat.testkit.cloudformation.CloudFormationSwitches}.
 */
package io.github.cdknat.testkit.cloudformation;

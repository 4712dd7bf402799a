/**
 * CloudFormation: deploys synthesized templates, speaks to custom resources, and answers the describe calls.
 *
 * <p>Every step is an event on the virtual clock. Where AWS's behaviour is not documented there is an option in {@link
 * io.github.cdknat.emulator.cloudformation.CloudFormationOptions}.
 */
package io.github.cdknat.emulator.cloudformation;

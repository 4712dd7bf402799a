/** Scenarios: stacks on the emulator, deployed as a person would, and the full text of what CloudFormation shows. */
package io.github.cdknat.acceptance.scenario;

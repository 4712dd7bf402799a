/** An AWS account on this machine: the services wired to each other, and CloudFormation's resource types wired to the services. */
package io.github.cdknat.emulator;

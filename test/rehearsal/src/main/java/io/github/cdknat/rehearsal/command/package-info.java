/** The command line {@code test/cdk-nat}: what a deployment of any stack would do, before it is made. */
package io.github.cdknat.rehearsal.command;

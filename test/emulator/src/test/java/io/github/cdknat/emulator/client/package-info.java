/** Clients of an emulated service for its contract tests: in process, and the AWS SDK over HTTP. */
package io.github.cdknat.emulator.client;

/** Clients that are not ours, against the emulator over HTTP. */
package io.github.cdknat.acceptance.client;

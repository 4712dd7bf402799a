/** The event: parsed once, at the edge, into a request, or refused in one sentence. */
package io.github.cdknat.handler.event;

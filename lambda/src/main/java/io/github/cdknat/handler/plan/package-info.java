/**
 * Planning: from request, journal and observation to the next step, by pure functions.
 *
 * <p>Nothing here reads a clock, does I/O, logs, or imports anything but {@code java.*}. The same world gives the same
 * plan, whatever order its parts come in.
 */
package io.github.cdknat.handler.plan;

/**
 * Values: what the event asks for, what AWS shows, and what the execution remembers.
 *
 * <p>Immutable, and nothing here imports anything but {@code java.*}.
 */
package io.github.cdknat.handler.model;

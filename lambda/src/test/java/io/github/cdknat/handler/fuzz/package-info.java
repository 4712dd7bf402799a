/** Malformed and hostile input: events, journals, and what AWS replies, mutated from a small corpus by a seed. */
package io.github.cdknat.handler.fuzz;

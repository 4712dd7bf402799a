/**
 * Malformed and hostile input: events, journals, and what AWS replies. Mutated from a small corpus, by a seed; see docs/laws.md,
 * "Fuzzing".
 */
package io.github.cdknat.handler.fuzz;

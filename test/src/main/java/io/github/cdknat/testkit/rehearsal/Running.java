package io.github.cdknat.testkit.rehearsal;

import java.time.Instant;

/**
 * A deployment that has begun.
 *
 * @param stack the stack's name
 * @param title what the closing table calls it
 */
record Running(String stack, String title, Instant begin) {}

package io.github.cdknat.rehearsal.demo;

import java.time.Instant;

/**
 * A deployment that has begun.
 *
 * @param stack the stack's name
 * @param title what the summary table calls it
 */
record RunningDeployment(String stack, String title, Instant begin) {}

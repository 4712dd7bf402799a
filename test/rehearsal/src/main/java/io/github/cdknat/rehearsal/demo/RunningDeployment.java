package io.github.cdknat.rehearsal.demo;

import java.time.Instant;

/**
 * A deployment that has begun.
 *
 * @param stack the stack's name
 */
record RunningDeployment(String stack, Instant begin) {}

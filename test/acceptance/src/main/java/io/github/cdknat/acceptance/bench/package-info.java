/**
 * Benchmarks: this construct beside what people use instead, as ratios, made in one run on one machine.
 *
 * <p>What is in virtual time is the same on every machine. What is measured on the wall's clock or in processor time is never
 * asserted, only compared with what ran in between.
 */
package io.github.cdknat.acceptance.bench;

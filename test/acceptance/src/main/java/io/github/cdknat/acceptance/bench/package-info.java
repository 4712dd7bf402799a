/** Benchmarks: this construct beside what people use instead, in virtual time, which is the same on every machine. */
package io.github.cdknat.acceptance.bench;

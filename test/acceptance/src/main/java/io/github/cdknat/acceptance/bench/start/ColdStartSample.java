package io.github.cdknat.acceptance.bench.start;

/**
 * One cold start.
 *
 * @param wall milliseconds from the process's start to the first answered EC2 call, or to the answer of a handler that makes none
 * @param processor milliseconds of processor time that it used until then
 * @param peak megabytes of memory at most (VmHWM)
 */
public record ColdStartSample(double wall, double processor, double peak) {}

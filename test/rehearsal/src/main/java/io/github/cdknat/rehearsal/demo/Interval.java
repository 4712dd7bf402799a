package io.github.cdknat.rehearsal.demo;

import java.time.Instant;

/** A period of virtual time, from its begin to its end, which is not part of it. */
record Interval(Instant begin, Instant end) {}

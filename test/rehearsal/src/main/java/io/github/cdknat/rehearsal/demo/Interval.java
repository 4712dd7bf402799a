package io.github.cdknat.rehearsal.demo;

import java.time.Duration;
import java.time.Instant;

/** A period of virtual time, from its begin to its end, which is not part of it. */
record Interval(Instant begin, Instant end) {
    Duration length() {
        return Duration.between(begin, end);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(begin) && moment.isBefore(end);
    }
}

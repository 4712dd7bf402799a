package io.github.cdknat.rehearsal.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A period of virtual time, from its begin to its end, which is not part of it. */
record Interval(Instant begin, Instant end) {
    Duration length() {
        return Duration.between(begin, end);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(begin) && moment.isBefore(end);
    }

    /** How long it is altogether, what overlaps counted once. */
    static Duration length(List<Interval> intervals) {
        return merged(intervals).stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The parts of the intervals that lie within others. */
    static List<Interval> common(List<Interval> intervals, List<Interval> others) {
        List<Interval> common = new ArrayList<>();
        for (Interval one : merged(intervals)) {
            for (Interval other : merged(others)) {
                Instant begin = later(one.begin, other.begin);
                Instant end = later(one.end, other.end).equals(one.end) ? other.end : one.end;
                if (begin.isBefore(end)) {
                    common.add(new Interval(begin, end));
                }
            }
        }
        return common;
    }

    private static List<Interval> merged(List<Interval> intervals) {
        List<Interval> merged = new ArrayList<>();
        for (Interval interval :
                intervals.stream().sorted(Comparator.comparing(Interval::begin)).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && !interval.begin.isAfter(merged.get(last).end)) {
                Interval before = merged.get(last);
                merged.set(last, new Interval(before.begin, later(before.end, interval.end)));
            } else {
                merged.add(interval);
            }
        }
        return merged;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package io.github.cdknat.testkit.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of virtual time, from its begin to its end, which is not part of it. */
record Span(Instant begin, Instant end) {
    Duration length() {
        return Duration.between(begin, end);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(begin) && moment.isBefore(end);
    }

    /** How long it is altogether, what overlaps counted once. */
    static Duration length(List<Span> spans) {
        return merged(spans).stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The parts of the spans that lie within others. */
    static List<Span> common(List<Span> spans, List<Span> others) {
        List<Span> common = new ArrayList<>();
        for (Span one : merged(spans)) {
            for (Span other : merged(others)) {
                Instant begin = later(one.begin, other.begin);
                Instant end = later(one.end, other.end).equals(one.end) ? other.end : one.end;
                if (begin.isBefore(end)) {
                    common.add(new Span(begin, end));
                }
            }
        }
        return common;
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::begin)).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && !span.begin.isAfter(merged.get(last).end)) {
                Span before = merged.get(last);
                merged.set(last, new Span(before.begin, later(before.end, span.end)));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

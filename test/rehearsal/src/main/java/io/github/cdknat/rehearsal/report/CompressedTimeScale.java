package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a second lies on the page. Stretches in which nothing changes are drawn shorter than they are: up to {@value #SHORT} s in
 * proportion, beyond that with the logarithm; those longer than {@value #FOLD} s are marked as folded.
 */
final class CompressedTimeScale {
    private static final double SHORT = 12;
    private static final double STRETCH = 16;
    private static final double FOLD = 60;

    /** A period that is drawn much shorter than it is. */
    record Fold(double from, double to) {}

    private final double left;
    private final double width;
    private final List<Double> stops;
    private final List<Double> offsets = new ArrayList<>();

    CompressedTimeScale(DeploymentRecording recording, double left, double right) {
        this.left = left;
        this.width = right - left;
        this.stops = List.copyOf(stops(recording));
        double sum = 0;
        offsets.add(0.0);
        for (int i = 1; i < stops.size(); i++) {
            sum += drawn(stops.get(i) - stops.get(i - 1));
            offsets.add(sum);
        }
    }

    private static TreeSet<Double> stops(DeploymentRecording recording) {
        TreeSet<Double> stops = new TreeSet<>(List.of(0.0, Math.max(1, recording.seconds())));
        recording.phases().forEach(phase -> stops.add(phase.from()));
        recording.requests().forEach(request -> stops.addAll(List.of(request.from(), request.to())));
        recording
                .gateways()
                .forEach(gateway -> gateway.lanes()
                        .forEach(lane ->
                                lane.periods().forEach(period -> stops.addAll(List.of(period.from(), period.to())))));
        return stops;
    }

    private static double drawn(double seconds) {
        return seconds <= SHORT ? seconds : SHORT + STRETCH * Math.log(seconds / SHORT);
    }

    double x(double second) {
        int i = 1;
        while (i < stops.size() - 1 && stops.get(i) < second) {
            i++;
        }
        double share = (second - stops.get(i - 1)) / (stops.get(i) - stops.get(i - 1));
        double offset = offsets.get(i - 1) + Math.min(1, Math.max(0, share)) * (offsets.get(i) - offsets.get(i - 1));
        return left + width * offset / offsets.get(offsets.size() - 1);
    }

    /** When something changes. */
    List<Double> stops() {
        return stops;
    }

    List<Fold> folds() {
        List<Fold> folds = new ArrayList<>();
        for (int i = 1; i < stops.size(); i++) {
            if (stops.get(i) - stops.get(i - 1) > FOLD) {
                folds.add(new Fold(stops.get(i - 1), stops.get(i)));
            }
        }
        return folds;
    }
}

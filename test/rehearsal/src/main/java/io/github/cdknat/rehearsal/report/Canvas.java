package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;

/**
 * What a timeline is drawn on, in pixels: a wide canvas has its labels beside the rows, a narrow one above them.
 *
 * @param id what the ids of the timeline's parts begin with
 * @param left where the time begins
 * @param right where the time ends
 */
record Canvas(String id, boolean isWide, double width, double left, double right, CompressedTimeScale scale) {
    /** Where the rows begin: the axis is above them. */
    static final double TOP = 34;

    /** About how wide a letter of the small text is. */
    private static final double LETTER = 7.3;

    static Canvas wide(DeploymentRecording recording, String id) {
        return new Canvas(id, true, 1040, 172, 936, new CompressedTimeScale(recording, 172, 936));
    }

    static Canvas narrow(DeploymentRecording recording, String id) {
        return new Canvas(id, false, 350, 2, 348, new CompressedTimeScale(recording, 2, 348));
    }

    /** Where a second of the deployment lies. */
    double x(double second) {
        return scale.x(second);
    }

    /** About how long these words are in the small text. */
    static double lengthOf(String words) {
        return words.length() * LETTER;
    }
}

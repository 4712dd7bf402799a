package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;

/** What a drawing is made on, in pixels: a wide sheet has its labels beside the rows, a narrow one above them. */
final class Canvas {
    /** Where the rows begin: the axis is above them. */
    static final double TOP = 34;

    /** About how wide a letter of the small text is. */
    private static final double LETTER = 7.3;

    private final String id;
    private final boolean isWide;
    private final double width;
    private final double left;
    private final double right;
    private final CompressedTimeScale scale;

    private Canvas(DeploymentRecording recording, String id, boolean isWide) {
        this.id = id;
        this.isWide = isWide;
        this.width = isWide ? 1040 : 350;
        this.left = isWide ? 172 : 2;
        this.right = isWide ? 936 : 348;
        this.scale = new CompressedTimeScale(recording, left, right - left);
    }

    static Canvas wide(DeploymentRecording recording, String id) {
        return new Canvas(recording, id, true);
    }

    static Canvas narrow(DeploymentRecording recording, String id) {
        return new Canvas(recording, id, false);
    }

    /** About how long these words are in the small text. */
    static double lengthOf(String words) {
        return words.length() * LETTER;
    }

    /** What the ids of the drawing's parts begin with. */
    String id() {
        return id;
    }

    boolean isWide() {
        return isWide;
    }

    double width() {
        return width;
    }

    /** Where the time begins. */
    double left() {
        return left;
    }

    /** Where the time ends. */
    double right() {
        return right;
    }

    CompressedTimeScale scale() {
        return scale;
    }
}

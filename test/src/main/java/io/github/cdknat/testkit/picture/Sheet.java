package io.github.cdknat.testkit.picture;

import io.github.cdknat.testkit.play.Recording;

/** What a drawing is made on, in pixels: a wide sheet has its labels beside the rows, a narrow one above them. */
final class Sheet {
    /** Where the rows begin: the axis is above them. */
    static final double TOP = 34;

    /** About how wide a letter of the small text is. */
    private static final double LETTER = 7.3;

    private final String id;
    private final boolean isWide;
    private final double width;
    private final double left;
    private final double right;
    private final Scale scale;

    private Sheet(Recording recording, String id, boolean isWide) {
        this.id = id;
        this.isWide = isWide;
        this.width = isWide ? 1040 : 350;
        this.left = isWide ? 172 : 2;
        this.right = isWide ? 936 : 348;
        this.scale = new Scale(recording, left, right - left);
    }

    static Sheet wide(Recording recording, String id) {
        return new Sheet(recording, id, true);
    }

    static Sheet narrow(Recording recording, String id) {
        return new Sheet(recording, id, false);
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

    Scale scale() {
        return scale;
    }
}

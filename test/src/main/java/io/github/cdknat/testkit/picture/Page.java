package io.github.cdknat.testkit.picture;

import io.github.cdknat.testkit.play.Play;

/** The page. */
public final class Page {
    private Page() {}

    public static String of(String stack, boolean update, Play play) {
        return "";
    }
}

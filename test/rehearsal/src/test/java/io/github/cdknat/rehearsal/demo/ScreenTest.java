package io.github.cdknat.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final String LONG = "making sure that no earlier request of the resource is running; again in 5 s";

    @Test
    void aLongTextGoesOnBelowItself() {
        CapturedScreen shown = CapturedScreen.plain(72);
        shown.screen.print("  00:12  ", Paint.ASIDE, LONG);
        assertThat(shown.text()).isEqualTo("""
                          00:12  making sure that no earlier request of the resource is running;
                                 again in 5 s
                        """);
    }

    @Test
    void aWordThatIsLongerThanALineIsCut() {
        assertThat(Screen.wrap("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 20))
                .containsExactly("UPDATE_COMPLETE_CLEA", "NUP_IN_PROGRESS");
    }

    @Test
    void aFileHasNeitherColoursNorProgress() {
        CapturedScreen shown = CapturedScreen.plain(80);
        shown.screen.progress("  00:12  ...");
        shown.screen.print("", Paint.GOOD, "kept");
        assertThat(shown.text()).isEqualTo("kept\n");
    }

    @Test
    void aTerminalHasColoursAndALineThatGivesWay() {
        CapturedScreen shown = CapturedScreen.terminal(80);
        shown.screen.progress("  00:12  ...");
        shown.screen.print("", Paint.GOOD, "kept");
        assertThat(shown.text())
                .isEqualTo("\r\u001b[K\u001b[2m  00:12  ...\u001b[0m\r\u001b[K\u001b[32mkept\u001b[0m\n");
    }

    @Test
    void whoWantsNoColoursGetsProgressAllTheSame() {
        CapturedScreen shown = CapturedScreen.colourless(80);
        shown.screen.progress("  00:12  ...");
        shown.screen.print("", Paint.GOOD, "kept");
        assertThat(shown.text()).isEqualTo("\r\u001b[K  00:12  ...\r\u001b[Kkept\n");
    }

    @Test
    void progressNeverWraps() {
        CapturedScreen shown = CapturedScreen.colourless(72);
        shown.screen.progress(LONG);
        assertThat(shown.text()).isEqualTo("\r\u001b[K" + LONG.substring(0, 71));
    }
}

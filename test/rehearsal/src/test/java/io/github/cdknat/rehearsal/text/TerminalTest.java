package io.github.cdknat.rehearsal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.rehearsal.text.Terminal.Tone;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {
    @Test
    void aLongTextGoesOnBelowItself() {
        CapturedTerminal shown = CapturedTerminal.plain(72);
        shown.terminal.print(
                "  00:12  ",
                Tone.ASIDE,
                "making sure that no earlier request of the resource is running; again in 5 s");
        assertThat(shown.text()).isEqualTo("""
                          00:12  making sure that no earlier request of the resource is running;
                                 again in 5 s
                        """);
    }

    @Test
    void aWordThatIsLongerThanALineIsCut() {
        CapturedTerminal shown = CapturedTerminal.plain(72);
        shown.terminal.print(" ".repeat(52), Tone.PLAIN, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        assertThat(shown.text().lines().map(String::strip)).containsExactly("UPDATE_COMPLETE_CLEA", "NUP_IN_PROGRESS");
    }

    @Test
    void aFileHasNeitherColoursNorProgress() {
        CapturedTerminal shown = CapturedTerminal.plain(80);
        printBelowABar(shown);
        assertThat(shown.text()).isEqualTo("kept\n");
    }

    @Test
    void aTerminalHasColoursAndABarThatGivesWay() {
        CapturedTerminal shown = CapturedTerminal.coloured(80);
        printBelowABar(shown);
        assertThat(shown.text())
                .contains("\r\u001b[Kdrain  36% [", "127/350", "10.0.1.20 drains")
                .contains("\r\u001b[K\u001b[32mkept\u001b[39m\u001b[0m\n");
    }

    @Test
    void whoWantsNoColoursGetsProgressAllTheSame() {
        CapturedTerminal shown = new CapturedTerminal(80, Ansi.OFF, true);
        printBelowABar(shown);
        assertThat(shown.text()).contains("\r\u001b[Kdrain  36% [", "\r\u001b[Kkept\n");
    }

    @Test
    void aBarNeverWraps() {
        CapturedTerminal shown = new CapturedTerminal(72, Ansi.OFF, true);
        try (ProgressBar bar = shown.terminal.progressBar("drain", 350)) {
            bar.setExtraMessage("x".repeat(100)).refresh();
        }
        assertThat(shown.text().split("\r\u001b\\[K")).allMatch(line -> line.length() < 72);
    }

    private static void printBelowABar(CapturedTerminal shown) {
        try (ProgressBar bar = shown.terminal.progressBar("drain", 350)) {
            bar.stepTo(127).setExtraMessage("10.0.1.20 drains").refresh();
            shown.terminal.print("", Tone.GOOD, "kept");
        }
    }
}

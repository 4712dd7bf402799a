package io.github.cdknat.rehearsal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.rehearsal.text.Terminal.Tone;
import org.junit.jupiter.api.Test;

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
    void aTextGoesBelowAHeadThatLeavesNoRoom() {
        CapturedTerminal shown = CapturedTerminal.plain(72);
        shown.terminal.print("x".repeat(80) + " ", Tone.PLAIN, "CREATE_COMPLETE");
        assertThat(shown.text()).isEqualTo("x".repeat(80) + "\n         CREATE_COMPLETE\n");
    }

    @Test
    void aTerminalHasColoursAndAFileHasNone() {
        CapturedTerminal shown = CapturedTerminal.coloured(80);
        shown.terminal.print("", Tone.GOOD, "kept");
        assertThat(shown.text()).isEqualTo("\u001b[32mkept\u001b[39m\u001b[0m\n");
        CapturedTerminal file = CapturedTerminal.plain(80);
        file.terminal.print("", Tone.GOOD, "kept");
        assertThat(file.text()).isEqualTo("kept\n");
    }
}

package io.github.cdknat.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void escapesTextAndAttributes() {
        assertThat(new Markup()
                        .element("p", "a < b & \"c\"", "title", "\"a\" < b")
                        .toString())
                .isEqualTo("<p title=\"&quot;a&quot; &lt; b\">a &lt; b &amp; \"c\"</p>");
    }

    @Test
    void closesAnEmptyElementAlsoAtTheEnd() {
        assertThat(new Markup().line("cap", 1, 2.25, 3, 4).toString())
                .isEqualTo("<line class=\"cap\" x1=\"1\" y1=\"2.3\" x2=\"3\" y2=\"4\"/>");
    }

    @Test
    void appendsInsideTheElementThatIsOpen() {
        assertThat(new Markup()
                        .start("svg")
                        .append(new Markup().line("tick", 1, 2, 3, 4))
                        .append(new Markup().label("axis", 5, 6, ""))
                        .end()
                        .toString())
                .isEqualTo("<svg><line class=\"tick\" x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\"/>"
                        + "<text class=\"axis\" x=\"5\" y=\"6\"></text></svg>");
    }
}

package io.github.cdknat.acceptance.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BarChartTest {
    private final BarChart chart = new BarChart("Time & more", "seconds")
            .bar("us", 10, "10 s", true)
            .bar("<they>", 20, "20 s", false)
            .bar("none", -3, "fails", false);

    @Test
    void isWellFormedWhateverTheLabels() throws Exception {
        assertThat(parsed().getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("Time & more");
    }

    @Test
    void theLongestBarHasAllTheRoomAndTheOthersTheirShare() throws Exception {
        double ours = width(1);
        double theirs = width(2);
        assertThat(ours).isEqualTo(theirs / 2);
    }

    @Test
    void aFigureBelowZeroIsAStroke() throws Exception {
        assertThat(width(3)).isEqualTo(2);
    }

    @Test
    void isReadableOnADarkGround() {
        assertThat(chart.svg()).contains("prefers-color-scheme:dark");
    }

    /** The first one is the ground. */
    private double width(int bar) throws Exception {
        return Double.parseDouble(
                ((Element) parsed().getElementsByTagName("rect").item(bar)).getAttribute("width"));
    }

    private Document parsed() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
    }
}

package io.github.cdknat.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdknat.example.ExampleStack;
import io.github.cdknat.rehearsal.offline.GatewayStateFile;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.template.DeployParameters;
import io.github.cdknat.rehearsal.template.StackTemplate;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.simulation.ExampleTemplates;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a person gets it: what it says, and what a real browser makes of it. */
class HtmlReportTest {
    private static final String GATEWAY = "nat-0123456789abcdef0";
    private static final int SERVING = 0x0b7a75;
    private static final int DRAINING = 0xb25a00;
    private static final int PHONE = 390;

    @TempDir
    static Path folder;

    private static String html;
    private static Path page;

    @TempDir
    Path own;

    private Optional<Browser> browser;

    @BeforeAll
    static void draw() throws IOException {
        OfflineDeployment deployment = OfflineDeployment.of(
                Optional.of(template(List.of("10.0.1.20", "10.0.1.21"), "1")),
                template(List.of("10.0.1.21", "10.0.1.30"), "2"),
                Optional.of(new GatewayStateFile(
                        "here",
                        Map.of(
                                GATEWAY,
                                Map.of(
                                        "subnet",
                                        "10.0.1.0/24",
                                        "addresses",
                                        List.of("10.0.1.4", "10.0.1.20", "10.0.1.21", "10.0.1.50"))))),
                Optional.empty());
        html = HtmlReport.of(template(List.of(), "3"), true, deployment);
        page = Files.writeString(folder.resolve("page.html"), html);
    }

    @BeforeEach
    void open() {
        browser = Browser.find(own);
    }

    @Test
    void hasALaneForEachAddressAndSaysWhatItIs() {
        assertThat(html)
                .contains("10.0.1.20 (removed) drains until ")
                .contains("10.0.1.21 (kept) serves until ")
                .contains("10.0.1.30 (added) is assigned until ")
                .contains("10.0.1.4 (primary) serves until ")
                .contains("10.0.1.50 (not this stack's) serves until ")
                .contains("4 addresses serve until ", "220,000 connections to one destination");
    }

    @Test
    void saysAllInWordsToo() {
        assertThat(html)
                .contains("<caption>As it is</caption>", "<caption>If something fails at its end</caption>")
                .contains("<td>10.0.1.20 unassigning: drain begins, up to 350 s</td>")
                .contains("<tr class=\"trouble\">");
    }

    @Test
    void everyPartThatSpeaksCanBeFocused() {
        long speaking = count("data-say=");
        assertThat(speaking).isGreaterThan(30);
        assertThat(count("class=\"m\" tabindex=\"0\" role=\"img\" aria-label=")).isEqualTo(speaking);
    }

    @Test
    void isTheSameEveryTime() throws IOException {
        String before = html;
        draw();
        assertThat(html).isEqualTo(before);
    }

    @Test
    void aBrowserShowsItInLightWithoutAComplaint() throws IOException {
        Browser chromium = chromium();
        Path file = own.resolve("light.png");
        chromium.screenshot(page, file, 1180, 1800);
        assertThat(colours(file)).contains(SERVING, DRAINING, 0xfcfcfa).hasSizeGreaterThan(40);
        assertThat(chromium.complaints(page)).isEmpty();
    }

    @Test
    void aBrowserShowsItInDark() throws IOException {
        Path file = own.resolve("dark.png");
        Path dark = Files.writeString(
                own.resolve("dark.html"),
                "<body style='margin:0'><iframe style='border:0;width:1180px;height:1800px;color-scheme:dark' src='"
                        + page.toUri() + "'></iframe>");
        chromium().screenshot(dark, file, 1180, 1800);
        assertThat(colours(file)).contains(0x0f141a, 0x3cc4b4, 0xf2a65a);
    }

    /** A frame of a phone's width reports how wide its content is, and what the readout says when a drain has the focus. */
    @Test
    void aBrowserFitsItToAPhoneAndTellsWhatHasTheFocus() throws IOException {
        Path frame = Files.writeString(
                own.resolve("frame.html"),
                "<body><iframe id='f' style='border:0;width:" + PHONE + "px;height:3000px' src='" + page.toUri()
                        + "'></iframe><p id='p'></p><script>document.getElementById('f').onload = function () {"
                        + "var d = this.contentDocument;"
                        + "var m = [...d.querySelectorAll('svg.narrow [data-say*=\"drains until\"]')][0];"
                        + "m.focus(); m.dispatchEvent(new Event('focusin', {bubbles: true}));"
                        + "document.getElementById('p').textContent = 'width=' + d.documentElement.scrollWidth + ' wide='"
                        + " + getComputedStyle(d.querySelector('svg.wide')).display + ' narrow='"
                        + " + getComputedStyle(d.querySelector('svg.narrow')).display + ' says='"
                        + " + d.querySelector('.readout').textContent;};</script>");
        Matcher report = Pattern.compile("width=(\\d+) wide=(\\w+) narrow=(\\w+) says=([^<]+)</p>")
                .matcher(chromium().document(frame));
        assertThat(report.find()).isTrue();
        assertThat(Integer.parseInt(report.group(1))).isLessThanOrEqualTo(PHONE);
        assertThat(report.group(2) + " " + report.group(3)).isEqualTo("none block");
        assertThat(report.group(4)).contains("10.0.1.20 (removed) drains until ");
    }

    /** Of both drawings: the wide one, which is hidden in a narrow frame, is measured in a wide one. */
    @ParameterizedTest
    @ValueSource(ints = {PHONE, 1180})
    void aBrowserFindsNoLabelThatTouchesAnother(int width) throws IOException {
        Path frame = Files.writeString(
                own.resolve("labels.html"),
                "<body><iframe id='f' style='border:0;width:" + width + "px;height:3000px' src='" + page.toUri()
                        + "'></iframe><p id='p'></p><script>document.getElementById('f').onload = function () {"
                        + "var touching = [], all = [...this.contentDocument.querySelectorAll('svg .label, svg .note')]"
                        + ".map(t => [t.textContent, t.getBoundingClientRect()]).filter(t => t[1].width > 0);"
                        + "all.forEach((a, i) => all.slice(0, i).forEach(b => { if (a[1].left < b[1].right && b[1].left < a[1].right"
                        + " && a[1].top + 2 < b[1].bottom && b[1].top + 2 < a[1].bottom) touching.push(a[0] + ' ' + b[0]); }));"
                        + "document.getElementById('p').textContent = all.length + ' labels, touching: ' + touching;};</script>");
        assertThat(chromium().document(frame)).containsPattern("<p id=\"p\">[1-9][0-9]+ labels, touching: </p>");
    }

    @Test
    void aBrowserPrintsIt() throws IOException {
        Path file = own.resolve("page.pdf");
        chromium().print(page, file);
        assertThat(Files.size(file)).isGreaterThan(20_000);
    }

    private Browser chromium() {
        assumeTrue(browser.isPresent(), "no Chromium on this machine");
        return browser.get();
    }

    private static TemplateModel template(List<String> addresses, String note) {
        ExampleStack.Parameters parameters =
                ExampleStack.Parameters.example().on(GATEWAY).with(addresses).noting(note);
        return TemplateModel.of(
                new StackTemplate("Egress", "Egress", ExampleTemplates.of("Egress", parameters)),
                DeployParameters.none());
    }

    private static long count(String text) {
        return Pattern.compile(Pattern.quote(text)).matcher(html).results().count();
    }

    private static Set<Integer> colours(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        Set<Integer> colours = new TreeSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }
}

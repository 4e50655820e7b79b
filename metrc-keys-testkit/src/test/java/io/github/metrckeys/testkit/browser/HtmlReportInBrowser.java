package io.github.metrckeys.testkit.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.PermissionChecklist;
import io.github.metrckeys.report.ReportComparison;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks at HTML reports in a browser: in light and dark, on a wide screen and a narrow one, and on paper. It leaves
 * pictures of all of them in {@code target/browser}, for people to judge the rest.
 *
 * <p>It needs a browser, and so runs where the Maven profile {@code browser} asks for it only.
 */
class HtmlReportInBrowser {

    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();

    /** The contrasts of all texts with what is behind them that are too small to be read (WCAG 2, level AA). */
    private static final String POOR_CONTRASTS = """
            (() => {
              const color = text => text.match(/[\\d.]+/g).map(Number);
              const opaque = c => c.length < 4 || c[3] === 1;
              const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
              const luminance = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
              const poor = [];
              let seen = 0;
              for (const element of document.body.querySelectorAll('*')) {
                const texts = [...element.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
                if (!texts.length) continue;
                seen++;
                const ink = color(getComputedStyle(element).color);
                let behind = element;
                let paper = color(getComputedStyle(behind).backgroundColor);
                while (!opaque(paper) && behind.parentElement) {
                  behind = behind.parentElement;
                  paper = color(getComputedStyle(behind).backgroundColor);
                }
                if (!opaque(paper)) paper = [255, 255, 255];
                const [a, b] = [luminance(ink), luminance(paper)];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (!opaque(ink) || ratio < 4.5) poor.push(ratio.toFixed(2) + ' ' + texts[0].data.trim());
              }
              return {seen, poor};
            })()
            """;

    private static final String BACKGROUND =
            "getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)";

    private static Chromium chromium;

    @BeforeAll
    static void startTheBrowser() throws Exception {
        chromium = Chromium.start(FOLDER);
    }

    @AfterAll
    static void endTheBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<Arguments> pages() {
        ValidationReport lacking = SampleReports.permissionsMissing();
        return Stream.of(
                Arguments.of("all-good", ReportFormat.HTML.render(SampleReports.allGood())),
                Arguments.of("permissions-missing", ReportFormat.HTML.render(lacking)),
                Arguments.of("not-verified", ReportFormat.HTML.render(SampleReports.notVerified())),
                Arguments.of("does-not-fit", ReportFormat.HTML.render(SampleReports.roleDoesNotFit())),
                Arguments.of("roster", SampleReports.roster().render(ReportFormat.HTML)),
                Arguments.of(
                        "checklist",
                        PermissionChecklist.of(
                                        Role.MANAGER, FacilityFlags.ofLicenseType("Retail Store"), "Retail Store")
                                .render(ReportFormat.HTML)),
                Arguments.of("key-refused", ReportFormat.HTML.render(SampleReports.keyRefused())),
                Arguments.of(
                        "since",
                        ReportFormat.HTML.render(
                                lacking, Messages.english(), ReportComparison.of(SampleReports.earlier(), lacking))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aPageCanBeReadInLightAndDarkOnAnyScreen(String name, String html) throws Exception {
        Path page = Files.writeString(FOLDER.resolve(name + ".html"), html, UTF_8);
        for (int width : List.of(1280, 360)) {
            for (String scheme : List.of("light", "dark")) {
                chromium.width(width);
                chromium.media("screen", scheme);
                chromium.open(page);

                chromium.photograph(FOLDER.resolve(name + "-" + scheme + "-" + width + ".png"));

                assertReadable();
                assertFits(width);
                if (scheme.equals("light")) {
                    assertThat(background()).allMatch(channel -> channel > 220);
                } else {
                    assertThat(background()).allMatch(channel -> channel < 60);
                }
                assertThat(chromium.troubles()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void paperIsWhiteWhateverTheScreenIs(String name, String html) throws Exception {
        Path page = Files.writeString(FOLDER.resolve(name + ".html"), html, UTF_8);
        for (String scheme : List.of("light", "dark")) {
            chromium.width(800);
            chromium.media("print", scheme);
            chromium.open(page);

            chromium.photograph(FOLDER.resolve(name + "-print-" + scheme + ".png"));

            assertReadable();
            assertFits(800);
            assertThat(background()).containsExactly(255, 255, 255);
            assertThat(chromium.sheets()).as("sheets of paper").isEqualTo(1);
            assertThat(chromium.troubles()).isEmpty();
        }
    }

    /**
     * The README shows this picture. It is written where {@code -Dpicture} says, so that a run that nobody asked for one
     * leaves the sources as they are.
     */
    @Test
    void theReadmeShowsAReport() throws Exception {
        Path picture = Path.of(System.getProperty(
                "metrckeys.picture", FOLDER.resolve("report.png").toString()));
        String html = ReportFormat.HTML.render(SampleReports.budtenderWhoMayNotSell());
        chromium.width(1000);
        chromium.media("screen", "light");
        chromium.open(Files.writeString(FOLDER.resolve("report.html"), html, UTF_8));

        chromium.photograph(picture);

        assertReadable();
        assertThat(picture).isNotEmptyFile();
        assertThat(Files.size(picture)).isLessThan(200_000);
    }

    @Test
    void theDetailsOpenAndCanBeReadToo() throws Exception {
        String html = ReportFormat.HTML.render(SampleReports.allGood(), Messages.english(), ReportFormat.Detail.FULL);
        Path page = Files.writeString(FOLDER.resolve("details.html"), html, UTF_8);
        for (String scheme : List.of("light", "dark")) {
            chromium.width(360);
            chromium.media("screen", scheme);
            chromium.open(page);
            chromium.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");

            chromium.photograph(FOLDER.resolve("details-" + scheme + ".png"));

            assertThat(chromium.evaluate("document.querySelectorAll('details[open]').length")
                            .asInt())
                    .isPositive();
            assertReadable();
            assertFits(360);
        }
    }

    /** What the checks above see nothing of would pass them, so each is shown what it has to find. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color:#999;background:#fff | 0 | contrast",
                "width:2000px               | 0 | overflow",
                "color:#000;background:#fff | 1 | policy"
            })
    void theChecksFindWhatIsWrong(String style, int pictures, String trouble) throws Exception {
        String body =
                "<p style=\"" + style + "\">text</p>" + "<img src=\"data:image/png;base64,AA==\"/>".repeat(pictures);
        String html = ReportFormat.HTML.render(SampleReports.keyRefused()).replace("<main>", "<main>" + body);
        chromium.width(1280);
        chromium.media("screen", "light");
        chromium.open(Files.writeString(FOLDER.resolve("wrong.html"), html, UTF_8));

        assertThat(chromium.evaluate(POOR_CONTRASTS).path("poor").isEmpty()).isEqualTo(!trouble.equals("contrast"));
        assertThat(scrollWidth() > 1280).isEqualTo(trouble.equals("overflow"));
        assertThat(chromium.troubles().isEmpty()).isEqualTo(!trouble.equals("policy"));
    }

    private static void assertReadable() throws Exception {
        JsonNode contrasts = chromium.evaluate(POOR_CONTRASTS);

        assertThat(contrasts.path("seen").asInt()).isGreaterThan(10);
        assertThat(contrasts.path("poor")).isEmpty();
    }

    private static void assertFits(int width) throws Exception {
        assertThat(chromium.evaluate("innerWidth").asInt()).isEqualTo(width);
        assertThat(scrollWidth()).isLessThanOrEqualTo(width);
    }

    private static int scrollWidth() throws Exception {
        return chromium.evaluate("document.scrollingElement.scrollWidth").asInt();
    }

    private static List<Integer> background() throws Exception {
        JsonNode channels = chromium.evaluate(BACKGROUND);
        return List.of(
                channels.path(0).asInt(),
                channels.path(1).asInt(),
                channels.path(2).asInt());
    }
}

package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlWriterTest {

    private final HtmlWriter page = new HtmlWriter();

    @Test
    void textIsEscaped() {
        assertThat(page.text("<b onload='x()'>\"A & B\"</b>"))
                .hasToString("<!DOCTYPE html>\n&lt;b onload=&#39;x()&#39;&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
    }

    @Test
    void theValueOfAnAttributeCannotLeaveItsQuotes() {
        assertThat(page.empty("meta", "content", "\"><script>'&'"))
                .hasToString("<!DOCTYPE html>\n<meta content=\"&quot;&gt;&lt;script&gt;'&amp;'\"/>");
    }

    @Test
    void elementsAreClosedInTheOrderInWhichTheyNest() {
        page.open("ul", "class", "todo")
                .line()
                .open("li")
                .element("b", "<")
                .close()
                .close();

        assertThat(page).hasToString("<!DOCTYPE html>\n<ul class=\"todo\">\n<li><b>&lt;</b></li></ul>");
    }

    @Test
    void aStyleSheetStaysAsItIs() {
        assertThat(page.style("main > p {}\n")).hasToString("<!DOCTYPE html>\n<style>\nmain > p {}\n</style>");
    }
}

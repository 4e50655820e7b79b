package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.UserId;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Reads the page with a strict parser, which fails on what a browser would forgive. */
@ExtendWith(FakeMetrcExtension.class)
class HtmlPageTest {

    private static Document page(FakeMetrc metrc, String user) throws Exception {
        FakeFacility shop = metrc.addFacility("402-00001").flags("AdvancedSales", "CanSellToConsumers");
        FakeUser employee = metrc.addUser("emp-7").attach(shop, "View Packages");
        ValidationReport report = HttpPermissionProbe.builder()
                .build()
                .validate(ProbeRequest.individual(shop.facility(), UserId.of(user), metrc.vendorKey(), employee.key()));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(ReportFormat.HTML.render(report).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itHasOneHeadingAndOneTableWithACaption(FakeMetrc metrc) throws Exception {
        Document page = page(metrc, "emp-7");

        assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("caption").getLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x>", "' onload='x", "a & b", "]]>", "&#x41;"})
    void nothingFromOutsideBecomesHtml(String user, FakeMetrc metrc) throws Exception {
        Document page = page(metrc, user);

        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Validating key for: " + user);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
    }
}

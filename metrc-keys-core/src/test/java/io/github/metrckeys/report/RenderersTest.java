package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report as Markdown and as HTML. */
class RenderersTest {

    /** Only what stands apart from what follows becomes no link on GitHub, whether it is escaped or not. */
    private static final String APART = "&#8203;";

    private static ReportLine operation(Operation operation, ReportLine.Status status, Optional<Cause> cause) {
        return new ReportLine(
                operation.category(),
                Optional.of(operation),
                operation.endpoint(),
                Role.Need.REQUIRED,
                status,
                cause,
                List.of(),
                List.of());
    }

    private static ValidationReport missing(KeyOwner subject) {
        return ReportFixture.of(
                subject,
                new ValidationReport.Diagnosis(
                        Verdict.PERMISSIONS_MISSING,
                        Optional.of(Cause.PERMISSION_MISSING),
                        List.of(
                                ReportFixture.success(PermissionCategory.FACILITIES),
                                ReportFixture.failure(PermissionCategory.SALES),
                                ReportFixture.notApplicable(PermissionCategory.PLANTS, "CanGrowPlants"),
                                operation(
                                        Operation.RING_SALE,
                                        ReportLine.Status.UNPROVEN,
                                        Optional.of(Cause.NOT_PROVEN))),
                        List.of(ReportFixture.grant("View Sales"))));
    }

    private static KeyOwner user(String id) {
        return KeyOwner.individual(ReportFixture.SHOP.jurisdiction(), UserId.of(id));
    }

    @Test
    void markdownHasATableAndNumberedStepsForEachPerson() {
        assertThat(ReportFormat.MARKDOWN.render(missing(ReportFixture.EMPLOYEE)))
                .startsWith("## Validating key for: emp-7\n")
                .contains("\n**For the Metrc administrator:**\n\n1. In Metrc in Colorado")
                .contains("\n**For the person who sets up the point of sale:**\n\n1. Once this is checked for emp-7")
                .contains("\n| Category | Status | Note |\n| --- | --- | --- |\n| Facilities | Success |  |\n")
                .contains("| Sales | Failure | needs View Sales or Manage Sales |")
                .contains("| Ring a sale | Unproven | ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "*bold*",
                "_it_",
                "`code`",
                "[link](http://x)",
                "<b>",
                "#1",
                "a\\|b",
                "@team",
                "maria@shop.example",
                "#12#a",
                "www.x.org",
                "&lt;"
            })
    void nothingFromOutsideBecomesMarkup(String id) {
        String markdown = ReportFormat.MARKDOWN.render(missing(user(id)));

        String escaped = markdown.lines().findFirst().orElseThrow().substring("## Validating key for: ".length());
        assertThat(escaped.replace(APART, "").replaceAll("\\\\([\\p{Punct}])", "$1"))
                .isEqualTo(id);
        assertThat(escaped.replace("@" + APART, "").replace(APART, "").replaceAll("\\\\[\\p{Punct}]", ""))
                .doesNotContain("|", "*", "_", "`", "[", "]", "<", ">", "#", "@", "\\", "&");
        assertThat(escaped.replace(APART, " ")).doesNotContainPattern("#\\d|@\\S");
        assertThat(markdown.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(4));
    }

    @ParameterizedTest
    @CsvSource({"12. x, 12\\. x", "12) x, 12\\) x", "- x, \\- x", "402-1, 402-1"})
    void aLicenseNumberBeginsNoList(String license, String escaped) {
        assertThat(ReportFormat.MARKDOWN.render(at(license, "Retail Store")))
                .contains("\n\n" + escaped + ", Retail Store, ");
    }

    /** What a terminal obeys, what breaks a line, and what lets a name read as another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b", "\u0007", "\u0000", "\u202e", "\u2066", "\ud800", "\uffff", "\n", "\u2028", "\r\n"})
    void nothingUnseenStandsInAReport(String unseen) {
        ValidationReport report = at("402-1", "Retail" + unseen + "Store");

        for (String text : List.of(
                ReportFormat.TEXT.render(report),
                ReportFormat.MARKDOWN.render(report),
                ReportFormat.HTML.render(report))) {
            assertThat(text)
                    .doesNotContain("Retail" + unseen)
                    .containsPattern("402-1, Retail[ \ufffd]Store, Colorado[.\n<]");
        }
    }

    private static ValidationReport at(String license, String type) {
        return new ValidationReport(
                ReportFixture.EMPLOYEE,
                Facility.of(Jurisdiction.of("CO"), license),
                Optional.of(Role.BUDTENDER),
                new ValidationReport.Findings(
                        Optional.of(type),
                        FacilityFlags.UNKNOWN,
                        List.of(LicenseNumber.of(license), LicenseNumber.of("402-<2>")),
                        PermissionList.NOT_ASKED,
                        Optional.empty(),
                        Optional.empty(),
                        ValidationReport.Findings.MasterKey.NOT_TRIED),
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(helpful(ReportLine.Status.FAILURE, Optional.of(Cause.PERMISSION_MISSING))),
                        List.of()),
                Instant.EPOCH,
                Duration.ZERO,
                1);
    }

    private static ReportLine helpful(ReportLine.Status status, Optional<Cause> cause) {
        return new ReportLine(
                PermissionCategory.SALES,
                Optional.of(Operation.VOID_SALE),
                Operation.VOID_SALE.endpoint(),
                Role.Need.HELPFUL,
                status,
                cause,
                List.of(),
                List.of());
    }

    @Test
    void whatIsGoodToHaveIsOptionalAndNoAlarm() {
        ValidationReport report = at("402-1", "Retail Store");

        assertThat(ReportFormat.TEXT.render(report)).contains("\nVoid a sale  Optional, off\n");
        assertThat(ReportFormat.MARKDOWN.render(report)).contains("| Void a sale | Optional, off |  |");
        assertThat(ReportFormat.HTML.render(report)).contains("<span class=\"status none\">Optional, off</span>");
    }

    @Test
    void otherLicensesOfTheUserAreADetail() {
        ValidationReport report = at("402-1", "Retail Store");

        assertThat(ReportFormat.HTML.render(report)).contains("user is attached to: 402-1, 402-&lt;2&gt;</li>");
        assertThat(ReportFormat.MARKDOWN.render(report, Messages.english(), ReportFormat.Detail.FULL))
                .contains("user is attached to: 402-1, 402-\\<2\\>\n");
        assertThat(ReportFormat.HTML.render(missing(ReportFixture.EMPLOYEE))).doesNotContain("is attached to");
    }

    @Test
    void whereThereAreNoLinesThereIsNoTable() {
        ValidationReport report = ReportFixture.of(ReportFixture.EMPLOYEE, Verdict.INCONCLUSIVE, Cause.THROTTLED);

        assertThat(ReportFormat.TEXT.render(report)).doesNotContain("Category").endsWith("asked to wait.\n");
        assertThat(ReportFormat.MARKDOWN.render(report)).doesNotContain("|");
        assertThat(ReportFormat.HTML.render(report)).doesNotContain("<table");
    }

    @Test
    void htmlIsOnePageThatNeedsNothingElse() {
        assertThat(ReportFormat.HTML.render(missing(ReportFixture.EMPLOYEE)))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("default-src 'none'; style-src 'unsafe-inline'")
                .doesNotContain("<script", "src=", "href=", "url(", "@import");
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusStandsThereAsAWord(ReportLine.Status status) {
        ValidationReport report = ReportFixture.of(
                ReportFixture.MASTER,
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(new ReportLine(
                                PermissionCategory.SALES,
                                Optional.empty(),
                                PermissionCategory.SALES.readEndpoint(),
                                Role.Need.REQUIRED,
                                status,
                                Optional.empty(),
                                List.of(),
                                List.of())),
                        List.of()));
        String word = status.label(Messages.english());

        assertThat(ReportFormat.TEXT.render(report)).contains(word);
        assertThat(ReportFormat.MARKDOWN.render(report)).contains("| " + word + " |");
        assertThat(ReportFormat.HTML.render(report)).contains(">" + word + "</span>");
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdictHasItsTone(Verdict verdict) {
        assertThat(ReportFormat.HTML.render(ReportFixture.of(ReportFixture.EMPLOYEE, verdict, Cause.THROTTLED)))
                .contains("<header class=\""
                        + switch (verdict) {
                            case ALL_GOOD -> "good";
                            case PERMISSIONS_MISSING, ROLE_DOES_NOT_FIT -> "warn";
                            case KEY_REFUSED -> "bad";
                            case NOT_VERIFIED, INCONCLUSIVE -> "open";
                        }
                        + "\">")
                .contains("\">" + verdict.label(Messages.english()) + "</span> ");
    }

    @Test
    void whatALineDoesWithoutIsNotShown() {
        ReportLine needless = new ReportLine(
                PermissionCategory.STRAINS,
                Optional.empty(),
                PermissionCategory.STRAINS.readEndpoint(),
                Role.Need.NOT_NEEDED,
                ReportLine.Status.FAILURE,
                Optional.of(Cause.PERMISSION_MISSING),
                List.of(),
                List.of());
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(needless), List.of()));

        assertThat(ReportFormat.TEXT.render(report)).doesNotContain("Strains");
        assertThat(ReportFormat.MARKDOWN.render(report)).doesNotContain("Strains");
        assertThat(ReportFormat.HTML.render(report)).doesNotContain("Strains");
    }

    @Test
    void noLineOfTextIsWiderThanATerminal() {
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        Arrays.stream(Operation.values())
                                .map(each -> operation(
                                        each, ReportLine.Status.FAILURE, Optional.of(Cause.PERMISSION_MISSING)))
                                .toList(),
                        List.of(ReportFixture.grant("View Sales"))));

        assertThat(ReportFormat.TEXT.render(report).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void whatTheVendorHasToBeGrantedIsADetail() {
        ValidationReport report = missing(ReportFixture.EMPLOYEE);
        String gates = "Needed in addition to the permission, and not up to the employee:\n- Ring a sale: External";

        assertThat(ReportFormat.TEXT.render(report)).doesNotContain("Needed in addition");
        assertThat(ReportFormat.TEXT.render(report, Messages.english(), ReportFormat.Detail.FULL))
                .containsOnlyOnce(gates);
    }

    @Test
    void whatTheVendorHasToBeGrantedIsShownIfThatIsWhyAWriteWasRefused() {
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        Verdict.INCONCLUSIVE,
                        Optional.of(Cause.GATE_CLOSED),
                        List.of(operation(
                                Operation.RING_SALE, ReportLine.Status.FAILURE, Optional.of(Cause.GATE_CLOSED))),
                        List.of()));

        assertThat(ReportFormat.TEXT.render(report)).contains("employee:\n- Ring a sale: External");
        assertThat(ReportFormat.TEXT.render(report, Messages.english(), ReportFormat.Detail.FULL))
                .containsOnlyOnce("employee:\n- Ring a sale: External");
    }

    @Test
    void flagsAndEvidenceAreDetailsFoldedInHtml() {
        ValidationReport report = missing(ReportFixture.EMPLOYEE);

        assertThat(ReportFormat.TEXT.render(report)).doesNotContain("CanGrowPlants");
        assertThat(ReportFormat.TEXT.render(report, Messages.english(), ReportFormat.Detail.FULL))
                .contains("\n- Plants: the license lacks CanGrowPlants\n");
        assertThat(ReportFormat.HTML.render(report))
                .contains(
                        "<details>", "<summary>Details</summary>", "<li>Plants: the license lacks CanGrowPlants</li>");
        assertThat(ReportFormat.HTML.render(report, Messages.english(), ReportFormat.Detail.FULL))
                .contains("<details open=\"\">");
    }
}

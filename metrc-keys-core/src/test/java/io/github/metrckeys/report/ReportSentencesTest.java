package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportSentencesTest {

    private static final Messages ENGLISH = Messages.english();

    static Stream<KeyOwner> subjects() {
        return Stream.of(ReportFixture.EMPLOYEE, ReportFixture.MASTER);
    }

    @ParameterizedTest
    @EnumSource
    void everySummaryIsASentenceAboutEitherKey(Cause cause) {
        assertThat(subjects()
                        .map(subject -> ReportFixture.of(
                                        subject, Verdict.KEY_REFUSED, cause, ReportFixture.grant("View Sales"))
                                .summary()))
                .allSatisfy(ReportSentencesTest::isASentence);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theSummaryOfAGoodKeyIsASentence(KeyOwner subject) {
        isASentence(ReportFixture.of(
                        subject,
                        new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()))
                .summary());
    }

    @ParameterizedTest
    @EnumSource
    void everyRemedyIsASentenceAboutEitherKey(Remedy.Code code) {
        Remedy remedy = new Remedy(code, ReportFixture.grant("View Sales").permissions());

        assertThat(subjects()
                        .map(subject -> remedy.sentence(
                                ReportFixture.of(subject, Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED, remedy))))
                .allSatisfy(ReportSentencesTest::isASentence);
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseExplainsALine(Cause cause) {
        ReportLine line = ReportFixture.because(PermissionCategory.SALES, ReportLine.Status.FAILURE, cause);

        assertThat(line.explanation(ENGLISH)).hasValueSatisfying(ReportSentencesTest::isWhole);
    }

    @ParameterizedTest
    @EnumSource
    void everyCategoryHasALabel(PermissionCategory category) {
        isWhole(category.label(ENGLISH));
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusHasAWord(ReportLine.Status status) {
        isWhole(status.label(ENGLISH));
    }

    @ParameterizedTest
    @EnumSource
    void everyoneWhoActsHasAName(Remedy.Responsible who) {
        isWhole(who.label(ENGLISH));
    }

    @Test
    void aSuccessNeedsNoExplanation() {
        assertThat(ReportFixture.success(PermissionCategory.SALES).explanation(ENGLISH))
                .isEmpty();
    }

    @Test
    void aLineThatIsNotApplicableSaysWhatTheLicenseCannotHold() {
        assertThat(ReportFixture.notApplicable(PermissionCategory.SALES, "CanSellToConsumers", "CanSellToPatients")
                        .explanation(ENGLISH))
                .contains("no sales to customers at this license");
    }

    @Test
    void whatACallNeedsIsSaidWithAndOrOr() {
        assertThat(ReportFixture.success(PermissionCategory.SALES).required(ENGLISH))
                .isEqualTo("View Sales or Manage Sales");
        assertThat(ReportFixture.success(PermissionCategory.LAB_RESULTS).required(ENGLISH))
                .isEqualTo("View Packages and Manage Packages Inventory");
        assertThat(ReportFixture.success(PermissionCategory.FACILITIES).required(ENGLISH))
                .isEqualTo("no permission");
    }

    @Test
    void theSubjectIsTheUserOrTheMasterKey() {
        assertThat(ReportFixture.EMPLOYEE.label(ENGLISH)).isEqualTo("emp-7");
        assertThat(ReportFixture.MASTER.label(ENGLISH)).isEqualTo("Master Key");
    }

    @Test
    void aReportSaysItsSummaryInEnglish() {
        assertThat(ReportFixture.of(ReportFixture.MASTER, Verdict.INCONCLUSIVE, Cause.METRC_UNAVAILABLE)
                        .summary())
                .isEqualTo("No verdict about the master key: Metrc in Colorado cannot be reached or is failing."
                        + " If it was checked before, that verdict stands.");
    }

    @Test
    void whatIsRefusedAnywayIsNamedBesideTheGoodNews() {
        ReportLine tags = ReportFixture.because(
                PermissionCategory.TAGS, ReportLine.Status.INCONCLUSIVE, Cause.REFUSED_DESPITE_PERMISSION);
        ReportLine items = ReportFixture.needed(
                Role.Need.HELPFUL,
                ReportFixture.because(
                        PermissionCategory.ITEMS, ReportLine.Status.INCONCLUSIVE, Cause.REFUSED_DESPITE_PERMISSION));

        assertThat(ReportFixture.of(
                                ReportFixture.EMPLOYEE,
                                new ValidationReport.Diagnosis(
                                        Verdict.ALL_GOOD, Optional.empty(), List.of(tags, items), List.of()))
                        .summary())
                .endsWith(" missing. Refused to it, although Metrc's list allows it: Tags.");
    }

    @Test
    void anIdThatLooksLikeAPatternIsSaidAsItIs() {
        KeyOwner subject = KeyOwner.individual(ReportFixture.SHOP.jurisdiction(), UserId.of("{0} o'neill {"));

        assertThat(ReportFixture.of(subject, Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)
                        .summary())
                .isEqualTo("Metrc in Colorado refuses the key of {0} o'neill {;"
                        + " the vendor key is good, since another user's key works with it.");
    }

    @Test
    void whatATranslationSaysGoesBeforeTheEnglish() throws Exception {
        Messages german = Messages.of(new PropertyResourceBundle(
                new StringReader("status.SUCCESS = Erfolg\nwho.EMPLOYEE = die Angestellte")));

        assertThat(ReportLine.Status.SUCCESS.label(german)).isEqualTo("Erfolg");
        assertThat(Remedy.Responsible.EMPLOYEE.label(german)).isEqualTo("die Angestellte");
    }

    @Test
    void whatATranslationLeavesOutIsSaidInEnglish() throws Exception {
        Messages german = Messages.of(new PropertyResourceBundle(new StringReader("status.SUCCESS = Erfolg")));

        assertThat(ReportLine.Status.FAILURE.label(german)).isEqualTo("Failure");
        assertThat(ReportFixture.MASTER.label(german)).isEqualTo("Master Key");
    }

    @Test
    void aTextReportIsLaidOutInTheTranslation() throws Exception {
        Messages german = Messages.of(new PropertyResourceBundle(new StringReader(
                "heading.CATEGORY = Bereich\nstatus.SUCCESS = Erfolg\ncategory.FACILITIES = Betriebe")));
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(ReportFixture.success(PermissionCategory.FACILITIES)),
                        List.of()));

        assertThat(ReportFormat.TEXT.render(report, german)).endsWith("""
                Bereich   Status  Note
                --------  ------  ----
                Betriebe  Erfolg
                """);
    }

    private static void isASentence(String text) {
        isWhole(text);
        assertThat(text).matches("\\p{Lu}.*\\.");
    }

    private static void isWhole(String text) {
        assertThat(text).isNotBlank().doesNotContain("{", "}", "null", "''");
    }
}

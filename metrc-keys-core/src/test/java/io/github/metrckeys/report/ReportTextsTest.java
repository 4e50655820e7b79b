package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTextsTest {

    private static final ReportTexts ENGLISH = ReportTexts.english();

    @Test
    void everyCodeHasATextAndEveryTextACode() {
        List<String> keys = new ArrayList<>(List.of(
                "language",
                "summary.ALL_GOOD",
                "summary.ALL_GOOD_ROLE",
                "summary.PERMISSION_MISSING_ROLE",
                "summary.REFUSED_ANYWAY",
                "summary.NOT_PROVEN_ROLE",
                "summary.NOT_PROVEN_WRITES",
                "key.INDIVIDUAL",
                "key.MASTER",
                "key.OWN",
                "subject.MASTER",
                "role.OTHER",
                "line.NOT_APPLICABLE",
                "line.NOT_APPLICABLE_ANY",
                "line.LIKELY",
                "line.HELPFUL",
                "line.DISPUTED",
                "line.GATES",
                "permissions.NONE",
                "readout.READ",
                "readout.UNKNOWN"));
        for (String heading : List.of(
                "TITLE CATEGORY STATUS NOTE REMEDIES ROLE LOOKS OPERATIONS OPERATION GATES WHO SINCE BROKE MENDED UNCLEAR"
                        .split(" ", -1))) {
            keys.add("heading." + heading);
        }
        keys.addAll(List.of("heading.UNCHANGED", "heading.FOOTER", "heading.LICENSES"));
        addAll(keys, "line.", Cause.values());
        addAll(keys, "summary.", Cause.values());
        addAll(keys, "remedy.", Remedy.Code.values());
        addAll(keys, "who.", Remedy.Responsible.values());
        addAll(keys, "status.", ReportLine.Status.values());
        addAll(keys, "verdict.", Verdict.values());
        addAll(keys, "permissions.", Endpoint.PermissionRule.Match.values());
        addAll(keys, "category.", PermissionCategory.values());
        addAll(keys, "operation.", Operation.values());
        addAll(keys, "readout.", PermissionList.Reason.values());
        addAll(keys, "found.", PermissionList.Found.values());
        Role.standard().forEach(role -> keys.add("role." + role.name()));

        assertThat(ResourceBundle.getBundle("io.github.metrckeys.report.texts", Locale.ROOT)
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    static Stream<KeyOwner> subjects() {
        return Stream.of(ReportFixture.EMPLOYEE, ReportFixture.MASTER);
    }

    @ParameterizedTest
    @EnumSource
    void everySummaryIsASentenceAboutEitherKey(Cause cause) {
        assertThat(subjects()
                        .map(subject -> ENGLISH.summary(ReportFixture.of(
                                subject, Verdict.KEY_REFUSED, cause, ReportFixture.grant("View Sales")))))
                .allSatisfy(ReportTextsTest::isASentence);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theSummaryOfAGoodKeyIsASentence(KeyOwner subject) {
        isASentence(ENGLISH.summary(ReportFixture.of(
                subject, new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()))));
    }

    @ParameterizedTest
    @EnumSource
    void everyRemedyIsASentenceAboutEitherKey(Remedy.Code code) {
        Remedy remedy = new Remedy(code, ReportFixture.grant("View Sales").permissions());

        assertThat(subjects()
                        .map(subject -> ENGLISH.remedy(
                                remedy,
                                ReportFixture.of(subject, Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED, remedy))))
                .allSatisfy(ReportTextsTest::isASentence);
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseExplainsALine(Cause cause) {
        ReportLine line = ReportFixture.because(PermissionCategory.SALES, ReportLine.Status.FAILURE, cause);

        assertThat(ENGLISH.explanation(line)).hasValueSatisfying(ReportTextsTest::isWhole);
    }

    @ParameterizedTest
    @EnumSource
    void everyCategoryHasALabel(PermissionCategory category) {
        isWhole(ENGLISH.label(category));
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusHasAWord(ReportLine.Status status) {
        isWhole(ENGLISH.status(status));
    }

    @ParameterizedTest
    @EnumSource
    void everyoneWhoActsHasAName(Remedy.Responsible who) {
        isWhole(ENGLISH.who(who));
    }

    @Test
    void aSuccessNeedsNoExplanation() {
        assertThat(ENGLISH.explanation(ReportFixture.success(PermissionCategory.SALES)))
                .isEmpty();
    }

    @Test
    void aLineThatIsNotApplicableNamesTheFlags() {
        assertThat(ENGLISH.explanation(ReportFixture.notApplicable(
                        PermissionCategory.SALES, "CanSellToConsumers", "CanSellToPatients")))
                .contains("this type of license has none of CanSellToConsumers, CanSellToPatients");
    }

    @Test
    void whatACallNeedsIsSaidWithAndOrOr() {
        assertThat(ENGLISH.required(ReportFixture.success(PermissionCategory.SALES)))
                .isEqualTo("View Sales or Manage Sales");
        assertThat(ENGLISH.required(ReportFixture.success(PermissionCategory.LAB_RESULTS)))
                .isEqualTo("View Packages and Manage Packages Inventory");
        assertThat(ENGLISH.required(ReportFixture.success(PermissionCategory.FACILITIES)))
                .isEqualTo("no permission");
    }

    @Test
    void theSubjectIsTheUserOrTheMasterKey() {
        assertThat(ENGLISH.subject(ReportFixture.EMPLOYEE)).isEqualTo("emp-7");
        assertThat(ENGLISH.subject(ReportFixture.MASTER)).isEqualTo("Master Key");
    }

    @Test
    void aReportSaysItsSummaryInEnglish() {
        assertThat(ReportFixture.of(ReportFixture.MASTER, Verdict.INCONCLUSIVE, Cause.METRC_UNAVAILABLE)
                        .summary())
                .isEqualTo("No verdict about the master key: Metrc in Colorado cannot be reached or is failing."
                        + " An earlier verdict stands.");
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

        assertThat(ENGLISH.summary(ReportFixture.of(subject, Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)))
                .isEqualTo("Metrc in Colorado refuses the key of {0} o'neill {;"
                        + " the vendor key is good, for another user's key works with it.");
    }

    @Test
    void whatATranslationSaysGoesBeforeTheEnglish() throws Exception {
        ReportTexts german = ReportTexts.of(new PropertyResourceBundle(
                new StringReader("status.SUCCESS = Erfolg\nwho.EMPLOYEE = die Angestellte")));

        assertThat(german.status(ReportLine.Status.SUCCESS)).isEqualTo("Erfolg");
        assertThat(german.who(Remedy.Responsible.EMPLOYEE)).isEqualTo("die Angestellte");
    }

    @Test
    void whatATranslationLeavesOutIsSaidInEnglish() throws Exception {
        ReportTexts german = ReportTexts.of(new PropertyResourceBundle(new StringReader("status.SUCCESS = Erfolg")));

        assertThat(german.status(ReportLine.Status.FAILURE)).isEqualTo("Failure");
        assertThat(german.subject(ReportFixture.MASTER)).isEqualTo("Master Key");
    }

    @Test
    void aTextReportIsLaidOutInTheTranslation() throws Exception {
        ReportTexts german = ReportTexts.of(new PropertyResourceBundle(new StringReader(
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

    private static void addAll(List<String> keys, String prefix, Enum<?>... codes) {
        for (Enum<?> code : codes) {
            keys.add(prefix + code.name());
        }
    }
}

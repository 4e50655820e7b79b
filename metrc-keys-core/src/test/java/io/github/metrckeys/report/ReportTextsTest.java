package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Need;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.PermissionRule;
import io.github.metrckeys.catalog.Role;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
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
                "summary.ALL_GOOD",
                "summary.ALL_GOOD_ROLE",
                "summary.PERMISSION_MISSING_ROLE",
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
                "line.DISPUTED",
                "line.GATES",
                "readout.READ",
                "readout.UNKNOWN",
                "permissions.NONE",
                "heading.TITLE",
                "heading.CATEGORY",
                "heading.STATUS",
                "heading.NOTE",
                "heading.REMEDIES",
                "heading.ROLE"));
        addAll(keys, "line.", Cause.values());
        addAll(keys, "summary.", Cause.values());
        addAll(keys, "readout.", ReadOut.Reason.values());
        addAll(keys, "found.", ReadOut.Found.values());
        Role.standard().forEach(role -> keys.add("role." + role.name()));
        addAll(keys, "remedy.", RemedyCode.values());
        addAll(keys, "who.", Responsible.values());
        addAll(keys, "status.", LineStatus.values());
        addAll(keys, "permissions.", PermissionRule.Match.values());
        addAll(keys, "category.", PermissionCategory.values());
        addAll(keys, "operation.", Operation.values());

        assertThat(ResourceBundle.getBundle("io.github.metrckeys.report.texts", Locale.ROOT)
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    /** All but two, which are about a call, whoever signed it. */
    static Stream<Cause> causesThatNameTheKey() {
        return Arrays.stream(Cause.values())
                .filter(cause -> cause != Cause.UNSUPPORTED_HERE && cause != Cause.SIGNED_BY_ANOTHER);
    }

    static Stream<KeyOwner> subjects() {
        return Stream.of(Reports.EMPLOYEE, Reports.MASTER);
    }

    @ParameterizedTest
    @EnumSource
    void everySummaryIsASentence(Cause cause) {
        isASentence(ENGLISH.summary(Reports.of(Reports.EMPLOYEE, Verdict.INCONCLUSIVE, cause)));
    }

    @ParameterizedTest
    @MethodSource("causesThatNameTheKey")
    void aSummaryTellsAnEmployeesKeyFromTheMasterKey(Cause cause) {
        assertThat(subjects()
                        .map(subject -> ENGLISH.summary(
                                Reports.of(subject, Verdict.KEY_REFUSED, cause, Reports.grant("View Sales")))))
                .allSatisfy(ReportTextsTest::isASentence)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theSummaryOfAGoodKeyIsASentence(KeyOwner subject) {
        isASentence(ENGLISH.summary(
                Reports.of(subject, new Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()))));
    }

    @ParameterizedTest
    @EnumSource
    void everyRemedyIsASentenceAboutEitherKey(RemedyCode code) {
        Remedy remedy = new Remedy(code, Reports.grant("View Sales").permissions());

        assertThat(subjects()
                        .map(subject -> ENGLISH.remedy(
                                remedy, Reports.of(subject, Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED, remedy))))
                .allSatisfy(ReportTextsTest::isASentence);
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseExplainsALine(Cause cause) {
        ReportLine line = Reports.because(PermissionCategory.SALES, LineStatus.FAILURE, cause);

        assertThat(ENGLISH.explanation(line)).hasValueSatisfying(ReportTextsTest::isWhole);
    }

    @ParameterizedTest
    @EnumSource
    void everyCategoryHasALabel(PermissionCategory category) {
        isWhole(ENGLISH.label(category));
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationHasALabel(Operation operation) {
        isWhole(ENGLISH.label(operation));
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusHasAWord(LineStatus status) {
        isWhole(ENGLISH.status(status));
    }

    @ParameterizedTest
    @EnumSource
    void everyoneWhoActsHasAName(Responsible who) {
        isWhole(ENGLISH.who(who));
    }

    @Test
    void aSuccessNeedsNoExplanation() {
        assertThat(ENGLISH.explanation(Reports.success(PermissionCategory.SALES)))
                .isEmpty();
    }

    @Test
    void aLineThatIsNotApplicableNamesTheFlags() {
        assertThat(ENGLISH.explanation(
                        Reports.notApplicable(PermissionCategory.SALES, "CanSellToConsumers", "CanSellToPatients")))
                .contains("this type of license has none of CanSellToConsumers, CanSellToPatients");
    }

    @Test
    void whatACallNeedsIsSaidWithAndOrOr() {
        assertThat(ENGLISH.required(Reports.success(PermissionCategory.SALES))).isEqualTo("View Sales or Manage Sales");
        assertThat(ENGLISH.required(Reports.success(PermissionCategory.LAB_RESULTS)))
                .isEqualTo("View Packages and Manage Packages Inventory");
        assertThat(ENGLISH.required(Reports.success(PermissionCategory.FACILITIES)))
                .isEqualTo("no permission");
    }

    @Test
    void theSubjectIsTheUserOrTheMasterKey() {
        assertThat(ENGLISH.subject(Reports.EMPLOYEE)).isEqualTo("emp-7");
        assertThat(ENGLISH.subject(Reports.MASTER)).isEqualTo("Master Key");
    }

    @Test
    void aReportSaysItsSummaryInEnglish() {
        assertThat(Reports.of(Reports.MASTER, Verdict.INCONCLUSIVE, Cause.METRC_UNAVAILABLE)
                        .summary())
                .isEqualTo("No verdict about the master key: Metrc in Colorado cannot be reached or is failing."
                        + " An earlier verdict stands.");
    }

    @Test
    void anIdThatLooksLikeAPatternIsSaidAsItIs() {
        KeyOwner subject = KeyOwner.individual(Reports.SHOP.jurisdiction(), UserId.of("{0} o'neill {"));

        assertThat(ENGLISH.summary(Reports.of(subject, Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)))
                .isEqualTo("Metrc in Colorado refuses the key of {0} o'neill {;"
                        + " the vendor key is good, for another user's key works with it.");
    }

    @Test
    void whatATranslationSaysGoesBeforeTheEnglish() throws Exception {
        ReportTexts german = ReportTexts.of(new PropertyResourceBundle(
                new StringReader("status.SUCCESS = Erfolg\nwho.EMPLOYEE = die Angestellte")));

        assertThat(german.status(LineStatus.SUCCESS)).isEqualTo("Erfolg");
        assertThat(german.who(Responsible.EMPLOYEE)).isEqualTo("die Angestellte");
    }

    @Test
    void whatATranslationLeavesOutIsSaidInEnglish() throws Exception {
        ReportTexts german = ReportTexts.of(new PropertyResourceBundle(new StringReader("status.SUCCESS = Erfolg")));

        assertThat(german.status(LineStatus.FAILURE)).isEqualTo("Failure");
        assertThat(german.subject(Reports.MASTER)).isEqualTo("Master Key");
    }

    @Test
    void aTextReportIsLaidOutInTheTranslation() throws Exception {
        ReportTexts german = ReportTexts.of(new PropertyResourceBundle(new StringReader(
                "heading.CATEGORY = Bereich\nstatus.SUCCESS = Erfolg\ncategory.FACILITIES = Betriebe")));
        ValidationReport report = Reports.of(
                Reports.EMPLOYEE,
                new Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(Reports.success(PermissionCategory.FACILITIES)),
                        List.of()));

        assertThat(TextReport.render(report, german)).endsWith("""
                Bereich   Status  Note
                --------  ------  ----
                Betriebe  Erfolg

                Permissions were not read out.
                """);
    }

    @Test
    void whereAllIsGoodForARoleThatIsSaid() {
        assertThat(summary(Optional.of(Role.BUDTENDER), Verdict.ALL_GOOD, List.of()))
                .isEqualTo("The key of emp-7 works at 402-00001, and nothing that a budtender needs is missing.");
    }

    @Test
    void whatIsNotProvenForARoleIsNamed() {
        assertThat(summary(
                        Optional.of(Role.named("CASHIER")),
                        Verdict.ALL_GOOD,
                        List.of(
                                Reports.unproven(Operation.RING_SALE),
                                Reports.unproven(Operation.VOID_SALE),
                                Reports.needed(Need.HELPFUL, Reports.unproven(Operation.CORRECT_SALE)))))
                .isEqualTo("The key of emp-7 works at 402-00001, and nothing that the role CASHIER needs is missing."
                        + " For the role CASHIER this is not proven: Ring a sale, Void a sale.");
    }

    @Test
    void withoutARoleItIsSaidOnceThatChangesAreNotProven() {
        assertThat(summary(
                        Optional.empty(),
                        Verdict.ALL_GOOD,
                        List.of(Reports.unproven(Operation.RING_SALE), Reports.unproven(Operation.VOID_SALE))))
                .isEqualTo("The key of emp-7 works at 402-00001; nothing that was checked is missing."
                        + " What it may change is not proven.");
    }

    @Test
    void whatIsMissingForARoleIsSaidForIt() {
        assertThat(ENGLISH.summary(Reports.of(
                        Optional.of(Role.INVENTORY_CLERK),
                        Findings.NONE,
                        new Diagnosis(
                                Verdict.PERMISSIONS_MISSING,
                                Optional.of(Cause.PERMISSION_MISSING),
                                List.of(Reports.unproven(Operation.ADJUST_PACKAGE)),
                                List.of(Reports.grant("Manage Items", "Manage Tags"))))))
                .isEqualTo(
                        "The key of emp-7 works at 402-00001; for an inventory clerk it lacks Manage Items, Manage Tags.");
    }

    @Test
    void aRefusedKeyIsRefusedWhateverTheRole() {
        ValidationReport report = Reports.of(
                Optional.of(Role.BUDTENDER),
                Findings.NONE,
                new Diagnosis(Verdict.KEY_REFUSED, Optional.of(Cause.USER_KEY_REJECTED), List.of(), List.of()));

        assertThat(ENGLISH.summary(report))
                .isEqualTo(ENGLISH.summary(Reports.of(Reports.EMPLOYEE, Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)));
    }

    static List<Role> rolesOfTheLibrary() {
        return Role.standard();
    }

    @ParameterizedTest
    @MethodSource("rolesOfTheLibrary")
    void everyRoleOfTheLibraryHasAName(Role role) {
        assertThat(ENGLISH.role(role)).matches("(a|an|the) \\p{Ll}.*");
    }

    @Test
    void aRoleOfTheApplicationsOwnIsNotTakenForOneOfTheLibrary() {
        assertThat(ENGLISH.role(Role.named("BUDTENDER"))).isEqualTo("the role BUDTENDER");
    }

    @Test
    void theServerThatTakesThePairIsNamed() {
        Findings elsewhere = new Findings(
                Optional.empty(),
                FacilityFlags.UNKNOWN,
                List.of(),
                ReadOut.NOT_ASKED,
                Optional.of(Jurisdiction.of("CA")));
        Remedy remedy = Remedy.of(RemedyCode.CHOOSE_JURISDICTION);
        ValidationReport report = Reports.of(
                Optional.empty(),
                elsewhere,
                new Diagnosis(Verdict.KEY_REFUSED, Optional.of(Cause.WRONG_JURISDICTION), List.of(), List.of(remedy)));

        assertThat(ENGLISH.summary(report))
                .isEqualTo("Metrc in Colorado refuses the key of emp-7, and California takes it:"
                        + " it is a key of that jurisdiction.");
        assertThat(ENGLISH.remedy(remedy, report))
                .isEqualTo("Choose the state or territory that takes the key (California), and enter the key there.");
    }

    @Test
    void theLicensesThatTheUserIsAttachedToAreNamed() {
        Findings attached = new Findings(
                Optional.empty(),
                FacilityFlags.UNKNOWN,
                List.of(LicenseNumber.of("402-00002"), LicenseNumber.of("402-00003")),
                ReadOut.NOT_ASKED,
                Optional.empty());
        Diagnosis diagnosis =
                new Diagnosis(Verdict.KEY_REFUSED, Optional.of(Cause.LICENSE_NOT_ATTACHED), List.of(), List.of());

        assertThat(ENGLISH.summary(Reports.of(Optional.empty(), attached, diagnosis)))
                .isEqualTo(
                        "The key of emp-7 works in Colorado, but the license 402-00001 is not among those of its user:"
                                + " 402-00002, 402-00003.");
        assertThat(ENGLISH.summary(Reports.of(Optional.empty(), Findings.NONE, diagnosis)))
                .endsWith(" is not among those of its user: -.");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonForWhichNothingWasReadOutIsASentence(ReadOut.Reason reason) {
        isASentence(ENGLISH.readOut(new ReadOut.None(reason)));
    }

    @ParameterizedTest
    @EnumSource
    void aReadOutTellsWhoseItIsAndHowTheEmployeeWasFound(ReadOut.Found found) {
        ReadOut readOut = new ReadOut.Read("E-1001", found, KeyMode.INDIVIDUAL, Set.of());

        isASentence(ENGLISH.readOut(readOut));
        assertThat(ENGLISH.readOut(readOut)).contains("E-1001").endsWith("), with the key itself.");
    }

    @Test
    void namesInAReadOutThatThisVersionDoesNotKnowAreTold() {
        assertThat(ENGLISH.readOut(Reports.readOut("Manage Sales", "Print Labels", "Brew Coffee")))
                .isEqualTo("Permissions read out for employee E-1001 (as given), with the master key."
                        + " Permissions that this version does not know: Brew Coffee, Print Labels.");
    }

    @Test
    void aLineIsLabeledByItsOperationOrItsCategory() {
        assertThat(ENGLISH.label(Reports.unproven(Operation.RING_SALE))).isEqualTo("Ring a sale");
        assertThat(ENGLISH.label(Reports.success(PermissionCategory.SALES))).isEqualTo("Sales");
    }

    @Test
    void whatNoPermissionOpensIsToldBesideAnOperation() {
        assertThat(ENGLISH.explanation(
                        Reports.operation(Operation.SEND_OUT_RETAILER_DELIVERY, LineStatus.SUCCESS, Optional.empty())))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("beyond the permission, and not the employee's to mend: External Sources("));
    }

    @Test
    void theCauseOfALineGoesBeforeWhatNoPermissionOpens() {
        assertThat(ENGLISH.explanation(Reports.unproven(Operation.RING_SALE)))
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("needs Manage Sales; nothing proves it; beyond the permission"));
    }

    @Test
    void aSuccessThatTheReadOutDeniesIsSaidToBeSo() {
        ReportLine line = new ReportLine(
                PermissionCategory.TAGS,
                Optional.empty(),
                PermissionCategory.TAGS.readEndpoint(),
                Need.REQUIRED,
                LineStatus.SUCCESS,
                Optional.empty(),
                List.of(),
                List.of(
                        Evidence.observed(PermissionCategory.TAGS.readEndpoint(), OptionalInt.of(200)),
                        new Evidence.Declared(Permission.of("Manage Tags"), false)));

        assertThat(ENGLISH.explanation(line))
                .contains("answered, although Metrc's list of permissions lacks Manage Tags");
    }

    @Test
    void aRuleThatIsOnlyInferredExcludesProbably() {
        assertThat(ENGLISH.explanation(Reports.notApplicable(PermissionCategory.PATIENTS, "CanHaveMemberPatients")))
                .contains("this type of license does not have CanHaveMemberPatients (so probably not applicable)");
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseExplainsACall(Cause cause) {
        ValidationReport report = Reports.of(Reports.MASTER, Verdict.INCONCLUSIVE, Cause.THROTTLED);

        isASentence(ENGLISH.explanation(
                new Explanation(Optional.of(cause), Optional.empty(), List.of(Reports.grant("View Sales"))), report));
    }

    @Test
    void ofACallThatSucceededNothingIsMissing() {
        ValidationReport report = Reports.of(Reports.MASTER, Verdict.INCONCLUSIVE, Cause.THROTTLED);

        assertThat(ENGLISH.explanation(new Explanation(Optional.empty(), Optional.empty(), List.of()), report))
                .isEqualTo("The master key works at 402-00001; nothing that was checked is missing.");
    }

    private static String summary(Optional<Role> role, Verdict verdict, List<ReportLine> lines) {
        return ENGLISH.summary(
                Reports.of(role, Findings.NONE, new Diagnosis(verdict, Optional.empty(), lines, List.of())));
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

package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.access.AccessDecision;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.custody.EnrollmentResult;
import io.github.metrckeys.custody.KeyAges;
import io.github.metrckeys.custody.Notice;
import io.github.metrckeys.fixture.PseudoTranslation;
import io.github.metrckeys.fixture.ReportFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.PermissionChecklist;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportComparison;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ReportMatrix;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is said to people is said in their language, whole. All is rendered in a language of wide letters here, and no
 * plain letter may be left but in what is not translated:
 *
 * <ul>
 *   <li>names that are Metrc's own, as people look for them in Metrc: of permissions, facility flags, license types, and of
 *       the grants and settings that a call needs;
 *   <li>names of states and territories, and their codes;
 *   <li>what the application named: users, roles of its own, license numbers, addresses;
 *   <li>calls, as programs make them;
 *   <li>times, as ISO 8601 writes them.
 * </ul>
 */
class PseudoTranslationTest {

    private static final PseudoTranslation BUNDLE = new PseudoTranslation();
    private static final Messages PSEUDO = Messages.of(BUNDLE);

    private static final Facility SHOP = ReportFixture.SHOP;
    private static final Facility SANDBOX = Facility.of(SHOP.jurisdiction().sandbox(), "402-00001");
    private static final Facility CUSTOM =
            Facility.of(SHOP.jurisdiction().at(URI.create("https://metrc.example")), "402-00001");
    private static final Jurisdiction MICHIGAN = Jurisdiction.of("MI");
    private static final UserId LEE = UserId.of("lee");
    private static final Role CASHIER = Role.named("CASHIER").does(Operation.values());
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final KeyVersion VERSION = new KeyVersion(1);

    private static final List<Remedy> EVERY_REMEDY = Arrays.stream(Remedy.Code.values())
            .map(code -> new Remedy(code, List.of(Permission.of("Manage Sales"))))
            .toList();

    private static final ValidationReport.Diagnosis ALL_GOOD = because(Verdict.ALL_GOOD, Optional.empty());

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

    /** Longest first, since one may be a part of another. */
    private static final List<String> NOT_TRANSLATED = Stream.of(
                    EndpointCatalog.standard().permissions().stream().map(Permission::name),
                    EndpointCatalog.standard().permissions().stream()
                            .flatMap(permission -> permission.screen().stream())
                            .flatMap(screen -> Stream.of(screen, screen.replace(" > ", " "))),
                    FacilityFlag.known().stream().map(FacilityFlag::name),
                    EndpointCatalog.standard().endpoints().stream()
                            .flatMap(endpoint -> endpoint.gates().stream())
                            .map(Endpoint.Gate::name),
                    Stream.of("Retail Store", "Frobnicate Widgets", "E-1001", "E-1004", "Bea Bud", "Vic View"),
                    EndpointCatalog.standard().endpoints().stream()
                            .map(endpoint -> endpoint.method() + " " + endpoint.path()),
                    Stream.of(SANDBOX, CUSTOM, SHOP)
                            .map(place -> place.jurisdiction().id()),
                    Stream.of("https://metrc.example", "Colorado", "Michigan", MICHIGAN.id()),
                    Stream.of(CASHIER.name(), "emp-7", LEE.value()))
            .flatMap(names -> names)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();

    @ParameterizedTest
    @EnumSource
    void noEnglishIsLeftInAReport(ReportFormat format) {
        assertThat(reports(format)).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @ParameterizedTest
    @EnumSource
    void noEnglishIsLeftInAChecklist(ReportFormat format) {
        assertThat(checklists(format)).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void noEnglishIsLeftInATableOfReports() {
        isTranslated(matrix());
    }

    @ParameterizedTest
    @EnumSource
    void noEnglishIsLeftInARoster(ReportFormat format) {
        isTranslated(roster().render(format, PSEUDO));
    }

    @Test
    void noEnglishIsLeftInTheSentencesOfARosterForSpreadsheets() {
        assertThat(roster().rows())
                .allSatisfy(row -> isTranslated(row.summary(PSEUDO)))
                .allSatisfy(row -> assertThat(row.steps(PSEUDO)).allSatisfy(step -> isTranslated(step.text())));
    }

    @Test
    void noEnglishIsLeftInAnExplanationOfACall() {
        assertThat(explanations()).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void noEnglishIsLeftInWhatAKeyCanDo() {
        assertThat(decisions()).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void noEnglishIsLeftInWhichKeySigns() {
        assertThat(resolutions()).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void noEnglishIsLeftInANotice() {
        assertThat(notices()).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void noEnglishIsLeftInWhatBecameOfAKey() {
        assertThat(enrollments()).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void noEnglishIsLeftInAWarningAboutAnAge() {
        assertThat(ages()).allSatisfy(PseudoTranslationTest::isTranslated);
    }

    @Test
    void everySentenceIsSaidSomewhere() {
        String all = Stream.of(
                        Arrays.stream(ReportFormat.values()).flatMap(format -> reports(format).stream()),
                        Stream.of(roster().render(ReportFormat.TEXT, PSEUDO).replaceAll("\\s+", " ")),
                        Arrays.stream(ReportFormat.values()).flatMap(format -> checklists(format).stream()),
                        explanations().stream(),
                        decisions().stream(),
                        resolutions().stream(),
                        notices().stream(),
                        enrollments().stream(),
                        ages().stream(),
                        Arrays.stream(Remedy.Responsible.values()).map(who -> who.label(PSEUDO)))
                .flatMap(texts -> texts)
                .collect(Collectors.joining());

        assertThat(BUNDLE.missingIn(all)).isEmpty();
    }

    @Test
    void whatIsNotFromTheBundleIsFound() {
        assertThat(plainLetters(
                        ReportFormat.HTML.render(report(ReportFixture.EMPLOYEE, SHOP, Optional.empty(), ALL_GOOD))))
                .contains("Validating", "key", "for");
    }

    private static void isTranslated(String text) {
        assertThat(text).isNotBlank();
        assertThat(plainLetters(text)).as(text).isEmpty();
    }

    /** The words in plain letters, without markup and without what is not translated. */
    private static List<String> plainLetters(String text) {
        String rest = text.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("&(amp|lt|gt|quot|#39|#8203);", "")
                .replaceAll("\\\\(?=\\p{Punct})", "")
                .replaceAll("\\s+", " ");
        rest = TIME.matcher(rest).replaceAll("");
        for (String name : NOT_TRANSLATED) {
            rest = rest.replace(name, "");
        }
        return Pattern.compile("[A-Za-z]+")
                .matcher(rest)
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static List<String> reports(ReportFormat format) {
        ValidationReport good = report(ReportFixture.EMPLOYEE, SHOP, Optional.empty(), ALL_GOOD);
        List<ReportLine> lines = lines();
        return Stream.concat(
                        reports().stream()
                                .flatMap(report -> Arrays.stream(ReportFormat.Detail.values())
                                        .map(detail -> format.render(report, PSEUDO, detail))),
                        Stream.of(
                                        new ReportComparison(NOON, true, false, lines, lines, lines),
                                        new ReportComparison(NOON, false, true, lines, lines, lines),
                                        new ReportComparison(NOON, false, false, List.of(), List.of(), List.of()))
                                .map(since -> format.render(good, PSEUDO, since)))
                .toList();
    }

    private static List<ValidationReport> reports() {
        List<ValidationReport> reports = new ArrayList<>();
        reports.add(report(
                ReportFixture.EMPLOYEE,
                SHOP,
                Optional.empty(),
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), lines(), EVERY_REMEDY)));
        for (KeyOwner subject : List.of(ReportFixture.EMPLOYEE, ReportFixture.MASTER)) {
            for (Facility facility : List.of(SHOP, SANDBOX, CUSTOM)) {
                reports.add(report(subject, facility, Optional.empty(), ALL_GOOD));
            }
            for (Cause cause : Cause.values()) {
                reports.add(report(subject, SHOP, Optional.empty(), because(Verdict.KEY_REFUSED, Optional.of(cause))));
            }
            for (Verdict verdict : Verdict.values()) {
                reports.add(report(subject, SHOP, Optional.empty(), because(verdict, Optional.empty())));
            }
        }
        Stream.concat(Role.standard().stream(), Stream.of(CASHIER)).forEach(role -> {
            reports.add(report(ReportFixture.EMPLOYEE, SHOP, Optional.of(role), ALL_GOOD));
            reports.add(report(
                    ReportFixture.EMPLOYEE,
                    SHOP,
                    Optional.of(role),
                    because(Verdict.PERMISSIONS_MISSING, Optional.of(Cause.PERMISSION_MISSING))));
        });
        reports.addAll(judgedForARole());
        Role.standard()
                .forEach(role -> reports.add(report(
                        ReportFixture.EMPLOYEE,
                        SHOP,
                        Optional.of(role),
                        new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), lines(), List.of()))));
        reports.add(report(
                ReportFixture.EMPLOYEE,
                SHOP,
                Optional.of(CASHIER),
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        Arrays.stream(Operation.values())
                                .map(each -> ReportFixture.operation(each, ReportLine.Status.SUCCESS, Optional.empty()))
                                .toList(),
                        List.of())));
        reports.add(overGranted("Manage Employees"));
        reports.add(
                overGranted("Manage Employees", "Manage Plants", "Manage Harvests", "View Plants", "View Harvests"));
        permissionLists()
                .forEach(list -> reports.add(new ValidationReport(
                        ReportFixture.EMPLOYEE,
                        SHOP,
                        Optional.empty(),
                        new ValidationReport.Findings(
                                Optional.empty(),
                                FacilityFlags.UNKNOWN,
                                List.of(),
                                list,
                                Optional.empty(),
                                Optional.empty(),
                                ValidationReport.Findings.MasterKey.NOT_TRIED),
                        because(Verdict.ALL_GOOD, Optional.empty()),
                        NOON,
                        Duration.ofMillis(250),
                        4)));
        return reports;
    }

    /** What is said of a role that the license does not fit, or of which something is not verified. */
    private static List<ValidationReport> judgedForARole() {
        Optional<Role> cashier = Optional.of(Role.named("CASHIER").does(Operation.RING_SALE));
        ReportLine noSale = ReportFixture.notApplicable(Operation.RING_SALE, "AdvancedSales");
        List<ReportLine> noSales = List.of(
                ReportFixture.notApplicable(PermissionCategory.SALES, "CanSellToConsumers"),
                ReportFixture.notApplicable(Operation.RING_SALE, "CanSellToConsumers"));
        List<ReportLine> salesToLookAt = List.of(ReportFixture.success(PermissionCategory.SALES), noSale);
        List<ValidationReport> reports = new ArrayList<>();
        reports.add(report(
                ReportFixture.EMPLOYEE,
                SHOP,
                cashier,
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), noSales, List.of())));
        reports.add(report(
                ReportFixture.EMPLOYEE,
                SHOP,
                cashier,
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(
                                ReportFixture.notApplicable(Operation.LOOK_PATIENT_UP, "CanHaveMemberPatients"),
                                ReportFixture.notApplicable(Operation.HARVEST, "CanGrowPlants"),
                                ReportFixture.notApplicable(Operation.PLANT, "CanGrowPlants"),
                                ReportFixture.notApplicable(Operation.GROW_ON, "CanGrowPlants")),
                        List.of())));
        for (List<ReportLine> lines : List.of(noSales, salesToLookAt)) {
            reports.add(report(
                    ReportFixture.EMPLOYEE,
                    SHOP,
                    cashier,
                    new ValidationReport.Diagnosis(
                            Verdict.ROLE_DOES_NOT_FIT, Optional.of(Cause.LICENSE_TYPE_EXCLUDES), lines, List.of())));
        }
        for (Cause cause :
                List.of(Cause.NOT_PROVEN, Cause.LICENSE_TYPE_EXCLUDES, Cause.UNSUPPORTED_HERE, Cause.KEY_OF_ANOTHER)) {
            reports.add(
                    report(ReportFixture.EMPLOYEE, SHOP, cashier, because(Verdict.NOT_VERIFIED, Optional.of(cause))));
        }
        reports.add(report(
                ReportFixture.EMPLOYEE,
                SHOP,
                cashier,
                because(Verdict.INCONCLUSIVE, Optional.of(Cause.REFUSED_DESPITE_PERMISSION))));
        Holder unnamed = new Holder("E-1004", Optional.empty(), Optional.empty());
        Holder bea = new Holder("E-1004", Optional.of("Bea Bud"), Optional.of("Vic View"));
        for (Holder holder : List.of(unnamed, bea)) {
            reports.add(report(
                    ReportFixture.EMPLOYEE,
                    SHOP,
                    cashier,
                    because(Verdict.NOT_VERIFIED, Optional.of(Cause.KEY_OF_ANOTHER)),
                    Optional.of(holder),
                    MasterKey.NOT_TRIED));
        }
        for (MasterKey masterKey : MasterKey.values()) {
            reports.add(report(ReportFixture.EMPLOYEE, SHOP, cashier, ALL_GOOD, Optional.empty(), masterKey));
        }
        return reports;
    }

    private static ValidationReport overGranted(String... permissions) {
        return ReportFixture.of(
                Optional.of(Role.BUDTENDER),
                ReportFixture.learned(ReportFixture.permissionList(permissions)),
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(ReportFixture.success(PermissionCategory.SALES)),
                        List.of()));
    }

    private static ValidationReport report(
            KeyOwner subject, Facility facility, Optional<Role> role, ValidationReport.Diagnosis diagnosis) {
        return report(subject, facility, role, diagnosis, Optional.empty(), MasterKey.NOT_TRIED);
    }

    private static ValidationReport report(
            KeyOwner subject,
            Facility facility,
            Optional<Role> role,
            ValidationReport.Diagnosis diagnosis,
            Optional<Holder> holder,
            MasterKey masterKey) {
        return new ValidationReport(
                subject,
                facility,
                role,
                new ValidationReport.Findings(
                        Optional.of("Retail Store"),
                        FacilityFlags.UNKNOWN,
                        List.of(LicenseNumber.of("402-00001"), LicenseNumber.of("402-00002")),
                        PermissionList.NOT_ASKED,
                        Optional.of(MICHIGAN),
                        holder,
                        masterKey),
                diagnosis,
                NOON,
                Duration.ofMillis(250),
                4);
    }

    private static ValidationReport.Diagnosis because(Verdict verdict, Optional<Cause> cause) {
        return new ValidationReport.Diagnosis(
                verdict,
                cause,
                List.of(ReportFixture.failure(PermissionCategory.SALES), ReportFixture.unproven(Operation.RING_SALE)),
                EVERY_REMEDY);
    }

    /** Lines about every part of Metrc and every operation, with every status and every cause. */
    private static List<ReportLine> lines() {
        List<ReportLine> lines = new ArrayList<>();
        for (PermissionCategory category : PermissionCategory.values()) {
            lines.add(ReportFixture.success(category));
            lines.add(ReportFixture.failure(category));
            lines.add(ReportFixture.notApplicable(category, "CanGrowPlants"));
            lines.add(ReportFixture.notApplicable(category, "CanSellToConsumers", "CanSellToPatients"));
        }
        FacilityFlag.known()
                .forEach(flag -> lines.add(ReportFixture.notApplicable(PermissionCategory.SALES, flag.name())));
        for (ReportLine.Status status : ReportLine.Status.values()) {
            lines.add(ReportFixture.needed(
                    Role.Need.HELPFUL,
                    ReportFixture.operation(Operation.VOID_SALE, status, Optional.of(Cause.NOT_PROVEN))));
        }
        for (Operation operation : Operation.values()) {
            lines.add(ReportFixture.unproven(operation));
        }
        for (Cause cause : Cause.values()) {
            ReportLine line = ReportFixture.because(PermissionCategory.SALES, ReportLine.Status.INCONCLUSIVE, cause);
            lines.add(line);
            lines.add(ReportFixture.needed(Role.Need.HELPFUL, line));
            lines.add(ReportFixture.needed(
                    Role.Need.HELPFUL,
                    ReportFixture.because(PermissionCategory.SALES, ReportLine.Status.FAILURE, cause)));
        }
        lines.add(answeredAgainstTheList());
        return lines;
    }

    private static ReportLine answeredAgainstTheList() {
        Endpoint sales = PermissionCategory.SALES.readEndpoint();
        return new ReportLine(
                PermissionCategory.SALES,
                Optional.empty(),
                sales,
                Role.Need.REQUIRED,
                ReportLine.Status.SUCCESS,
                Optional.empty(),
                List.of(),
                Stream.concat(
                                Stream.of(
                                        Evidence.observed(sales, OptionalInt.of(200)),
                                        Evidence.observed(sales, OptionalInt.empty()),
                                        new Evidence.Declared(Permission.of("Manage Sales"), true)),
                                sales.permissions().permissions().stream()
                                        .map(permission -> (Evidence) new Evidence.Declared(permission, false)))
                        .toList());
    }

    private static Stream<PermissionList> permissionLists() {
        return Stream.of(
                        Arrays.stream(PermissionList.Reason.values()).map(PermissionList.None::new),
                        Arrays.stream(PermissionList.Found.values())
                                .flatMap(found -> Arrays.stream(KeyMode.values())
                                        .map(mode -> new PermissionList.Read(
                                                "E-1001", found, mode, Set.of(Permission.of("Frobnicate Widgets"))))))
                .flatMap(lists -> lists);
    }

    private static List<String> checklists(ReportFormat format) {
        FacilityFlags store = FacilityFlags.ofLicenseType("Retail Store");
        return Stream.of(
                        PermissionChecklist.of(CASHIER, store, "Retail Store"),
                        PermissionChecklist.of(Role.BUDTENDER, store),
                        PermissionChecklist.of(Role.CULTIVATOR, store),
                        PermissionChecklist.of(Role.named("CASHIER"), store))
                .map(checklist -> checklist.render(format, PSEUDO))
                .toList();
    }

    private static String matrix() {
        return ReportMatrix.of(reports()).render(PSEUDO);
    }

    private static Roster roster() {
        List<Roster.Employee> employees = new ArrayList<>();
        List<ValidationReport> reports = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            UserId user = UserId.of("emp-7" + employees.size());
            employees.add(new Roster.Employee(user, Optional.empty(), true));
            reports.add(report(
                    KeyOwner.individual(SHOP.jurisdiction(), user),
                    SHOP,
                    Optional.of(CASHIER),
                    because(verdict, Optional.empty())));
        }
        employees.add(new Roster.Employee(UserId.of("emp-7"), Optional.empty(), true));
        employees.add(new Roster.Employee(LEE, Optional.empty(), false));
        return Roster.of(SHOP, CASHIER, employees, reports);
    }

    private static List<String> explanations() {
        ValidationReport report = report(ReportFixture.EMPLOYEE, SHOP, Optional.empty(), ALL_GOOD);
        return Stream.concat(
                        Stream.of(Optional.<Cause>empty()),
                        Arrays.stream(Cause.values()).map(Optional::of))
                .map(cause -> new Explanation(cause, Optional.empty(), EVERY_REMEDY).sentence(report, PSEUDO))
                .toList();
    }

    private static List<String> decisions() {
        ValidationReport report = report(ReportFixture.EMPLOYEE, SHOP, Optional.empty(), ALL_GOOD);
        return Stream.of(
                        Stream.of(new AccessDecision.Yes(NOON)),
                        Arrays.stream(Cause.values())
                                .map(cause -> new AccessDecision.No(cause, EVERY_REMEDY, NOON, report)),
                        Arrays.stream(AccessDecision.Reason.values())
                                .flatMap(reason -> Stream.of(Optional.<Instant>empty(), Optional.of(NOON))
                                        .map(asOf -> new AccessDecision.Unknown(reason, asOf))))
                .flatMap(decisions -> decisions)
                .map(decision -> decision.sentence(PSEUDO))
                .toList();
    }

    private static List<String> resolutions() {
        KeyRequest request = KeyRequest.write(SHOP);
        return Stream.concat(
                        Arrays.stream(KeyResolution.Choice.values())
                                .map(choice -> new KeyResolution.Resolved(
                                        ReportFixture.EMPLOYEE, UserApiKey.of("user-key"), VERSION, choice)),
                        Arrays.stream(KeyResolution.Gap.values())
                                .flatMap(gap -> Stream.of(request, request.by(LEE))
                                        .map(each -> new KeyResolution.Unresolved(each, gap))))
                .map(resolution -> resolution.sentence(PSEUDO))
                .toList();
    }

    private static List<String> notices() {
        KeyOwner lees = KeyOwner.individual(SHOP.jurisdiction(), LEE);
        List<Optional<KeyOwner>> owners =
                List.of(Optional.empty(), Optional.of(lees), Optional.of(ReportFixture.MASTER));
        return Arrays.stream(Notice.Code.values())
                .flatMap(code -> owners.stream()
                        .flatMap(owner -> Arrays.stream(KeyState.values())
                                .map(state -> new Notice(code, owner, state, EnumSet.allOf(KeyShape.class)))))
                .map(notice -> notice.sentence(PSEUDO))
                .toList();
    }

    private static List<String> enrollments() {
        ValidationReport report = report(ReportFixture.EMPLOYEE, SHOP, Optional.empty(), ALL_GOOD);
        return Arrays.stream(EnrollmentResult.Outcome.values())
                .map(outcome ->
                        new EnrollmentResult(outcome, ReportFixture.EMPLOYEE, Optional.of(VERSION), report, List.of()))
                .map(result -> result.sentence(PSEUDO))
                .toList();
    }

    private static List<String> ages() {
        return Stream.of(true, false)
                .map(old -> new KeyAges.KeyAge(
                        ReportFixture.EMPLOYEE,
                        KeyState.IN_FORCE,
                        VERSION,
                        Duration.ofDays(400),
                        Optional.empty(),
                        Optional.empty(),
                        old,
                        !old))
                .map(age -> age.warning(PSEUDO).orElse(""))
                .toList();
    }
}

package io.github.metrckeys;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.access.AccessDecision;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Provenance;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.custody.EnrollmentResult;
import io.github.metrckeys.custody.Notice;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.jdbc.SchemaMode;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.store.KeyState;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    /** The codes that are said to people, and the keys of each. */
    private static final Map<Class<? extends Enum<?>>, List<String>> SAID = Map.ofEntries(
            entry(AccessDecision.Reason.class, List.of("access.%s")),
            entry(Cause.class, List.of("summary.%s", "line.%s")),
            entry(Endpoint.PermissionRule.Match.class, List.of("permissions.%s")),
            entry(EnrollmentResult.Outcome.class, List.of("enrollment.%s")),
            entry(Jurisdiction.Environment.class, List.of("jurisdiction.%s")),
            entry(KeyResolution.Choice.class, List.of("choice.%s")),
            entry(KeyResolution.Gap.class, List.of("gap.%s", "gap.%s.remedy")),
            entry(KeyShape.class, List.of("shape.%s")),
            entry(Notice.Code.class, List.of("notice.%s")),
            entry(Operation.class, List.of("operation.%s")),
            entry(PermissionCategory.class, List.of("category.%s")),
            entry(PermissionList.Found.class, List.of("found.%s")),
            entry(PermissionList.Reason.class, List.of("permissionList.%s")),
            entry(Remedy.Code.class, List.of("step.%s.1")),
            entry(Remedy.Responsible.class, List.of("who.%s")),
            entry(ReportLine.Status.class, List.of("status.%s")),
            entry(Roster.State.class, List.of("roster.%s")),
            entry(Verdict.class, List.of("verdict.%s")));

    /** The codes that programs choose or tell apart, and that nothing says to people. */
    private static final Set<Class<?>> NOT_SAID = Set.of(
            Access.class,
            Circumstance.class,
            Endpoint.AnswerShape.class,
            Endpoint.Gate.Holder.class,
            Endpoint.Sources.class,
            ErrorCode.class,
            Evidence.Signed.class,
            HttpMethod.class,
            Jurisdiction.IndividualKeys.Demand.class,
            KeyMode.class,
            KeyPolicy.MasterFallback.class,
            KeyState.class,
            PermissionList.Says.class,
            ProbeRequest.Depth.class,
            Provenance.class,
            ReportFormat.class,
            ReportFormat.Detail.class,
            Role.Need.class,
            ValidationReport.Findings.MasterKey.class,
            SchemaMode.class);

    /** What is said beside codes, or in more than one way; {@link PseudoTranslationTest} shows that all of it is. */
    private static final List<String> OTHERS = List.of(
            "language",
            "checklist.TITLE",
            "checklist.TITLE_AT",
            "checklist.WHERE",
            "checklist.NO_BOX",
            "checklist.DOES_NOT_FIT",
            "checklist.REQUIRED",
            "checklist.HELPFUL",
            "checklist.EXCLUDED",
            "checklist.LOOK",
            "checklist.BOX_UNDER",
            "summary.ALL_GOOD",
            "summary.ALL_GOOD_ROLE",
            "summary.PERMISSION_MISSING_ROLE",
            "summary.REFUSED_ANYWAY",
            "summary.ALL_GOOD_ROLE_EXCEPT",
            "summary.AND_MORE",
            "summary.ALL_GOOD_ROLE_EXCEPT_LIKELY",
            "step.CHECK_AGAIN_THEN_RENEW.3",
            "step.RENEW_USER_KEY.PAIR",
            "step.READ_PERMISSIONS_OUT.EMPLOYEE",
            "step.USE_OWN_KEY.OF_MASTER",
            "step.RENEW_MASTER_KEY.OWNER_LEFT",
            "step.GRANT_PERMISSION.NO_ROLE",
            "without.PATIENTS",
            "without.RETAILER_DELIVERIES",
            "line.NOT_APPLICABLE_MIXED",
            "summary.REFUSED_DESPITE_PERMISSION_ROLE",
            "summary.ROLE_DOES_NOT_FIT",
            "summary.NOT_THROUGH_THIS_CALL",
            "summary.ROLE_LIKELY_DOES_NOT_FIT",
            "summary.NOT_VERIFIED",
            "summary.NOT_VERIFIED_UNSUPPORTED",
            "summary.KEY_OF_ANOTHER_UNNAMED",
            "summary.ALSO_NOT_PROVEN",
            "summary.MASTER_KEY_REFUSED",
            "summary.SAME_AS_MASTER_KEY",
            "work.RING_SALE",
            "explanation.REFUSED_DESPITE_PERMISSION",
            "explanation.GRANT_NOT_IN_EFFECT",
            "explanation.NOT_PROVEN",
            "summary.NOT_PROVEN_WRITES",
            "explanation.NOTHING_WRONG",
            "key.INDIVIDUAL",
            "key.MASTER",
            "key.EMPLOYEE",
            "subject.EMPLOYEE",
            "key.OWN",
            "subject.MASTER",
            "subject.OWNER",
            "role.OTHER",
            "line.NOT_APPLICABLE",
            "line.LIKELY",
            "line.DISPUTED",
            "line.GATES",
            "permissions.NONE",
            "permissionList.READ",
            "permissionList.UNKNOWN",
            "heading.TITLE",
            "heading.CATEGORY",
            "heading.STATUS",
            "heading.NOTE",
            "heading.REMEDIES",
            "heading.ROLE",
            "heading.STEPS",
            "heading.RESULTS",
            "heading.PARTS_AND_OPERATIONS",
            "heading.PARTS",
            "heading.OPERATIONS",
            "heading.SURPLUS",
            "heading.SURPLUS_MORE",
            "heading.DETAILS",
            "heading.BASIS",
            "heading.FLAGS",
            "heading.EVIDENCE",
            "evidence.ANSWERED",
            "evidence.SILENT",
            "evidence.GRANTED",
            "evidence.MISSING",
            "status.OPTIONAL_FAILURE",
            "status.OPTIONAL_INCONCLUSIVE",
            "status.OPTIONAL_UNPROVEN",
            "without.PLANTS",
            "without.HOME_DELIVERY",
            "without.PROCESSING",
            "without.PATIENT_CHECK_INS",
            "without.SALES",
            "without.SALES_REPORTS",
            "without.LABORATORY",
            "without.OUTSIDE_TRANSFERS",
            "without.DELIVERY_HUB",
            "without.NEW_PACKAGES",
            "without.TESTING",
            "step.GRANT_PERMISSION.POS_ADMIN.1",
            "step.GRANT_PERMISSION.POS_ADMIN.2",
            "step.CHECK_PERMISSION.POS_ADMIN.1",
            "step.CHECK_AGAIN_THEN_RENEW.2",
            "step.RENEW_USER_KEY.2",
            "step.RENEW_USER_KEY.3",
            "step.RENEW_USER_KEY.POS_ADMIN.1",
            "step.RENEW_USER_KEY.POS_ADMIN.OTHER_SERVER",
            "step.RENEW_MASTER_KEY.2",
            "step.ATTACH_USER.POS_ADMIN.1",
            "heading.GATES",
            "heading.ROSTER",
            "heading.READY",
            "heading.EMPLOYEE",
            "heading.STEPS_FOR",
            "heading.STEPS_NOBODY",
            "employee.NO_KEY",
            "employee.NOT_CHECKED",
            "employee.ENTER_KEY",
            "employee.CHECK",
            "heading.LICENSES",
            "heading.SINCE",
            "heading.BROKE",
            "heading.FIXED",
            "heading.UNCLEAR",
            "heading.UNCHANGED",
            "heading.FOOTER",
            "owner.INDIVIDUAL",
            "owner.INDIVIDUAL_UNVERIFIED",
            "owner.MASTER",
            "owner.MASTER_UNVERIFIED",
            "notice.ANY_OWNER",
            "notice.OLD_KEY_STILL_STORED_PERSON",
            "age.OLD",
            "age.STORED_IN_THE_FUTURE",
            "access.YES");

    @Test
    void everyCodeHasASentenceAndEverySentenceACode() {
        List<String> keys = new ArrayList<>(OTHERS);
        SAID.forEach((type, forms) -> forms.forEach(form -> Stream.of(type.getEnumConstants())
                .forEach(code -> keys.add(String.format(Locale.ROOT, form, code.name())))));
        Role.standard().forEach(role -> keys.add("role." + role.name()));

        assertThat(bundle().keySet()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void ofEveryPublicCodeItIsKnownWhetherPeopleReadIt() throws Exception {
        Set<Class<?>> known =
                Stream.concat(SAID.keySet().stream(), NOT_SAID.stream()).collect(Collectors.toSet());

        assertThat(publicEnums()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void whatATranslationHasGoesBeforeTheEnglish() throws Exception {
        assertThat(german("status.SUCCESS = Erfolg").text("status.SUCCESS")).isEqualTo("Erfolg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status.FAILURE =", "status.FAILURE = \\ \\ "})
    void whatATranslationLacksOrLeavesBlankIsSaidInEnglishAndNamed(String properties) throws Exception {
        Messages german = german("status.SUCCESS = Erfolg\n" + properties);

        assertThat(german.text("status.FAILURE")).isEqualTo("Failure");
        assertThat(german.untranslated()).contains("status.FAILURE").doesNotContain("status.SUCCESS");
    }

    @Test
    void theEnglishLacksNothing() {
        assertThat(Messages.english().untranslated()).isEmpty();
        assertThat(Messages.of(bundle()).untranslated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{0", "{name}", "{0,number}", "{0,date}", "{99}", "{11,number}", "'"})
    void aTranslationThatIsNoPatternIsRefusedByItsKey(String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> german("step.WAIT.1 = " + text))
                .withMessageContaining("step.WAIT.1")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @Test
    void aTranslationMayUseAnyWordThatItsFamilyGets() throws Exception {
        assertThat(german("summary.THROTTLED = {0}, {2}, {3}").text("summary.THROTTLED", "a", "b", "c", "d"))
                .isEqualTo("a, c, d");
    }

    @Test
    void aTranslationThatIsNoTextIsRefusedByItsKey() {
        ResourceBundle numbers = new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"step.WAIT.1", 7}};
            }
        };

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Messages.of(numbers))
                .withMessageContaining("step.WAIT.1");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Messages.english().text("step.PRAY.1"))
                .withMessageContaining("step.PRAY.1")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void messagesShowTheirLanguage() throws Exception {
        assertThat(Messages.english()).hasToString("Messages[en]");
        assertThat(german("language = de").language()).isEqualTo("de");
    }

    private static Messages german(String properties) throws Exception {
        return Messages.of(new PropertyResourceBundle(new StringReader(properties)));
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle("io.github.metrckeys.messages", Locale.ROOT);
    }

    private static List<Class<?>> publicEnums() throws Exception {
        Path classes = Path.of(Messages.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> enums = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replaceAll("[/\\\\]", ".");
                if (!name.contains(".internal.") && !name.endsWith("-info.class")) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (type.isEnum() && Modifier.isPublic(type.getModifiers())) {
                        enums.add(type);
                    }
                }
            }
        }
        return enums;
    }
}

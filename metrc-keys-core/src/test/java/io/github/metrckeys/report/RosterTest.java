package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RosterTest {

    private static final Facility SHOP = ReportFixture.SHOP;
    private static final Roster.Employee BEA = new Roster.Employee(UserId.of("emp-7"), Optional.of("Bea Bud"), true);
    private static final Roster.Employee VIC = new Roster.Employee(UserId.of("emp-8"), Optional.empty(), true);
    private static final Roster.Employee NEW = new Roster.Employee(UserId.of("emp-9"), Optional.of("Nia New"), false);

    private static ValidationReport report(Roster.Employee employee, Verdict verdict, Remedy... remedies) {
        return report(employee, Role.BUDTENDER, SHOP, Instant.EPOCH, verdict, remedies);
    }

    private static ValidationReport report(
            Roster.Employee employee, Role role, Facility place, Instant at, Verdict verdict, Remedy... remedies) {
        Optional<Cause> cause = verdict == Verdict.PERMISSIONS_MISSING
                ? Optional.of(Cause.PERMISSION_MISSING)
                : verdict == Verdict.INCONCLUSIVE ? Optional.of(Cause.METRC_UNAVAILABLE) : Optional.empty();
        return new ValidationReport(
                KeyOwner.individual(place.jurisdiction(), employee.user()),
                place,
                Optional.of(role),
                ReportFixture.RETAIL_STORE,
                new ValidationReport.Diagnosis(verdict, cause, List.of(), List.of(remedies)),
                at,
                Duration.ZERO,
                4);
    }

    private static Roster roster(List<Roster.Employee> employees, ValidationReport... reports) {
        return Roster.of(SHOP, Role.BUDTENDER, employees, List.of(reports));
    }

    private static Roster.State state(ValidationReport... reports) {
        return roster(List.of(BEA), reports).rows().get(0).state();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_GOOD, READY",
        "PERMISSIONS_MISSING, PERMISSIONS_MISSING",
        "ROLE_DOES_NOT_FIT, ROLE_DOES_NOT_FIT",
        "KEY_REFUSED, KEY_REFUSED",
        "NOT_VERIFIED, NOT_VERIFIED",
        "INCONCLUSIVE, INCONCLUSIVE"
    })
    void theStateIsThatOfTheReport(Verdict verdict, Roster.State state) {
        assertThat(state(report(BEA, verdict))).isEqualTo(state);
    }

    @Test
    void whoHasAKeyThatNobodyCheckedIsInconclusive() {
        assertThat(state()).isEqualTo(Roster.State.INCONCLUSIVE);
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNoKeyHasNoneWhateverAReportSays(Verdict verdict) {
        Roster.Row row = roster(List.of(NEW), report(NEW, verdict, Remedy.of(Remedy.Code.WAIT)))
                .rows()
                .get(0);

        assertThat(row.state()).isEqualTo(Roster.State.NO_KEY);
        assertThat(row.remedies()).containsExactly(Remedy.of(Remedy.Code.USE_OWN_KEY));
    }

    @Test
    void aReportOfAnotherFacilityOrRoleIsPassedOver() {
        Facility other = Facility.of(SHOP.jurisdiction(), "402-00002");

        assertThat(state(report(BEA, Role.BUDTENDER, other, Instant.EPOCH, Verdict.ALL_GOOD)))
                .isEqualTo(Roster.State.INCONCLUSIVE);
        assertThat(state(report(BEA, Role.LAB, SHOP, Instant.EPOCH, Verdict.ALL_GOOD)))
                .isEqualTo(Roster.State.INCONCLUSIVE);
    }

    @Test
    void theLatestReportCountsUnlessItIsInconclusive() {
        Instant later = Instant.EPOCH.plusSeconds(60);

        assertThat(state(report(BEA, Role.BUDTENDER, SHOP, later, Verdict.KEY_REFUSED), report(BEA, Verdict.ALL_GOOD)))
                .isEqualTo(Roster.State.KEY_REFUSED);
        assertThat(state(report(BEA, Verdict.ALL_GOOD), report(BEA, Role.BUDTENDER, SHOP, later, Verdict.INCONCLUSIVE)))
                .isEqualTo(Roster.State.READY);
    }

    @Test
    void rowsStandInTheOrderOfTheEmployees() {
        Roster roster = roster(List.of(VIC, NEW, BEA), report(BEA, Verdict.ALL_GOOD));

        assertThat(roster.rows()).extracting(Roster.Row::employee).containsExactly(VIC, NEW, BEA);
        assertThat(roster).hasToString("Roster[CO 402-00001, 1 of 3 ready]");
    }

    @Test
    void theTextIsATableAndWhatToDo() {
        Roster roster =
                roster(List.of(BEA, VIC, NEW), report(BEA, Verdict.ALL_GOOD), report(VIC, Verdict.NOT_VERIFIED));

        assertThat(roster.render(ReportFormat.TEXT)).isEqualTo("""
                Ready to work with their own key as a budtender?
                402-00001, Colorado
                1 of 3 ready

                Employee         Status        Note
                ---------------  ------------  ---------------------------------------------------------------------
                Bea Bud (emp-7)  Ready         The key of emp-7 works at 402-00001 and has all that a budtender
                                               needs.
                emp-8            Not verified  Not verified
                Nia New (emp-9)  No key        No key of Nia New (emp-9) is stored.

                What to do, by the employee:
                1. Nia New (emp-9): Log in to Metrc in Colorado as yourself, open the avatar menu > API Keys, copy
                   the Current API Key, and enter it as your key at the point of sale. Press Generate only if there
                   is none.
                """);
    }

    @Test
    void aStepThatSeveralHaveInCommonIsSaidOnceWithTheirNames() {
        Remedy renew = Remedy.of(Remedy.Code.RENEW_LICENSE);
        String text = roster(
                        List.of(BEA, VIC),
                        report(BEA, Verdict.KEY_REFUSED, renew),
                        report(VIC, Verdict.KEY_REFUSED, renew))
                .render(ReportFormat.MARKDOWN);

        assertThat(text).containsOnlyOnce("Renew the license").contains("1. Bea Bud (emp-7), emp-8: Renew");
    }

    @Test
    void whatNobodyHasToFixIsSaidToBeSo() {
        assertThat(roster(List.of(VIC)).render(ReportFormat.TEXT)).contains("""

                Nothing to fix:
                1. emp-8: Check the key of emp-8 at 402-00001 again.
                """);
    }

    @ParameterizedTest
    @EnumSource
    void nothingFromOutsideIsMarkupOrHidden(ReportFormat format) {
        Roster.Employee mallory = new Roster.Employee(
                UserId.of("<img src=x>"), Optional.of("*bold* |\n[link](https://x)\u202E\u001B[2J"), false);
        String text = roster(List.of(mallory)).render(format);

        assertThat(text).doesNotContain("\u202E", "\u001B", "|\n[");
        switch (format) {
            case TEXT -> assertThat(text).contains("<img src=x>");
            case MARKDOWN -> assertThat(text).doesNotContain(" *bold*", "[link](", "(<img");
            case HTML -> assertThat(text).doesNotContain("<img").contains("&lt;img src=x&gt;");
        }
    }

    @Test
    void aSpreadsheetRunsNothingThatSomebodyWroteIntoAName() {
        Roster.Employee mallory = new Roster.Employee(UserId.of("+1"), Optional.of("=HYPERLINK(\"https://x\")"), false);

        assertThat(roster(List.of(mallory)).toCsv())
                .startsWith("user,name,state,summary,what_to_do\r\n'+1,\"'=HYPERLINK(\"\"https://x\"\")\",NO_KEY,");
    }

    @Test
    void withoutEmployeesThereIsNoTable() {
        assertThat(roster(List.of()).render(ReportFormat.TEXT)).endsWith("0 of 0 ready\n");
        assertThat(roster(List.of()).toCsv()).isEqualTo("user,name,state,summary,what_to_do\r\n");
    }
}

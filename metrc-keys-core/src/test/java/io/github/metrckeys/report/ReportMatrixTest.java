package io.github.metrckeys.report;

import static io.github.metrckeys.fixture.AccessFixture.EMPLOYEE;
import static io.github.metrckeys.fixture.AccessFixture.MASTER;
import static io.github.metrckeys.fixture.AccessFixture.NINE;
import static io.github.metrckeys.fixture.AccessFixture.OTHER_EMPLOYEE;
import static io.github.metrckeys.fixture.AccessFixture.OTHER_SHOP;
import static io.github.metrckeys.fixture.AccessFixture.SHOP;
import static io.github.metrckeys.fixture.AccessFixture.outage;
import static io.github.metrckeys.fixture.AccessFixture.refused;
import static io.github.metrckeys.fixture.AccessFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.fixture.AccessFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportMatrixTest {

    private static final ValidationReport GOOD = report(EMPLOYEE, SHOP, NINE);
    private static final ValidationReport REFUSED = refused(OTHER_EMPLOYEE, SHOP, NINE, Cause.USER_KEY_REJECTED);

    @Test
    void reportsAreFoundByOwnerAndFacility() {
        ReportMatrix matrix = ReportMatrix.of(List.of(REFUSED, GOOD, report(EMPLOYEE, OTHER_SHOP, NINE)));

        assertThat(matrix.owners()).containsExactly(OTHER_EMPLOYEE, EMPLOYEE);
        assertThat(matrix.facilities()).containsExactly(SHOP, OTHER_SHOP);
        assertThat(matrix.report(EMPLOYEE, SHOP)).contains(GOOD);
        assertThat(matrix.report(OTHER_EMPLOYEE, OTHER_SHOP)).isEmpty();
        assertThat(matrix).hasToString("ReportMatrix[2 owners, 2 facilities]");
    }

    @Test
    void ofSeveralTheYoungestVerdictCounts() {
        ValidationReport later = refused(EMPLOYEE, SHOP, NINE.plusSeconds(1), Cause.KEY_REPLACED);
        ValidationReport silent = outage(EMPLOYEE, SHOP, NINE.plusSeconds(2));

        assertThat(ReportMatrix.of(List.of(later, GOOD, silent)).report(EMPLOYEE, SHOP))
                .contains(later);
        assertThat(ReportMatrix.of(List.of(silent, later)).report(EMPLOYEE, SHOP))
                .contains(later);
        assertThat(ReportMatrix.of(List.of(silent)).report(EMPLOYEE, SHOP)).contains(silent);
    }

    @Test
    void peopleAreRowsAndFacilitiesColumns() {
        List<ValidationReport> reports = List.of(
                GOOD,
                outage(EMPLOYEE, OTHER_SHOP, NINE),
                REFUSED,
                report(MASTER, SHOP, NINE),
                report(KeyOwner.master(OTHER_SHOP), OTHER_SHOP, NINE));

        assertThat(ReportMatrix.of(reports).render()).isEqualTo("""
                            CO 402-00001  CO 402-00002
                ----------  ------------  ------------
                emp-7       All good      No verdict
                emp-8       Refused       -
                Master Key  All good      All good

                No verdict about the key of emp-7: Metrc in Colorado cannot be reached or is failing. If it was checked before, that verdict stands.
                Metrc in Colorado refuses the key of emp-8; the vendor key is good, since another user's key works with it.
                """);
    }

    @Test
    void onePersonsKeyOverManyLicensesIsAColumn() {
        List<ValidationReport> reports = List.of(
                GOOD,
                report(EMPLOYEE, OTHER_SHOP, NINE),
                report(EMPLOYEE, Facility.of(AccessFixture.COLORADO, "402-00003"), NINE));

        assertThat(ReportMatrix.of(reports).render()).isEqualTo("""
                              emp-7
                ------------  --------
                CO 402-00001  All good
                CO 402-00002  All good
                CO 402-00003  All good
                """);
    }

    @Test
    void noReportIsNoTable() {
        assertThat(ReportMatrix.of(List.of()).render()).isEmpty();
    }
}

package io.github.metrckeys.testkit;

import static io.github.metrckeys.testkit.assertj.MetrcKeysAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.custody.Enrollment;
import io.github.metrckeys.custody.EnrollmentResult;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a validation finds out beside the key: the master key, and under whom Metrc lists the key's user. */
@ExtendWith(FakeMetrcExtension.class)
class EvidenceOnTheFakeTest {

    private static final UserApiKey STRANGE_KEY = UserApiKey.of("a-key-of-nobody-that-has-the-usual-form-00000001");

    private final PermissionProbe probe = HttpPermissionProbe.builder().build();

    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser vic;
    private FakeUser bea;
    private FakeUser owner;

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility("402-00001").licenseType("Retail Store").flags("AdvancedSales", "CanSellToConsumers");
        vic = employee("vic", "Vic View", "E-1003");
        bea = employee("bea", "Bea Bud", "E-1004");
        owner = metrc.addUser("owner")
                .fullName("Olive Owner")
                .attachWithAllPermissions(shop)
                .employeeLicense(shop, "E-1001");
    }

    private FakeUser employee(String id, String name, String number) {
        return metrc.addUser(id)
                .fullName(name)
                .attach(shop, "View Sales", "Manage Sales")
                .employeeLicense(shop, number);
    }

    @Test
    void aMasterKeyThatReadsTheListWorks() {
        ValidationReport report = probe.validate(budtender(vic.key()).withMasterKey(owner.key()));

        assertThat(report.findings().masterKey()).isEqualTo(MasterKey.WORKS);
        assertThat(report).isAllGood().hasRemedies();
    }

    @Test
    void aDeadMasterKeyIsSaidBesideAGoodKeyForOneCallMore() {
        vic.grant(shop, "Manage Employees");
        int calls = probe.validate(budtender(vic.key())).calls();

        ValidationReport report = probe.validate(budtender(vic.key()).withMasterKey(STRANGE_KEY));

        assertThat(report.findings().masterKey()).isEqualTo(MasterKey.REFUSED);
        assertThat(report).isAllGood().hasRemedies(Remedy.Code.RENEW_MASTER_KEY).tookCalls(calls + 2);
        assertThat(report.summary()).contains("Metrc refuses the master key");
    }

    @Test
    void aMasterKeyWithoutManageEmployeesIsNotDead() {
        owner.revoke(shop, "Manage Employees");

        ValidationReport report = probe.validate(budtender(vic.key()).withMasterKey(owner.key()));

        assertThat(report.findings().masterKey()).isEqualTo(MasterKey.WORKS);
        assertThat(report).hasVerdict(Verdict.NOT_VERIFIED, Cause.NOT_PROVEN);
    }

    @Test
    void aMasterKeyThatTellsAUserKeyFromAVendorKeyWorks() {
        ValidationReport report = probe.validate(budtender(STRANGE_KEY).withMasterKey(owner.key()));

        assertThat(report.findings().masterKey()).isEqualTo(MasterKey.WORKS);
        assertThat(report).hasVerdict(Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED);
    }

    @Test
    void aPersonsKeyThatIsTheMasterKeyIsNotVerifiedUnlessItIsThatPersons() {
        ProbeRequest request = budtender(owner.key()).withMasterKey(owner.key());

        ValidationReport unknown = probe.validate(request);
        assertThat(unknown.findings().masterKey()).isEqualTo(MasterKey.SAME_KEY);
        assertThat(unknown).hasVerdict(Verdict.NOT_VERIFIED, Cause.KEY_OF_ANOTHER);
        assertThat(unknown.summary()).contains("the same key as the master key");

        assertThat(probe.validate(request.employeeName("Olive Owner"))).isAllGood();
        assertThat(probe.validate(request.employeeLicense("e 1001"))).isAllGood();
    }

    @Test
    void beasKeyEnteredForVicIsFoundByName() {
        ValidationReport report =
                probe.validate(budtender(bea.key()).withMasterKey(owner.key()).employeeName("vic  VIEW"));

        assertThat(report.findings().holder())
                .contains(new Holder("E-1004", Optional.of("Bea Bud"), Optional.of("vic  VIEW")));
        assertThat(report).hasVerdict(Verdict.NOT_VERIFIED, Cause.KEY_OF_ANOTHER);
        assertThat(report.summary()).contains("under E-1004 (Bea Bud), not vic  VIEW", "inferred");
    }

    @Test
    void beasKeyEnteredForVicIsFoundByNumber() {
        ValidationReport report =
                probe.validate(budtender(bea.key()).withMasterKey(owner.key()).employeeLicense("E-1003"));

        assertThat(report.findings().holder()).map(Holder::employeeLicense).contains("E-1004");
        assertThat(report).hasVerdict(Verdict.NOT_VERIFIED, Cause.KEY_OF_ANOTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vic View", "  vic   view ", "Victor View", "View, Vic", "Nobody Known"})
    void aNameThatIsWrittenDifferentlySuspectsNobody(String name) {
        ValidationReport report =
                probe.validate(budtender(vic.key()).withMasterKey(owner.key()).employeeName(name));

        assertThat(report.findings().holder()).isEmpty();
        assertThat(report).isAllGood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E-1003", "e-1003", "E1003", "E 1003"})
    void aNumberMayBeTypedWithoutItsDash(String number) {
        assertThat(probe.validate(
                                budtender(vic.key()).withMasterKey(owner.key()).employeeLicense(number))
                        .findings()
                        .holder())
                .isEmpty();
    }

    @Test
    void ofTwoPeopleWithOneNameNobodyIsSuspected() {
        employee("vic2", "Vic View", "E-1009");

        assertThat(probe.validate(
                                budtender(bea.key()).withMasterKey(owner.key()).employeeName("Vic View"))
                        .findings()
                        .holder())
                .isEmpty();
    }

    @Test
    void aNumberBesideTheLicenseThatNoEmployeeHasSuspectsNobody() {
        metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.json(200, """
                [{"License": {"Number": "402-00001", "EmployeeLicenseNumber": "X-9999"}, "FacilityType":
                  {"AdvancedSales": true, "CanSellToConsumers": true}}]"""));
        ProbeRequest request = budtender(vic.key()).withMasterKey(owner.key());

        assertThat(probe.validate(request.employeeName("Vic View")).findings().holder())
                .isEmpty();
        assertThat(probe.validate(request.employeeLicense("E-1003")).findings().holder())
                .isEmpty();
    }

    @Test
    void atLoginANumberThatDiffersIsEnoughToWonderWhoseListWasRead() {
        ValidationReport report = probe.validate(budtender(bea.key())
                .withMasterKey(owner.key())
                .employeeLicense("E-1003")
                .depth(ProbeRequest.Depth.LOGIN));

        assertThat(report)
                .hasVerdict(Verdict.NOT_VERIFIED, Cause.KEY_OF_ANOTHER)
                .tookCalls(2);
    }

    @Test
    void aListOfEmployeesThatCannotBeReadSuspectsNobody() {
        metrc.fault(HttpMethod.GET, "/employees/v2", FakeFault.status(503));

        assertThat(probe.validate(
                                budtender(bea.key()).withMasterKey(owner.key()).employeeName("Vic View"))
                        .findings()
                        .holder())
                .isEmpty();
    }

    @Test
    void atLoginTwoCallsAreTheMostWhateverIsGiven() {
        ProbeRequest login = budtender(vic.key())
                .withMasterKey(owner.key())
                .employeeName("Vic View")
                .depth(ProbeRequest.Depth.LOGIN);

        assertThat(probe.validate(login)).isAllGood().tookCalls(2);
        assertThat(probe.validate(login.withMasterKey(STRANGE_KEY))).tookCalls(2);
    }

    @Test
    void somebodyElsesKeyIsNotStoredWithoutAReason() {
        Enrollment enrollment =
                Enrollment.builder(InMemoryKeyStore.create(), probe).build();
        ProbeRequest request = budtender(bea.key()).withMasterKey(owner.key()).employeeName("Vic View");

        assertThat(enrollment.verifyAndSave(request).outcome()).isEqualTo(EnrollmentResult.Outcome.NOT_SAVED);
        assertThat(enrollment
                        .verifyAndSave(request, "they share a login for now")
                        .outcome())
                .isEqualTo(EnrollmentResult.Outcome.SAVED);
    }

    @Test
    void aMasterKeyWithoutManageEmployeesIsNamedToItsOwner() {
        owner.revoke(shop, "Manage Employees");
        ValidationReport report = probe.validate(ProbeRequest.master(shop.facility(), metrc.vendorKey(), owner.key())
                .forRole(Role.MASTER_KEY_OWNER));

        assertThat(report)
                .hasVerdict(Verdict.PERMISSIONS_MISSING, Cause.PERMISSION_MISSING)
                .hasLine(Operation.READ_PERMISSIONS, Cause.PERMISSION_MISSING);
        assertThat(report.summary()).contains("it lacks Manage Employees.");
        assertThat(report.remedies())
                .contains(new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Employees"))))
                .extracting(Remedy::code)
                .doesNotContain(Remedy.Code.READ_PERMISSIONS_OUT);
    }

    @Test
    void aLookThatIsRefusedAlthoughGrantedIsCheckedAgain() {
        metrc.fault(HttpMethod.GET, "/sales/v2/receipts/active", FakeFault.status(401));

        assertThat(probe.validate(budtender(vic.key()).withMasterKey(owner.key())))
                .hasVerdict(Verdict.INCONCLUSIVE, Cause.REFUSED_DESPITE_PERMISSION)
                .hasRemedies(Remedy.Code.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void aStoreWithoutAdvancedSalesCannotReportSales() {
        shop.flags("CanSellToConsumers");

        ValidationReport report = probe.validate(budtender(vic.key()).withMasterKey(owner.key()));

        assertThat(report)
                .hasVerdict(Verdict.ROLE_DOES_NOT_FIT, Cause.LICENSE_TYPE_EXCLUDES)
                .hasRemedies(Remedy.Code.CHANGE_SETTING);
        assertThat(report.summary())
                .contains(
                        "sales cannot be reported at it through this call",
                        "AdvancedSales",
                        "documented, not observed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUDTENDER  | Retail Cultivation | CanGrowPlants              | sell to customers
            BUDTENDER  | Retail Delivery    | CanDeliverSalesToConsumers | sell to customers
            LAB        | Retail Store       | CanSellToConsumers         | record a lab result
            CULTIVATOR | Retail Store       | CanSellToConsumers         | harvest
            """)
    void aRoleWhoseWorkTheLicenseRulesOutDoesNotFit(String role, String type, String flag, String work) {
        shop.licenseType(type).flags(flag);

        ValidationReport report =
                probe.validate(budtender(vic.key()).withMasterKey(owner.key()).forRole(Role.standard(role)));

        assertThat(report).hasVerdict(Verdict.ROLE_DOES_NOT_FIT, Cause.LICENSE_TYPE_EXCLUDES);
        assertThat(report.summary()).contains(work, type, "wrong license, or wrong role?");
    }

    @Test
    void wherePatientsAreServedTheirLookUpIsRequired() {
        shop.licenseType("Medical Store").flags("AdvancedSales", "CanSellToPatients");

        ValidationReport report = probe.validate(budtender(vic.key()).withMasterKey(owner.key()));

        assertThat(report)
                .hasVerdict(Verdict.PERMISSIONS_MISSING, Cause.PERMISSION_MISSING)
                .hasLine(PermissionCategory.SALES, ReportLine.Status.SUCCESS)
                .hasLine(Operation.LOOK_PATIENT_UP, Cause.PERMISSION_MISSING);
        assertThat(report.summary()).contains("Lookup Patients");
    }

    private ProbeRequest budtender(UserApiKey key) {
        return ProbeRequest.individual(shop.facility(), UserId.of("vic"), metrc.vendorKey(), key)
                .forRole(Role.BUDTENDER);
    }
}

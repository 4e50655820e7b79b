package io.github.metrckeys.testkit;

import static io.github.metrckeys.testkit.assertj.MetrcKeysAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.PermissionList.Found;
import io.github.metrckeys.report.PermissionList.Reason;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Metrc's own list of an employee's permissions: how the probe gets it, and what it proves. */
@ExtendWith(FakeMetrcExtension.class)
class PermissionListOnTheFakeTest {

    private static final String PERMISSIONS_LISTED = "/employees/v2/permissions";

    private final PermissionProbe probe =
            HttpPermissionProbe.builder().deadline(Duration.ofSeconds(20)).build();
    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser user;
    private FakeUser owner;

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility("402-00001").flags("AdvancedSales", "CanSellToConsumers");
        user = metrc.addUser("emp-7").fullName("Budtender Seven").attach(shop, "View Packages", "View Sales");
        owner = metrc.addUser("owner").attach(shop, "Manage Employees");
        user.employeeLicense(shop, "E-7");
    }

    private ProbeRequest request() {
        return ProbeRequest.individual(shop.facility(), UserId.of("emp-7"), metrc.vendorKey(), user.key());
    }

    private PermissionList permissionList(ProbeRequest request) {
        return probe.validate(request).findings().permissionList();
    }

    /** Makes the list of facilities come without the user's employee license number. */
    private void withoutNumberInTheListOfFacilities() {
        metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.json(200, """
                        [{"License": {"Number": "402-00001", "LicenseType": "Retail Store"},
                          "FacilityType": {"CanSellToConsumers": true, "AdvancedSales": true}}]"""));
    }

    @Test
    void theMasterKeyReadsThePermissionsOfAnotherEmployee() {
        assertThat(permissionList(request().withMasterKey(owner.key())))
                .isEqualTo(new PermissionList.Read(
                        "E-7",
                        Found.IN_FACILITIES,
                        KeyMode.MASTER,
                        Set.of(Permission.of("View Packages"), Permission.of("View Sales"))));
    }

    @Test
    void aKeyThatManagesEmployeesReadsItsOwn() {
        user.grant(shop, "Manage Employees");

        assertThat(permissionList(request())).isInstanceOfSatisfying(PermissionList.Read.class, read -> {
            assertThat(read.readWith()).isEqualTo(KeyMode.INDIVIDUAL);
            assertThat(read.granted()).contains(Permission.of("Manage Employees"));
        });
    }

    @Test
    void aNumberThatIsGivenGoesBeforeTheOneInTheListOfFacilities() {
        metrc.addUser("other").attach(shop, "Manage Sales").employeeLicense(shop, "E-8");

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeLicense("E-8")))
                .isEqualTo(new PermissionList.Read(
                        "E-8", Found.GIVEN, KeyMode.MASTER, Set.of(Permission.of("Manage Sales"))));
    }

    @Test
    void anEmployeeIsFoundByNameThroughAllPagesOfTheList() {
        withoutNumberInTheListOfFacilities();
        for (int i = 0; i < 50; i++) {
            metrc.addUser("colleague-" + i).attach(shop);
        }
        metrc.addUser("late")
                .fullName("Last Of All")
                .attach(shop, "Manage Sales")
                .employeeLicense(shop, "E-99");

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeName(" last  of ALL")))
                .isEqualTo(new PermissionList.Read(
                        "E-99", Found.BY_NAME, KeyMode.MASTER, Set.of(Permission.of("Manage Sales"))));
    }

    @Test
    void ofTwoEmployeesWithOneNameNeitherIsTaken() {
        withoutNumberInTheListOfFacilities();
        metrc.addUser("namesake").fullName("budtender seven").attach(shop);

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeName("Budtender Seven")))
                .isEqualTo(new PermissionList.None(Reason.AMBIGUOUS_NAME));
    }

    @Test
    void anEmployeeWithoutANumberMakesANameAmbiguousToo() {
        withoutNumberInTheListOfFacilities();
        metrc.fault(HttpMethod.GET, "/employees/v2", FakeFault.json(200, """
                        {"Data": [{"FullName": "Budtender Seven", "License": {"EmployeeLicenseNumber": "E-7"}},
                                  {"FullName": "Budtender Seven", "License": {"EmployeeLicenseNumber": null}}],
                         "TotalPages": 1}"""));

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeName("Budtender Seven")))
                .isEqualTo(new PermissionList.None(Reason.AMBIGUOUS_NAME));
    }

    @Test
    void anEmployeeWhoseNumberNobodyCanReadIsNotFound() {
        withoutNumberInTheListOfFacilities();
        metrc.fault(
                HttpMethod.GET,
                "/employees/v2",
                FakeFault.json(200, "{\"Data\": [{\"FullName\": \"Budtender Seven\"}], \"TotalPages\": 1}"));

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeName("Budtender Seven")))
                .isEqualTo(new PermissionList.None(Reason.NO_EMPLOYEE));
    }

    @Test
    void aListOfEmployeesThatMayGoOnIsNoAnswer() {
        withoutNumberInTheListOfFacilities();
        metrc.fault(HttpMethod.GET, "/employees/v2", FakeFault.json(200, """
                        {"Data": [{"FullName": "Budtender Seven", "License": {"EmployeeLicenseNumber": "E-7"}}]}"""));

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeName("Budtender Seven")))
                .isEqualTo(new PermissionList.None(Reason.NO_ANSWER));
    }

    @Test
    void aListThatRepeatsAKeyIsNone() {
        UserApiKey repeated = UserApiKey.of("short-key-of-theirs");
        FakeUser theirs = metrc.addUser("theirs", repeated).attach(shop, "Manage Employees");
        metrc.fault(
                HttpMethod.GET, PERMISSIONS_LISTED, FakeFault.json(200, "[\"Manage Sales\", \"short-key-of-theirs\"]"));

        assertThat(permissionList(request().withMasterKey(theirs.key())))
                .isEqualTo(new PermissionList.None(Reason.NO_ANSWER));
    }

    @Test
    void anEmployeeOfWhomNothingIsKnownIsNotLookedFor() {
        withoutNumberInTheListOfFacilities();

        assertThat(permissionList(request().withMasterKey(owner.key())))
                .isEqualTo(new PermissionList.None(Reason.NO_EMPLOYEE));
        assertThat(metrc.calls()).noneMatch(call -> call.path().equals(PERMISSIONS_LISTED));
    }

    @Test
    void aListOfEmployeesThatTakesNoPagingIsReadWhole() {
        withoutNumberInTheListOfFacilities();
        metrc.withoutPaging("/employees/v2");

        assertThat(permissionList(request().withMasterKey(owner.key()).employeeName("Budtender Seven")))
                .isInstanceOfSatisfying(
                        PermissionList.Read.class,
                        read -> assertThat(read.employeeLicense()).isEqualTo("E-7"));
    }

    @Test
    void aMasterKeyThatMayNotIsFollowedByTheKeyItself() {
        owner.revoke(shop, "Manage Employees");
        user.grant(shop, "Manage Employees");

        assertThat(permissionList(request().withMasterKey(owner.key())))
                .isInstanceOfSatisfying(
                        PermissionList.Read.class,
                        read -> assertThat(read.readWith()).isEqualTo(KeyMode.INDIVIDUAL));
    }

    @Test
    void whereNoKeyMayReadNothingIsProven() {
        owner.revoke(shop, "Manage Employees");

        ValidationReport report = probe.validate(request().withMasterKey(owner.key()));

        assertThat(report.findings().permissionList()).isEqualTo(new PermissionList.None(Reason.REFUSED));
        assertThat(report).hasLine(Operation.FINISH_PACKAGE, ReportLine.Status.UNPROVEN);
    }

    @Test
    void aKeyThatCannotSeeEmployeesIsNotAskedForTheirPermissions() {
        assertThat(permissionList(request())).isEqualTo(new PermissionList.None(Reason.REFUSED));
        assertThat(metrc.calls()).noneMatch(call -> call.path().equals(PERMISSIONS_LISTED));
    }

    @Test
    void anOutageOfTheReadOutCondemnsNothing() {
        metrc.fault(HttpMethod.GET, PERMISSIONS_LISTED, FakeFault.status(503));

        ValidationReport report =
                probe.validate(request().withMasterKey(owner.key()).forRole(Role.named("VIEWER")));

        assertThat(report.findings().permissionList()).isEqualTo(new PermissionList.None(Reason.NO_ANSWER));
        assertThat(report).isAllGood().hasLine(Operation.RING_SALE, ReportLine.Status.UNPROVEN);
    }

    @Test
    void aListWithSomethingElseInItIsNone() {
        metrc.fault(HttpMethod.GET, PERMISSIONS_LISTED, FakeFault.json(200, "[\"manage sales\", 7]"));

        assertThat(permissionList(request().withMasterKey(owner.key())))
                .isEqualTo(new PermissionList.None(Reason.NO_ANSWER));
    }

    @Test
    void namesInOtherWordsAreUnderstoodAndUnknownOnesCarriedAlong() {
        metrc.fault(
                HttpMethod.GET,
                PERMISSIONS_LISTED,
                FakeFault.json(200, "[\"view plants\", \"manage SALES\", \"polish the counter\"]"));

        assertThat(permissionList(request().withMasterKey(owner.key())))
                .isInstanceOfSatisfying(PermissionList.Read.class, read -> {
                    assertThat(read.granted())
                            .containsExactlyInAnyOrder(
                                    Permission.of("View Veg/Flower Plants"),
                                    Permission.of("Manage Sales"),
                                    Permission.of("polish the counter"));
                    assertThat(read.unknown()).containsExactly(Permission.of("polish the counter"));
                });
    }

    @Test
    void aWriteIsProvenByTheListAndByNothingElse() {
        user.grant(shop, "Manage Items");

        assertThat(probe.validate(request()))
                .hasLine(PermissionCategory.ITEMS, ReportLine.Status.SUCCESS)
                .hasLine(Operation.CREATE_ITEM, ReportLine.Status.UNPROVEN);
        assertThat(probe.validate(request().withMasterKey(owner.key())))
                .hasLine(Operation.CREATE_ITEM, ReportLine.Status.SUCCESS);
    }

    @Test
    void aWriteThatTheApplicationMadeIsProven() {
        ProbeRequest request = request().withSuccesses(Operation.RING_SALE.endpoint());

        assertThat(probe.validate(request))
                .hasLine(Operation.RING_SALE, ReportLine.Status.SUCCESS)
                .hasLine(Operation.VOID_SALE, ReportLine.Status.UNPROVEN);
    }

    @Test
    void aBudtenderWhoMayNotSellIsToldWhatToTick() {
        assertThat(probe.validate(request().withMasterKey(owner.key()).forRole(Role.BUDTENDER)))
                .hasVerdict(Verdict.PERMISSIONS_MISSING, Cause.PERMISSION_MISSING)
                .hasLine(Operation.RING_SALE, Cause.PERMISSION_MISSING)
                .asksFor("Manage Sales");
    }

    @Test
    void whatTheRoleDoesWithoutSpoilsNothing() {
        user.grant(shop, "Manage Sales");

        assertThat(probe.validate(request().withMasterKey(owner.key()).forRole(Role.BUDTENDER)))
                .isAllGood()
                .hasLine(PermissionCategory.LOCATIONS, Cause.PERMISSION_MISSING)
                .hasLine(Operation.ADJUST_PACKAGE, Cause.PERMISSION_MISSING);
    }

    @Test
    void whatNothingSpeaksForIsNamedForTheRole() {
        user.grant(shop, "Manage Sales");

        ValidationReport report = probe.validate(request().forRole(Role.BUDTENDER));

        assertThat(report)
                .hasVerdict(Verdict.NOT_VERIFIED, Cause.NOT_PROVEN)
                .hasRemedies(Remedy.Code.CHECK_PERMISSION, Remedy.Code.READ_PERMISSIONS_OUT);
        assertThat(report.summary())
                .isEqualTo("Not verified: it cannot be told whether emp-7 can do this at 402-00001: Ring a sale. Check"
                        + " that Manage Sales is on.");
    }

    @Test
    void metrcsListAndItsAnswersMayDisagreeAndTheReportSaysSo() {
        metrc.fault(HttpMethod.GET, PERMISSIONS_LISTED, FakeFault.json(200, "[]"));

        ValidationReport report = probe.validate(request().withMasterKey(owner.key()));

        assertThat(report).hasLine(PermissionCategory.PACKAGES, ReportLine.Status.SUCCESS);
        assertThat(report.line(PermissionCategory.PACKAGES).orElseThrow().disputed())
                .isTrue();
        assertThat(report).hasLine(Operation.FINISH_PACKAGE, ReportLine.Status.UNPROVEN);
    }

    @Test
    void aLoginCheckTakesTwoCallsAtMost() {
        user.grant(shop, "Manage Sales");
        ProbeRequest request = request().forRole(Role.BUDTENDER).depth(ProbeRequest.Depth.LOGIN);

        assertThat(probe.validate(request.withMasterKey(owner.key())))
                .isAllGood()
                .hasLine(Operation.RING_SALE, ReportLine.Status.SUCCESS)
                .tookCalls(2);
        assertThat(probe.validate(request))
                .hasVerdict(Verdict.NOT_VERIFIED, Cause.NOT_PROVEN)
                .hasLine(Operation.RING_SALE, ReportLine.Status.UNPROVEN);
        user.generateKey();
        assertThat(probe.validate(request.withMasterKey(owner.key())))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)
                .tookCalls(2);
    }

    @Test
    void aDeadPairTakesThreeCalls() {
        ProbeRequest request = request().withMasterKey(owner.key());
        metrc.removeVendor(metrc.vendorKey());

        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.VENDOR_KEY_REJECTED)
                .tookCalls(3);
    }

    @Test
    void aKeyIsNotTriedInTheVendorKeysPlaceWhereThatStandsInItsOwn() {
        ProbeRequest request = request().withMasterKey(owner.key());
        user.generateKey();

        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)
                .tookCalls(2);
    }

    @Test
    void aRefusedKeyWithAColonInItEndsInAReport() {
        ProbeRequest request = ProbeRequest.individual(
                shop.facility(), UserId.of("emp-7"), metrc.vendorKey(), UserApiKey.of("Key:pasted-with-its-label"));

        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED)
                .tookCalls(1);
    }

    @Test
    void noOtherServerIsAskedWithoutConsent() {
        try (FakeMetrc nevada = FakeMetrc.builder().jurisdiction("NV").start()) {
            FakeUser there = nevada.addUser("emp-7");
            ProbeRequest request =
                    ProbeRequest.individual(shop.facility(), UserId.of("emp-7"), metrc.vendorKey(), there.key());

            assertThat(probe.validate(request)).hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED);
            assertThat(nevada.calls()).isEmpty();
        }
    }

    @Test
    void theLicensesThatTheKeyIsAttachedToAreNamed() {
        user.attach(metrc.addFacility("402-00002"), "View Sales").detach(shop);

        ValidationReport report = probe.validate(request());

        assertThat(report).hasVerdict(Verdict.KEY_REFUSED, Cause.LICENSE_NOT_ATTACHED);
        assertThat(report.summary()).contains("402-00002");
    }
}

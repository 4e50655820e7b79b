package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.Golden;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a shop reads in the twelve usual stories, word for word, in {@code golden/story-NAME.txt}, with the exit code of
 * the command line. What is good fits 12 lines, and what is not, 26.
 */
@ExtendWith(FakeMetrcExtension.class)
class StoriesTest {

    private static final UserApiKey STRANGE_KEY = UserApiKey.of("a-key-of-nobody-that-has-the-usual-form-00000001");
    private static final int GOOD = 12;
    private static final int SCREEN = 26;

    private final PermissionProbe probe =
            HttpPermissionProbe.builder().deadline(Duration.ofSeconds(20)).build();

    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser vic;
    private FakeUser owner;

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility("402-00001")
                .name("Main Street")
                .licenseType("Retail Store")
                .startDate(LocalDate.of(2020, 1, 1))
                .flags("AdvancedSales", "CanSellToConsumers");
        vic = metrc.addUser("vic")
                .fullName("Vic View")
                .attach(shop, "View Sales", "Manage Sales")
                .employeeLicense(shop, "E-1003");
        owner = metrc.addUser("owner")
                .fullName("Olive Owner")
                .attachWithAllPermissions(shop)
                .employeeLicense(shop, "E-1001");
    }

    @Test
    void allGood() throws IOException {
        tells("all-good", vics().withMasterKey(owner.key()), Verdict.ALL_GOOD, 0, GOOD);
    }

    @Test
    void aNewHireWhoMayOnlyView() throws IOException {
        vic.revoke(shop, "Manage Sales");
        tells("new-hire", vics(), Verdict.NOT_VERIFIED, 3, SCREEN);
    }

    @Test
    void aKeyOfAnotherState() throws IOException {
        try (FakeMetrc michigan = FakeMetrc.builder().jurisdiction("MI").start()) {
            michigan.addUser("vic", STRANGE_KEY);
            ProbeRequest request = vics(STRANGE_KEY)
                    .withMasterKey(owner.key())
                    .sendingKeysAlsoTo(Jurisdiction.of("MI").at(michigan.baseUri()), michigan.vendorKey());
            tells("wrong-state", request, Verdict.KEY_REFUSED, 2, SCREEN);
        }
    }

    @Test
    void theOwnerOfTheMasterKeyLeft() throws IOException {
        owner.deactivate();
        ProbeRequest request = ProbeRequest.master(shop.facility(), metrc.vendorKey(), owner.key())
                .knowing(Circumstance.OWNER_LEFT);
        tells("owner-left", request, Verdict.KEY_REFUSED, 2, SCREEN);
    }

    @Test
    void aKeyThatWasRegeneratedElsewhere() throws IOException {
        UserApiKey old = vic.key();
        vic.generateKey();
        ProbeRequest request = vics(old).withMasterKey(owner.key()).knowing(Circumstance.WORKED_BEFORE);
        tells("regenerated-elsewhere", request, Verdict.KEY_REFUSED, 2, SCREEN);
    }

    @Test
    void aDeadVendorKey() throws IOException {
        VendorApiKey vendorKey = metrc.vendorKey();
        metrc.removeVendor(vendorKey);
        ProbeRequest request = ProbeRequest.individual(shop.facility(), UserId.of("vic"), vendorKey, vic.key())
                .forRole(Role.BUDTENDER)
                .withMasterKey(owner.key());
        tells("dead-vendor-key", request, Verdict.KEY_REFUSED, 2, SCREEN);
    }

    @Test
    void anExpiredLicense() throws IOException {
        shop.endDate(LocalDate.of(2021, 1, 31));
        tells("expired-license", vics(), Verdict.KEY_REFUSED, 2, SCREEN);
    }

    @Test
    void aGrowAskedAsAStore() throws IOException {
        shop.licenseType("Retail Cultivation").flags("CanGrowPlants");
        ValidationReport report = tells("grow-asked-as-store", vics(), Verdict.ROLE_DOES_NOT_FIT, 1, SCREEN);
        assertThat(report.summary())
                .isEqualTo("This license cannot sell to customers (Retail Cultivation): wrong license, or wrong role?");
    }

    @Test
    void anOutage() throws IOException {
        metrc.fault(FakeFault.status(503));
        tells("outage", vics(), Verdict.INCONCLUSIVE, 3, SCREEN);
    }

    @Test
    void swappedKeys() throws IOException {
        ProbeRequest request = ProbeRequest.individual(
                        shop.facility(),
                        UserId.of("vic"),
                        VendorApiKey.of(vic.key().revealSecret()),
                        UserApiKey.of(metrc.vendorKey().revealSecret()))
                .forRole(Role.BUDTENDER);
        tells("swapped-keys", request, Verdict.KEY_REFUSED, 2, SCREEN);
    }

    @Test
    void aKeyOfSomebodyElse() throws IOException {
        FakeUser bea = metrc.addUser("bea")
                .fullName("Bea Bud")
                .attach(shop, "View Sales", "Manage Sales")
                .employeeLicense(shop, "E-1004");
        ProbeRequest request = vics(bea.key()).withMasterKey(owner.key()).employeeName("Vic View");
        ValidationReport report = tells("shared-key", request, Verdict.NOT_VERIFIED, 3, SCREEN);
        assertThat(report.cause()).contains(Cause.KEY_OF_ANOTHER);
        assertThat(report.summary())
                .startsWith("Metrc lists this key under E-1004 (Bea Bud), not Vic View: sales would be recorded under");
    }

    @Test
    void aDeadMasterKeyBesideAGoodKey() throws IOException {
        vic.grant(shop, "Manage Employees");
        tells("dead-master", vics().withMasterKey(STRANGE_KEY), Verdict.ALL_GOOD, 0, SCREEN);
    }

    private ProbeRequest vics() {
        return vics(vic.key());
    }

    private ProbeRequest vics(UserApiKey key) {
        return ProbeRequest.individual(shop.facility(), UserId.of("vic"), metrc.vendorKey(), key)
                .forRole(Role.BUDTENDER);
    }

    private ValidationReport tells(String story, ProbeRequest request, Verdict verdict, int exitCode, int lines)
            throws IOException {
        ValidationReport report = probe.validate(request);
        String text = ReportFormat.TEXT.render(report).replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");

        assertThat(report.verdict()).as(text).isEqualTo(verdict);
        assertThat(ExitCode.of(report.verdict())).isEqualTo(exitCode);
        assertThat(text.lines().count()).as(text).isLessThanOrEqualTo(lines);
        Golden.compare(StoriesTest.class, "story-" + story + ".txt", text);
        return report;
    }
}

package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.access.CallResult;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that goes wrong with Metrc keys, each brought about on the fake and told apart by what comes back. */
@ExtendWith(FakeMetrcExtension.class)
class TroubleshootingCatalogTest {

    private static final UserId EMPLOYEE = UserId.of("emp-7");

    private final PermissionProbe probe =
            HttpPermissionProbe.builder().deadline(Duration.ofSeconds(20)).build();
    private final HttpClient client = HttpClient.newHttpClient();
    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser user;
    private FakeUser owner;

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility("402-00001")
                .licenseType("Retail Store")
                .flags("AdvancedSales", "CanSellToConsumers", "CanDeliverSalesToConsumers");
        user = metrc.addUser("emp-7").attachWithAllPermissions(shop);
        owner = metrc.addUser("owner").attachWithAllPermissions(shop);
    }

    /** What was found, whether in a whole report, in one of its lines, or about a call. */
    record Finding(Optional<Cause> cause, Optional<Remedy> remedy, String sentence) {

        static Finding of(ValidationReport report) {
            return new Finding(report.cause(), report.remedies().stream().findFirst(), report.summary());
        }

        static Finding of(ValidationReport report, PermissionCategory category) {
            ReportLine line = report.line(category).orElseThrow();
            return new Finding(
                    line.cause(),
                    report.remedies().stream().findFirst(),
                    line.explanation(Messages.english()).orElse(""));
        }

        static Finding of(Explanation why, ValidationReport report) {
            return new Finding(why.cause(), why.remedies().stream().findFirst(), why.sentence(report));
        }
    }

    /** One trouble: how it comes about, what it is called, and who acts. */
    interface Trouble {
        Finding bringAbout(TroubleshootingCatalogTest on) throws Exception;
    }

    enum Row {
        USER_KEY_IS_DEAD(1, Cause.USER_KEY_REJECTED, Remedy.Responsible.EMPLOYEE, on -> {
            ProbeRequest request = on.request().withMasterKey(on.owner.key());
            on.user.generateKey();
            return Finding.of(on.probe.validate(request));
        }),
        VENDOR_KEY_IS_DEAD(2, Cause.VENDOR_KEY_REJECTED, Remedy.Responsible.POS_VENDOR, on -> {
            VendorApiKey vendorKey = on.metrc.addVendor();
            on.metrc.removeVendor(vendorKey);
            return Finding.of(on.probe.validate(ProbeRequest.individual(on.shop(), EMPLOYEE, vendorKey, on.user.key())
                    .withMasterKey(on.owner.key())));
        }),
        LICENSE_IS_NOT_ATTACHED(3, Cause.LICENSE_NOT_ATTACHED, Remedy.Responsible.METRC_ADMIN, on -> {
            on.user.attach(on.metrc.addFacility("402-00002")).detach(on.shop);
            return Finding.of(on.probe.validate(on.request()));
        }),
        WRONG_JURISDICTION(4, Cause.WRONG_JURISDICTION, Remedy.Responsible.POS_ADMIN, on -> {
            try (FakeMetrc nevada = FakeMetrc.builder().jurisdiction("NV").start()) {
                FakeUser there = nevada.addUser("emp-7");
                ProbeRequest request = ProbeRequest.individual(on.shop(), EMPLOYEE, on.metrc.vendorKey(), there.key());
                return Finding.of(
                        on.probe.validate(request.sendingKeysAlsoTo(nevada.jurisdiction(), nevada.vendorKey())));
            }
        }),
        LICENSE_TYPE_CANNOT_HOLD_IT(5, Cause.LICENSE_TYPE_EXCLUDES, Remedy.Responsible.NOBODY, on -> {
            return on.explained(HttpMethod.GET, "/harvests/v2/active", on.user.key());
        }),
        PERMISSION_IS_MISSING(6, Cause.PERMISSION_MISSING, Remedy.Responsible.METRC_ADMIN, on -> {
            on.user.revoke(on.shop, "Manage Items");
            return Finding.of(on.probe.validate(on.request().withMasterKey(on.owner.key())));
        }),
        RECORD_IS_OF_ANOTHER_LICENSE(7, Cause.RECORD_NOT_OF_LICENSE, Remedy.Responsible.POS_DEVELOPER, on -> {
            return on.explained(HttpMethod.GET, "/packages/v2/4711", on.user.key());
        }),
        WHOLESALE_NEEDS_A_GRANT(8, Cause.SEPARATE_GRANT_MISSING, Remedy.Responsible.METRC_ADMIN, on -> {
            on.metrc.withoutGrant(HttpMethod.GET, "/transfers/v2/deliveries/{id}/packages/wholesale");
            on.shop.record("12");
            return on.explained(HttpMethod.GET, "/transfers/v2/deliveries/12/packages/wholesale", on.user.key());
        }),
        SALE_IS_REFUSED_BEHIND_A_GATE(9, Cause.GATE_CLOSED, Remedy.Responsible.POS_VENDOR, on -> {
            on.metrc.withoutGrant(HttpMethod.POST, "/sales/v2/receipts");
            return on.explained(HttpMethod.POST, "/sales/v2/receipts", on.user.key());
        }),
        ONLY_A_LABORATORY_RECORDS_RESULTS(10, Cause.LICENSE_IS_NO_LABORATORY, Remedy.Responsible.POS_ADMIN, on -> {
            return on.explained(HttpMethod.POST, "/labtests/v2/record", on.user.key());
        }),
        OWNER_OF_THE_MASTER_KEY_LEFT(11, Cause.MASTER_KEY_OWNER_LEFT, Remedy.Responsible.POS_ADMIN, on -> {
            on.owner.deactivate();
            return Finding.of(on.probe.validate(ProbeRequest.master(on.shop(), on.metrc.vendorKey(), on.owner.key())
                    .withControlKey(on.user.key())
                    .knowing(Circumstance.OWNER_LEFT)));
        }),
        COMPANY_IS_LOCKED_OUT(12, Cause.ACCESS_SUSPENDED, Remedy.Responsible.LICENSE_HOLDER, on -> {
            on.user.deactivate();
            on.owner.deactivate();
            return Finding.of(on.probe.validate(
                    on.request().withMasterKey(on.owner.key()).knowing(Circumstance.WEB_LOGIN_FAILS)));
        }),
        SOMEBODY_PRESSED_GENERATE(13, Cause.KEY_REPLACED, Remedy.Responsible.EMPLOYEE, on -> {
            ProbeRequest request = on.request().withMasterKey(on.owner.key()).knowing(Circumstance.WORKED_BEFORE);
            on.user.generateKey();
            return Finding.of(on.probe.validate(request));
        }),
        KEY_IS_PAST_ITS_AGE(14, Cause.KEY_EXPIRED, Remedy.Responsible.EMPLOYEE, on -> {
            ProbeRequest request = on.request()
                    .withMasterKey(on.owner.key())
                    .knowing(Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE);
            on.user.generateKey();
            return Finding.of(on.probe.validate(request));
        }),
        GRANT_HAS_NOT_REACHED_THE_KEY(15, Cause.GRANT_NOT_IN_EFFECT, Remedy.Responsible.EMPLOYEE, on -> {
            on.metrc.fault(
                    HttpMethod.GET, "/items/v2/active", FakeFault.status(401).by(on.user));
            ValidationReport report = on.probe.validate(on.request().knowing(Circumstance.PERMISSION_JUST_GRANTED));
            return Finding.of(report, PermissionCategory.ITEMS);
        }),
        KEYS_ARE_SWAPPED(16, Cause.KEYS_SWAPPED, Remedy.Responsible.POS_ADMIN, on -> {
            return Finding.of(on.probe.validate(ProbeRequest.individual(
                    on.shop(),
                    EMPLOYEE,
                    VendorApiKey.of(on.user.key().revealSecret()),
                    UserApiKey.of(on.metrc.vendorKey().revealSecret()))));
        }),
        KEY_IS_SENT_WITHOUT_THE_OTHER(17, Cause.HEADER_MALFORMED, Remedy.Responsible.POS_DEVELOPER, on -> {
            String header = "Basic "
                    + Base64.getEncoder()
                            .encodeToString((on.user.key().revealSecret() + ":").getBytes(StandardCharsets.UTF_8));
            int status = on.send("GET", "/packages/v2/active", header, "");
            ValidationReport report = on.probe.validate(on.request());
            return Finding.of(
                    CallResult.of(HttpMethod.GET, "/packages/v2/active", status)
                            .withHeader(header)
                            .explainedBy(report),
                    report);
        }),
        POST_BECAME_A_GET(18, Cause.NOT_HTTPS, Remedy.Responsible.POS_DEVELOPER, on -> {
            // What a client makes of a POST that was redirected from http to https.
            int status = on.send("GET", "/sales/v2/receipts", on.signature(), "");
            return on.explained(CallResult.of(HttpMethod.POST, "/sales/v2/receipts", status));
        }),
        SERVER_DOES_NOT_KNOW_THE_CALL(19, Cause.UNSUPPORTED_HERE, null, on -> {
            on.metrc.fault(HttpMethod.GET, "/strains/v2/active", FakeFault.status(404));
            return Finding.of(on.probe.validate(on.request()), PermissionCategory.STRAINS);
        }),
        TOO_MANY_CALLS(20, Cause.THROTTLED, Remedy.Responsible.NOBODY, on -> {
            on.metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.throttled(3_600));
            return Finding.of(on.probe.validate(on.request()));
        }),
        METRC_IS_DOWN(21, Cause.METRC_UNAVAILABLE, Remedy.Responsible.NOBODY, on -> {
            on.metrc.fault(FakeFault.status(503));
            return Finding.of(on.probe.validate(on.request()));
        }),
        TOO_MANY_OBJECTS_IN_A_WRITE(22, Cause.TOO_MANY_OBJECTS, Remedy.Responsible.POS_DEVELOPER, on -> {
            String elevenObjects = "[{},{},{},{},{},{},{},{},{},{},{}]";
            int status = on.send("POST", "/sales/v2/receipts?licenseNumber=402-00001", on.signature(), elevenObjects);
            return on.explained(CallResult.of(HttpMethod.POST, "/sales/v2/receipts", status));
        }),
        SALE_IS_UNDER_THE_WRONG_NAME(23, Cause.SIGNED_BY_ANOTHER, Remedy.Responsible.POS_ADMIN, on -> {
            int status = on.call(HttpMethod.POST, "/sales/v2/receipts", on.owner.key());
            return on.explained(CallResult.of(HttpMethod.POST, "/sales/v2/receipts", status)
                    .signedBy(KeyOwner.master(on.shop()))
                    .actedBy(EMPLOYEE));
        }),
        VERSION_1_IS_RETIRED(24, Cause.API_VERSION_RETIRED, Remedy.Responsible.POS_DEVELOPER, on -> {
            return on.explained(HttpMethod.GET, "/packages/v1/active", on.user.key());
        }),
        KEY_IS_REPLACED_DURING_THE_CHECK(25, Cause.KEY_REPLACED_DURING_CHECK, Remedy.Responsible.EMPLOYEE, on -> {
            on.metrc.fault(FakeFault.status(401).by(on.user).fromCall(5));
            return Finding.of(on.probe.validate(on.request()));
        }),
        LICENSE_HAS_ENDED(26, Cause.LICENSE_ENDED, Remedy.Responsible.LICENSE_HOLDER, on -> {
            on.shop.endDate(LocalDate.of(2020, 12, 31));
            return Finding.of(on.probe.validate(on.request()));
        }),
        LICENSE_TYPE_REFUSES_WITHOUT_A_FLAG(27, Cause.REFUSED_DESPITE_PERMISSION, Remedy.Responsible.NOBODY, on -> {
            on.shop.licenseType("MMJ Transporter");
            return Finding.of(on.probe.validate(on.request()), PermissionCategory.TAGS);
        });

        private final int number;
        private final Cause cause;
        private final Optional<Remedy.Responsible> who;

        @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
        private final Trouble trouble;

        Row(int number, Cause cause, Remedy.@Nullable Responsible who, Trouble trouble) {
            this.number = number;
            this.cause = cause;
            this.who = Optional.ofNullable(who);
            this.trouble = trouble;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTroubleIsToldApartAndSaysWhoActs(Row row) throws Exception {
        Finding found = row.trouble.bringAbout(this);

        assertThat(found.cause()).as(found.sentence()).contains(row.cause);
        assertThat(found.remedy().map(Remedy::who)).isEqualTo(row.who);
        assertThat(found.sentence()).isNotBlank();
    }

    @Test
    void theTableHasEveryRowOnce() {
        assertThat(Arrays.stream(Row.values()).map(row -> row.number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 27).boxed().toList());
        assertThat(Arrays.stream(Row.values()).map(row -> row.cause)).doesNotHaveDuplicates();
    }

    @Test
    void aLineThatTheLicenseTypeExcludesCostsNoCall() {
        ValidationReport report = probe.validate(request());

        assertThat(report.line(PermissionCategory.HARVESTS).orElseThrow().status())
                .isEqualTo(ReportLine.Status.NOT_APPLICABLE);
        assertThat(metrc.calls()).noneMatch(call -> call.path().startsWith("/harvests"));
    }

    @Test
    void nothingIsEverWrittenToFindOut() {
        probe.validate(request().withMasterKey(owner.key()));

        assertThat(metrc.calls()).isNotEmpty().allMatch(call -> call.method().equals("GET"));
    }

    private Facility shop() {
        return shop.facility();
    }

    private ProbeRequest request() {
        return ProbeRequest.individual(shop(), EMPLOYEE, metrc.vendorKey(), user.key());
    }

    private String signature() {
        return AuthorizationHeader.of(metrc.vendorKey(), user.key()).revealSecret();
    }

    /** Makes the call and explains its answer by a report about the key. */
    private Finding explained(HttpMethod method, String path, UserApiKey key) throws Exception {
        return explained(CallResult.of(method, path, call(method, path, key)));
    }

    private Finding explained(CallResult call) {
        ValidationReport report = probe.validate(request().withMasterKey(owner.key()));
        return Finding.of(call.explainedBy(report), report);
    }

    private int call(HttpMethod method, String path, UserApiKey key) throws Exception {
        return send(
                method.name(),
                path + "?licenseNumber=" + shop().license(),
                AuthorizationHeader.of(metrc.vendorKey(), key).revealSecret(),
                method.access() == Access.READ ? "" : "[{}]");
    }

    private int send(String method, String path, String header, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(metrc.baseUri() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header(AuthorizationHeader.NAME, header)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}

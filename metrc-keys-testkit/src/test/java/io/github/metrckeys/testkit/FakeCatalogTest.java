package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint of the catalog, once for each check that can refuse it. */
class FakeCatalogTest {

    private static final String LICENSE = "402-00001";
    private static final String RECORD = "4711";
    private static final UserApiKey NOBODYS_KEY = UserApiKey.of("nobodys-key-000000000000000000000000000000000000");
    private static final VendorApiKey NO_VENDORS_KEY =
            VendorApiKey.of("no-vendors-key-00000000000000000000000000000000");

    static List<Endpoint> endpoints() {
        // The set-up call of the sandbox takes no pair of keys: see FakeMetrcTest.
        return EndpointCatalog.standard().endpoints().stream()
                .filter(endpoint -> !endpoint.resource().equals("Sandbox"))
                .toList();
    }

    static List<Endpoint> endpointsOfAFacility() {
        return endpoints().stream().filter(Endpoint::namesFacility).toList();
    }

    static List<Endpoint> endpointsOfSomeFacilities() {
        return endpoints().stream()
                .filter(endpoint -> !endpoint.facility().groups().isEmpty())
                .toList();
    }

    static List<Endpoint> endpointsOfSomeUsers() {
        return endpoints().stream()
                .filter(endpoint -> !endpoint.permissions().permissions().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void withoutAHeaderItIs401(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            HttpRequest request = method(PlainHttpClient.unsigned(metrc, path(endpoint)), endpoint);
            assertThat(PlainHttpClient.send(request).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void withAWrongVendorKeyItIs401(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            UserApiKey key = everybody(metrc, allows(metrc, endpoint)).key();
            HttpRequest request = method(PlainHttpClient.request(metrc, path(endpoint), NO_VENDORS_KEY, key), endpoint);
            assertThat(PlainHttpClient.send(request).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void withAWrongUserKeyItIs401(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            assertThat(call(metrc, endpoint, NOBODYS_KEY).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsOfAFacility")
    void atALicenseOfSomebodyElseItIs401(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            allows(metrc, endpoint);
            FakeFacility elsewhere = metrc.addFacility("402-00002").record(RECORD);
            UserApiKey key = everybody(metrc, elsewhere).key();
            assertThat(call(metrc, endpoint, key).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsOfSomeFacilities")
    void withoutTheFacilityFlagItIs401(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            FakeFacility facility = metrc.addFacility(LICENSE).record(RECORD);
            assertThat(call(metrc, endpoint, everybody(metrc, facility).key()).statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsOfSomeUsers")
    void withoutThePermissionItIs401(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            FakeUser user = metrc.addUser("somebody").attach(allows(metrc, endpoint), allBut(endpoint));
            assertThat(call(metrc, endpoint, user.key()).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void withAllInOrderItIs200(Endpoint endpoint) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            UserApiKey key = everybody(metrc, allows(metrc, endpoint)).key();
            HttpResponse<String> answer = call(metrc, endpoint, key);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            switch (endpoint.answer()) {
                case PAGE -> assertThat(answer.body()).contains("\"Data\":[").contains("\"TotalPages\":");
                case ARRAY -> assertThat(answer.body()).startsWith("[");
                case OBJECT -> assertThat(answer.body()).startsWith("{");
                case IDS -> assertThat(answer.body()).startsWith("{\"Ids\":");
                case NONE -> assertThat(answer.body()).isEqualTo(endpoint.access() == Access.READ ? "[]" : "");
            }
        }
    }

    private static FakeFacility allows(FakeMetrc metrc, Endpoint endpoint) {
        String[] flags = endpoint.facility().groups().stream()
                .map(group -> group.get(0))
                .map(FacilityFlag::name)
                .toArray(String[]::new);
        boolean plantTags = endpoint.path().equals("/tags/v2/plant/available");
        return metrc.addFacility(LICENSE)
                .flags(plantTags ? new String[] {"CanGrowPlants"} : flags)
                .record(RECORD);
    }

    private static FakeUser everybody(FakeMetrc metrc, FakeFacility facility) {
        FakeUser user = metrc.addUser("everybody").attachWithAllPermissions(facility);
        return user.employeeLicense(facility, "E-1");
    }

    /** Every permission without those that would be enough: all of an "any" rule, one of an "all" rule. */
    private static String[] allBut(Endpoint endpoint) {
        List<Permission> needed = endpoint.permissions().permissions();
        List<Permission> withheld = switch (endpoint.permissions().match()) {
            case ANY -> needed;
            case ALL -> needed.subList(needed.size() - 1, needed.size());
        };
        return EndpointCatalog.standard().permissions().stream()
                .filter(permission -> !withheld.contains(permission))
                .map(Permission::name)
                .toArray(String[]::new);
    }

    private static HttpResponse<String> call(FakeMetrc metrc, Endpoint endpoint, UserApiKey key) {
        return PlainHttpClient.send(
                method(PlainHttpClient.request(metrc, path(endpoint), metrc.vendorKey(), key), endpoint));
    }

    private static HttpRequest method(HttpRequest.Builder request, Endpoint endpoint) {
        HttpRequest.BodyPublisher body = endpoint.access() == Access.READ
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("[]");
        return request.method(endpoint.method().name(), body).build();
    }

    private static String path(Endpoint endpoint) {
        return endpoint.path().replaceAll("\\{[^}]*}", RECORD) + "?licenseNumber=" + LICENSE
                + "&employeeLicenseNumber=E-1";
    }
}

package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Access;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointCatalogTest {

    private static final EndpointCatalog CATALOG = EndpointCatalog.standard();

    @Test
    void holdsTheEndpointsOfMetrcsPages() {
        assertThat(CATALOG.endpoints()).hasSize(273);
        assertThat(counted(Endpoint::method)).containsExactlyInAnyOrder("GET 130", "PUT 64", "POST 58", "DELETE 21");
    }

    @Test
    void saysOfEachWhetherAllOrOneOfItsPermissionsAreNeededOrNone() {
        assertThat(counted(endpoint -> endpoint.permissions().permissions().isEmpty()
                        ? "none"
                        : endpoint.permissions().match()))
                .containsExactlyInAnyOrder("ALL 214", "ANY 29", "none 30");
    }

    @Test
    void saysOfEachRuleForFacilitiesWhatItRestsOn() {
        assertThat(counted(endpoint -> endpoint.facility().groups().isEmpty()
                        ? "no rule"
                        : endpoint.facility().provenance()))
                .containsExactlyInAnyOrder("OBSERVED 73", "INFERRED 43", "DOCUMENTED 18", "no rule 139");
    }

    @Test
    void saysOfEachHowFarMetrcsPagesAgree() {
        assertThat(counted(Endpoint::sources)).containsExactlyInAnyOrder("BOTH 178", "ONE 80", "NEWER 15");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /facilities/v2            | ALL []                              | [] INFERRED               | ARRAY  | BOTH
            GET    | /packages/v2/active       | ALL [View Packages]                 | [] INFERRED               | PAGE   | ONE
            GET    | /tags/v2/package/available | ALL [Manage Tags]                  | [] INFERRED               | ARRAY  | NEWER
            GET    | /tags/v2/plant/available  | ALL [Manage Tags]                   | [] INFERRED               | ARRAY  | NEWER
            GET    | /harvests/v2/active       | ALL [View Harvests]                 | [[CanGrowPlants]] OBSERVED | PAGE  | BOTH
            GET    | /transfers/v2/incoming    | ANY [Manage Transfers, View Transfers] | [] INFERRED            | PAGE   | BOTH
            GET    | /employees/v2             | ANY [Manage Employees, View Employees] | [] INFERRED            | PAGE   | BOTH
            GET    | /employees/v2/permissions | ALL [Manage Employees]              | [] INFERRED               | ARRAY  | ONE
            GET    | /items/v2/active          | ALL [Manage Items]                  | [] INFERRED               | PAGE   | BOTH
            GET    | /labtests/v2/results      | ALL [View Packages, Manage Packages Inventory] | [] INFERRED    | PAGE   | NEWER
            POST   | /labtests/v2/record       | ALL [View Packages, Manage Packages Inventory] | [[CanTestPackages]] OBSERVED | IDS | BOTH
            GET    | /sales/v2/receipts/active | ANY [View Sales, Manage Sales] | [[CanSellToConsumers, CanSellToPatients, CanSellToExternalPatients, CanSellToCaregivers]] OBSERVED | PAGE | BOTH
            POST   | /sales/v2/receipts        | ALL [Manage Sales] | [[CanSellToConsumers, CanSellToPatients, CanSellToExternalPatients, CanSellToCaregivers], [AdvancedSales]] DOCUMENTED | IDS | NEWER
            DELETE | /sales/v2/deliveries/retailer/{id} | ALL [Manage Retailer Delivery] | [[RetailerDelivery], [CanDeliverSalesToConsumers, CanDeliverSalesToPatients]] DOCUMENTED | NONE | NEWER
            POST   | /sandbox/v2/integrator/setup | ALL []                           | [] INFERRED               | NONE   | ONE
            """)
    void anEndpointNeedsWhatMetrcsPageSays(
            HttpMethod method,
            String path,
            String permissions,
            String facility,
            Endpoint.AnswerShape answer,
            Endpoint.Sources sources) {
        Endpoint endpoint = find(method, path);

        assertThat(endpoint.path()).isEqualTo(path);
        assertThat(endpoint.permissions().match() + " " + endpoint.permissions().permissions())
                .isEqualTo(permissions);
        assertThat(endpoint.facility().groups() + " " + endpoint.facility().provenance())
                .isEqualTo(facility);
        assertThat(endpoint.answer()).isEqualTo(answer);
        assertThat(endpoint.sources()).isEqualTo(sources);
    }

    @Test
    void ringingASaleHasGatesThatNoUserPermissionOpens() {
        assertThat(find(HttpMethod.POST, "/sales/v2/receipts").gates())
                .extracting(gate -> gate.holder() + " " + gate.name())
                .containsExactly(
                        "INTEGRATOR External Sources(ThirdPartyVendorV2)/Sales (Write)",
                        "INTEGRATOR WebApi Sales Read Write State (All or WriteOnly)",
                        "INTEGRATOR WebApi Retail ID Read Write State (All or WriteOnly) [Retail ID only]",
                        "INTEGRATOR External Sources(ThirdPartyVendorV2)/Retail ID(Write) [Retail ID only]");
    }

    @Test
    void aSettingOfTheStateIsAGate() {
        assertThat(find(HttpMethod.PUT, "/packages/v2/externalid").gates())
                .containsExactly(new Endpoint.Gate(Endpoint.Gate.Holder.SETTING, "External Id Enabled"));
    }

    @Test
    void parametersAreNamedAsMetrcNamesThem() {
        assertThat(find(HttpMethod.GET, "/packages/v2/active").parameters())
                .containsExactlyInAnyOrder(
                        "licenseNumber", "lastModifiedStart", "lastModifiedEnd", "pageNumber", "pageSize");
    }

    @Test
    void anEndpointTellsWhatACallOfItLooksLike() {
        Endpoint list = find(HttpMethod.GET, "/packages/v2/active");
        Endpoint one = find(HttpMethod.DELETE, "/packages/v2/{id}");
        Endpoint facilities = find(HttpMethod.GET, "/facilities/v2");

        assertThat(list.paged() && list.namesFacility() && !list.namesRecord()).isTrue();
        assertThat(!one.paged() && one.namesFacility() && one.namesRecord()).isTrue();
        assertThat(!facilities.paged() && !facilities.namesFacility() && !facilities.namesRecord())
                .isTrue();
        assertThat(one).hasToString("DELETE /packages/v2/{id}");
        assertThat(one.resource()).isEqualTo("Packages");
    }

    @Test
    void getReadsAndEverythingElseWrites() {
        assertThat(CATALOG.endpoints())
                .allMatch(endpoint -> (endpoint.access() == Access.READ) == (endpoint.method() == HttpMethod.GET));
    }

    @Test
    void everyPathIsOneOfTheSecondVersionWithoutASlashAtItsEnd() {
        Pattern path = Pattern.compile("(/[a-z-]+)/v2(/([A-Za-z]+|\\{[A-Za-z]+}))*");

        assertThat(CATALOG.endpoints()).extracting(Endpoint::path).allMatch(path.asMatchPredicate());
    }

    @Test
    void noEndpointIsThereTwice() {
        assertThat(CATALOG.endpoints())
                .extracting(Endpoint::toString)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyFlagOfARuleIsOneThatMetrcSends() {
        Set<FacilityFlag> named = CATALOG.endpoints().stream()
                .flatMap(endpoint -> endpoint.facility().groups().stream())
                .flatMap(List::stream)
                .collect(Collectors.toSet());

        assertThat(named).isNotEmpty().isSubsetOf(FacilityFlag.known());
    }

    @Test
    void noGroupOfARuleIsEmptySinceItWouldExcludeEveryFacility() {
        assertThat(CATALOG.endpoints())
                .flatExtracting(endpoint -> endpoint.facility().groups())
                .isNotEmpty()
                .noneMatch(List::isEmpty);
    }

    @Test
    void noRuleNamesAPermissionTwice() {
        assertThat(CATALOG.endpoints())
                .allSatisfy(endpoint ->
                        assertThat(endpoint.permissions().permissions()).doesNotHaveDuplicates());
    }

    @Test
    void onlyListsAreAskedForPageByPage() {
        assertThat(CATALOG.endpoints())
                .filteredOn(Endpoint::paged)
                .isNotEmpty()
                .allMatch(endpoint -> endpoint.method() == HttpMethod.GET
                        && endpoint.parameters().contains(Endpoint.PAGE_SIZE));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /packages/v2/active, /packages/v2/active",
        "GET, /packages/v2/active/, /packages/v2/active",
        "GET, /PACKAGES/V2/Active, /packages/v2/active",
        "GET, /packages/v2/4711, /packages/v2/{id}",
        "GET, /packages/v2/1A4FF0300000026000000010, /packages/v2/{label}",
        "GET, /packages/v2/{id}, /packages/v2/{id}",
        "GET, /packages/v2/{label}, /packages/v2/{label}",
        "GET, /packages/v2/4711/source/harvests, /packages/v2/{id}/source/harvests",
        "GET, /sales/v2/receipts/external/0815-a, /sales/v2/receipts/external/{externalNumber}",
        "PUT, /sales/v2/deliveries/hub/verifyid, /sales/v2/deliveries/hub/verifyID",
        "GET, /transfers/v2/templates/outgoing/7/deliveries, /transfers/v2/templates/outgoing/{id}/deliveries",
        "DELETE, /packages/v2/4711, /packages/v2/{id}",
        "POST, /packages/v2, /packages/v2"
    })
    void aCallIsFoundByItsPath(HttpMethod method, String path, String template) {
        assertThat(CATALOG.find(method, path).map(Endpoint::path)).contains(template);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere/v2/active",
        "GET, /packages/v1/active",
        "GET, packages/v2/active",
        "GET, /packages/v2//",
        "GET, /packages/v2/active/more",
        "GET, /packages/v2/{other}",
        "GET, ''",
        "GET, /",
        "POST, /packages/v2/active",
        "DELETE, /packages/v2/label-of-a-package"
    })
    void aCallThatIsNotInTheCatalogIsFoundEmpty(HttpMethod method, String path) {
        assertThat(CATALOG.find(method, path)).isEmpty();
    }

    @Test
    void whoeverAsksForAnEndpointByNameIsToldTheNearestWhereThereIsNone() {
        assertThat(CATALOG.endpoint(HttpMethod.GET, "/Packages/v2/4711?licenseNumber=A")
                        .path())
                .isEqualTo("/packages/v2/{id}");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CATALOG.endpoint(HttpMethod.POST, "/sales/v2/receipt"))
                .withMessageStartingWith(
                        "There is no POST endpoint \"/sales/v2/receipt\": the nearest are /sales/v2/receipts, ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void aWordIsNoLabelOfAPlantSinceMetrcKnowsNoListOfActivePlants() {
        assertThat(CATALOG.find(HttpMethod.GET, "/plants/v2/active")).isEmpty();
        assertThat(CATALOG.find(HttpMethod.GET, "/plants/v2/ABCDEF012345670000000001")
                        .map(Endpoint::path))
                .contains("/plants/v2/{label}");
    }

    @Test
    void everyEndpointIsFoundByItsOwnPath() {
        assertThat(CATALOG.endpoints())
                .allSatisfy(endpoint -> assertThat(CATALOG.find(endpoint.method(), endpoint.path()))
                        .contains(endpoint));
    }

    @Test
    void theListOfEndpointsCannotBeChanged() {
        List<Endpoint> endpoints = CATALOG.endpoints();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> endpoints.remove(0));
    }

    @Test
    void endpointsThatAskForAPermissionAreFound() {
        assertThat(CATALOG.asking(Permission.of("manage employees")))
                .extracting(Endpoint::toString)
                .containsExactly("GET /employees/v2", "GET /employees/v2/permissions");
    }

    @Test
    void somebodyWithoutPermissionsCanCallWhatNeedsNone() {
        assertThat(CATALOG.allowedWith(Set.of()))
                .hasSize(30)
                .contains(find(HttpMethod.GET, "/facilities/v2"))
                .allMatch(endpoint -> endpoint.permissions().permissions().isEmpty());
    }

    @Test
    void permissionsAreListedByName() {
        Set<Permission> permissions = CATALOG.permissions();

        assertThat(permissions)
                .isEqualTo(new TreeSet<>(permissions))
                .contains(Permission.of("Manage Sales"), Permission.of("View Packages"))
                .allSatisfy(permission -> assertThat(CATALOG.asking(permission))
                        .as(permission.name())
                        .isNotEmpty());
        assertThat(permissions)
                .extracting(permission -> permission.name().toLowerCase(Locale.ROOT))
                .isSorted();
    }

    private static Endpoint find(HttpMethod method, String path) {
        return CATALOG.find(method, path).orElseThrow();
    }

    /** How many endpoints there are of each kind, such as "GET 130". */
    private static List<String> counted(Function<Endpoint, Object> kind) {
        return CATALOG.endpoints().stream()
                .collect(Collectors.groupingBy(kind, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }
}

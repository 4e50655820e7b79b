package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeMetrcExtension.class)
class FakeMetrcTest {

    private static final String PACKAGES = "/packages/v2/active?licenseNumber=402-00001";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static FakeFacility shop(FakeMetrc metrc) {
        return metrc.addFacility("402-00001").flags("CanSellToConsumers");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Nested
    @DisplayName("keys")
    class Keys {

        @Test
        void aNewKeyTakesThePlaceOfTheOldOneAtOnce(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            UserApiKey old = user.key();
            UserApiKey renewed = user.generateKey();
            assertThat(PlainHttpClient.get(metrc, old, PACKAGES).statusCode()).isEqualTo(401);
            assertThat(PlainHttpClient.get(metrc, renewed, PACKAGES).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void theKeyOfADeactivatedUserIsRefusedUntilActivatedAgain(FakeMetrc metrc) {
            FakeUser user =
                    metrc.addUser("emp-7").attach(shop(metrc), "View Packages").deactivate();
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(401);
            user.activate();
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void severalVendorsServeTheSameUsers(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            VendorApiKey second = metrc.addVendor();
            HttpRequest request =
                    PlainHttpClient.request(metrc, PACKAGES, second, user.key()).build();
            assertThat(PlainHttpClient.send(request).statusCode()).isEqualTo(200);
            metrc.removeVendor(second);
            assertThat(PlainHttpClient.send(request).statusCode()).isEqualTo(401);
        }

        @Test
        void aKeyOfOneJurisdictionIsUnknownInAnother(FakeMetrc colorado) {
            try (FakeMetrc michigan = FakeMetrc.builder().jurisdiction("mi").start()) {
                FakeUser user = colorado.addUser("emp-7").attach(shop(colorado), "View Packages");
                shop(michigan);
                assertThat(michigan.jurisdiction().code()).isEqualTo("MI");
                assertThat(PlainHttpClient.get(michigan, user.key(), PACKAGES).statusCode())
                        .isEqualTo(401);
            }
        }

        @Test
        void theKeyOfOneUserIsRefusedForAnother(FakeMetrc metrc) {
            UserApiKey key = metrc.addUser("emp-7").key();
            assertThatThrownBy(() -> metrc.addUser("emp-8", key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("emp-8")
                    .hasMessageContaining("emp-7")
                    .hasMessageNotContaining(key.revealSecret());
        }

        @Test
        void theSandboxHandsOutAUserForAVendorKeyAlone(FakeMetrc metrc) throws Exception {
            shop(metrc);
            HttpRequest setup = PlainHttpClient.unsigned(metrc, "/sandbox/v2/integrator/setup")
                    .header("x-metrc-key", metrc.vendorKey().revealSecret())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            UserApiKey key = UserApiKey.of(
                    json(PlainHttpClient.send(setup)).path("UserKey").asText());
            assertThat(PlainHttpClient.get(metrc, key, PACKAGES).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("facilities and permissions")
    class Access {

        @Test
        void aUserSeesTheFacilitiesOfTheirOwnWithEveryFlag(FakeMetrc metrc) throws Exception {
            FakeFacility shop = shop(metrc).licenseType("Retail Store");
            metrc.addFacility("402-00002");
            FakeUser user = metrc.addUser("emp-7").attach(shop).employeeLicense(shop, "E-7");
            JsonNode list = json(PlainHttpClient.get(metrc, user.key(), "/facilities/v2/"));
            assertThat(list).hasSize(1);
            JsonNode facility = list.get(0);
            assertThat(facility.at("/License/Number").asText()).isEqualTo("402-00001");
            assertThat(facility.at("/License/LicenseType").asText()).isEqualTo("Retail Store");
            assertThat(facility.at("/License/EmployeeLicenseNumber").asText()).isEqualTo("E-7");
            assertThat(facility.path("FacilityType")).hasSize(97);
            assertThat(facility.at("/FacilityType/CanSellToConsumers").booleanValue())
                    .isTrue();
            assertThat(facility.at("/FacilityType/CanGrowPlants").isBoolean()).isTrue();
            assertThat(facility.at("/FacilityType/TotalMemberPatientsAllowed").isNull())
                    .isTrue();
        }

        @Test
        void aPermissionCountsFromTheMomentItIsTickedAndUntilItIsTakenAway(FakeMetrc metrc) {
            FakeFacility shop = shop(metrc);
            FakeUser user = metrc.addUser("emp-7").attach(shop);
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(401);
            user.grant(shop, "view packages");
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(200);
            user.revoke(shop, "View Packages");
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(401);
        }

        @Test
        void aMissingPermissionCanBeAnswered403() {
            try (FakeMetrc metrc =
                    FakeMetrc.builder().missingPermissionStatus(403).start()) {
                FakeUser user = metrc.addUser("emp-7").attach(shop(metrc));
                assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                        .isEqualTo(403);
            }
        }

        @Test
        void theEmployeesOfAFacilityAreListedPageByPage(FakeMetrc metrc) throws Exception {
            FakeFacility shop = shop(metrc);
            FakeUser manager = metrc.addUser("manager").fullName("Morgan").attach(shop, "Manage Employees");
            IntStream.range(0, 24).forEach(i -> metrc.addUser("emp-" + i).attach(shop));
            String path = "/employees/v2/?licenseNumber=402-00001";
            assertThat(json(PlainHttpClient.get(metrc, manager.key(), path)).path("Data"))
                    .hasSize(25);
            JsonNode second = json(PlainHttpClient.get(metrc, manager.key(), path + "&pageNumber=2&pageSize=20"));
            assertThat(second.path("Data")).hasSize(5);
            assertThat(second.path("TotalRecords").intValue()).isEqualTo(25);
            assertThat(second.path("TotalPages").intValue()).isEqualTo(2);
            JsonNode first = json(PlainHttpClient.get(metrc, manager.key(), path + "&pageNumber=1&pageSize=1"));
            assertThat(first.at("/Data/0/FullName").asText()).isEqualTo("Morgan");
        }

        @Test
        void aPageOfMoreThan20IsRefused(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES + "&pageNumber=1&pageSize=21")
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void thePermissionsOfAnEmployeeAreReadOutInLowerCase(FakeMetrc metrc) throws Exception {
            FakeFacility shop = shop(metrc);
            FakeUser manager = metrc.addUser("manager").attach(shop, "Manage Employees");
            metrc.addUser("emp-7").attach(shop, "View Sales", "Manage Sales").employeeLicense(shop, "E-7");
            String path = "/employees/v2/permissions?licenseNumber=402-00001&employeeLicenseNumber=";
            assertThat(json(PlainHttpClient.get(metrc, manager.key(), path + "E-7")))
                    .extracting(JsonNode::asText)
                    .containsExactly("manage sales", "view sales");
            assertThat(PlainHttpClient.get(metrc, manager.key(), path + "E-9").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void aRecordOfAnotherLicenseIs401(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc).record("17"), "View Packages");
            String query = "?licenseNumber=402-00001";
            assertThat(PlainHttpClient.get(metrc, user.key(), "/packages/v2/17" + query)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(PlainHttpClient.get(metrc, user.key(), "/packages/v2/18" + query)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void anEndedLicenseRefusesEverythingButTheListOfFacilities(FakeMetrc metrc) {
            FakeFacility shop = shop(metrc).endDate(LocalDate.of(2021, 12, 31));
            FakeUser user = metrc.addUser("emp-7").attachWithAllPermissions(shop);
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(401);
            assertThat(PlainHttpClient.get(metrc, user.key(), "/facilities/v2").statusCode())
                    .isEqualTo(200);
        }

        @Test
        void aMistypedPermissionOrFlagIsRefusedWithTheNearestName(FakeMetrc metrc) {
            FakeFacility shop = shop(metrc);
            assertThatThrownBy(() -> metrc.addUser("emp-7").attach(shop, "Manage Sale"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the nearest are Manage Sales");
            assertThatThrownBy(() -> shop.flags("CanSellToCustomers"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the nearest are CanSellToConsumers");
        }

        @Test
        void aFieldThatIsANumberIsNoFlag(FakeMetrc metrc) {
            FakeFacility shop = shop(metrc);
            assertThatThrownBy(() -> shop.flags("TotalMemberPatientsAllowed"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("TotalMemberPatientsAllowed is a number");
        }
    }

    @Nested
    @DisplayName("calls")
    class Calls {

        @Test
        void eachCallIsRememberedWithWhoSignedIt(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            PlainHttpClient.get(metrc, user.key(), PACKAGES);
            FakeCall call = metrc.calls().get(0);
            assertThat(call.is(HttpMethod.GET, "/packages/v2/active")).isTrue();
            assertThat(call.signer()).contains("emp-7");
            assertThat(call.license()).contains("402-00001");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.keyEnding()).isEqualTo(user.key().lastCharacters());
            assertThat(call.toString()).doesNotContain(user.key().revealSecret());
        }

        @Test
        void aParameterThatTheEndpointDoesNotHaveIsReported(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            PlainHttpClient.get(metrc, user.key(), PACKAGES + "&lastModifedStart=2026-01-01");
            assertThat(metrc.calls().get(0).unreadParameters()).containsExactly("lastModifedStart");
        }

        @Test
        void onlyTheLatestTenThousandAreKept() {
            Journal journal = new Journal();
            FakeCall call = new FakeCall(
                    Instant.EPOCH, "GET", "/", Optional.empty(), Optional.empty(), "", 200, "", Set.of(), false);
            IntStream.range(0, 10_005).forEach(i -> journal.add(call));
            assertThat(journal.calls()).hasSize(10_000);
        }

        @Test
        void aKeyInAUrlIsFoundOut() {
            try (FakeMetrc metrc = FakeMetrc.start()) {
                FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
                metrc.verifyNoKeyLeaks();
                PlainHttpClient.get(
                        metrc, user.key(), PACKAGES + "&key=" + user.key().revealSecret());
                assertThatThrownBy(metrc::verifyNoKeyLeaks)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("/packages/v2/active")
                        .hasMessageNotContaining(user.key().revealSecret());
            }
        }

        @Test
        void aWriteOfMoreThanTenObjectsIs413(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "Manage Items");
            String eleven = "[" + "{},".repeat(10) + "{}]";
            HttpRequest.Builder write =
                    PlainHttpClient.request(metrc, "/items/v2?licenseNumber=402-00001", metrc.vendorKey(), user.key());
            assertThat(PlainHttpClient.send(write.POST(HttpRequest.BodyPublishers.ofString(eleven))
                                    .build())
                            .statusCode())
                    .isEqualTo(413);
            assertThat(PlainHttpClient.send(write.POST(HttpRequest.BodyPublishers.ofString("[{}]"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void anEndpointThatTheCatalogDoesNotHaveIsSaidToBeUnknownToTheFake(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7");
            HttpResponse<String> answer = PlainHttpClient.get(metrc, user.key(), "/rockets/v2/launch");
            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("The fake Metrc does not know GET /rockets/v2/launch");
        }

        @Test
        void anEndpointThatTheCatalogDoesNotHaveCanBe404() {
            try (FakeMetrc metrc =
                    FakeMetrc.builder().unknownEndpointStatus(404).start()) {
                FakeUser user = metrc.addUser("emp-7");
                assertThat(PlainHttpClient.get(metrc, user.key(), "/rockets/v2/launch")
                                .statusCode())
                        .isEqualTo(404);
            }
        }

        @Test
        void theOldVersionOfTheApiIsGone(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7");
            assertThat(PlainHttpClient.get(metrc, user.key(), "/packages/v1/active")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void aMethodThatThePathDoesNotHaveIs405(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            HttpRequest request = PlainHttpClient.request(metrc, PACKAGES, metrc.vendorKey(), user.key())
                    .DELETE()
                    .build();
            assertThat(PlainHttpClient.send(request).statusCode()).isEqualTo(405);
        }

        @Test
        void aListCanRefusePaging(FakeMetrc metrc) {
            metrc.withoutPaging("/packages/v2/active");
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES + "&pageNumber=1")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("limits")
    class Limits {

        @Test
        void theFiftyFirstCallOfASecondAtAFacilityIs429UntilTheSecondIsOver() {
            MovableClock clock = new MovableClock();
            try (FakeMetrc metrc = FakeMetrc.builder().clock(clock).start()) {
                FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
                List<Integer> statuses = Stream.generate(() -> PlainHttpClient.get(metrc, user.key(), PACKAGES))
                        .limit(50)
                        .map(HttpResponse::statusCode)
                        .toList();
                assertThat(statuses).containsOnly(200);
                HttpResponse<String> over = PlainHttpClient.get(metrc, user.key(), PACKAGES);
                assertThat(over.statusCode()).isEqualTo(429);
                assertThat(over.headers().firstValue("Retry-After")).contains("1");
                clock.move(Duration.ofMillis(999));
                assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                        .isEqualTo(429);
                clock.move(Duration.ofMillis(1));
                assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                        .isEqualTo(200);
            }
        }

        @Test
        void theEleventhCallAtATimeAtAFacilityIs429(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            metrc.fault(FakeFault.stall().by(user));
            HttpRequest request = PlainHttpClient.request(metrc, PACKAGES, metrc.vendorKey(), user.key())
                    .build();
            List<CompletableFuture<HttpResponse<String>>> stalled = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                stalled.add(PlainHttpClient.sendAsync(request));
            }
            awaitCalls(metrc, 10);
            FakeUser other =
                    metrc.addUser("emp-8").attach(metrc.facility("402-00001").orElseThrow(), "View Packages");
            assertThat(PlainHttpClient.get(metrc, other.key(), PACKAGES).statusCode())
                    .isEqualTo(429);
            stalled.forEach(call -> call.cancel(true));
        }

        @Test
        void callsWithoutALicenseCountForTheVendorAlone() {
            FakeLimits limits = new FakeLimits(1, 10, 3, 30);
            try (FakeMetrc metrc =
                    FakeMetrc.builder().clock(new MovableClock()).limits(limits).start()) {
                FakeUser user = metrc.addUser("emp-7");
                List<Integer> statuses = Stream.generate(() -> PlainHttpClient.get(metrc, user.key(), "/facilities/v2"))
                        .limit(4)
                        .map(HttpResponse::statusCode)
                        .toList();
                assertThat(statuses).containsExactly(200, 200, 200, 429);
            }
        }

        private static void awaitCalls(FakeMetrc metrc, int number) {
            long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (metrc.calls().size() < number) {
                assertThat(System.nanoTime()).as("calls came in time").isLessThan(giveUp);
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    @DisplayName("faults")
    class Faults {

        @Test
        void aFaultBefallsTheCallThatItIsDeclaredFor(FakeMetrc metrc) {
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            metrc.fault(
                    HttpMethod.GET, "/packages/v2/active", FakeFault.status(503).onCall(2));
            List<Integer> statuses = Stream.generate(() -> PlainHttpClient.get(metrc, user.key(), PACKAGES))
                    .limit(3)
                    .map(HttpResponse::statusCode)
                    .toList();
            assertThat(statuses).containsExactly(200, 503, 200);
        }

        @Test
        void aFaultOfOneUserLeavesTheOthersAlone(FakeMetrc metrc) {
            FakeFacility shop = shop(metrc);
            FakeUser one = metrc.addUser("emp-7").attach(shop, "View Packages");
            FakeUser other = metrc.addUser("emp-8").attach(shop, "View Packages");
            metrc.fault(FakeFault.status(500).by(one));
            assertThat(PlainHttpClient.get(metrc, other.key(), PACKAGES).statusCode())
                    .isEqualTo(200);
            assertThat(PlainHttpClient.get(metrc, one.key(), PACKAGES).statusCode())
                    .isEqualTo(500);
        }

        @Test
        void aFaultThatNeverFiredIsNamedTogetherWithTheCallsThatCame() {
            try (FakeMetrc metrc = FakeMetrc.start()) {
                FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
                metrc.fault(HttpMethod.GET, "/items/v2/active", FakeFault.status(503));
                PlainHttpClient.get(metrc, user.key(), PACKAGES);
                assertThatThrownBy(metrc::verifyFaultsFired)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("status 503 at GET /items/v2/active")
                        .hasMessageContaining("GET /packages/v2/active at 402-00001 by emp-7: 200");
            }
        }
    }

    @Nested
    @DisplayName("worlds")
    class SideBySide {

        @Test
        void twoWorldsShareAServerAndKnowNothingOfEachOther(FakeMetrc first) {
            try (FakeMetrc second = FakeMetrc.start()) {
                assertThat(second.baseUri()).isEqualTo(first.baseUri());
                FakeUser user = first.addUser("emp-7").attach(shop(first), "View Packages");
                shop(second);
                assertThat(PlainHttpClient.get(second, user.key(), PACKAGES).statusCode())
                        .isEqualTo(401);
                assertThat(PlainHttpClient.get(first, user.key(), PACKAGES).statusCode())
                        .isEqualTo(200);
                assertThat(first.calls()).hasSize(1);
            }
        }

        @Test
        void aVendorKeyBelongsToOneWorld(FakeMetrc first) {
            assertThatThrownBy(() ->
                            FakeMetrc.builder().vendorKey(first.vendorKey()).start())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("vendor key")
                    .hasMessageNotContaining(first.vendorKey().revealSecret());
        }

        @Test
        void aClosedWorldIsKnownToNobodyAnyMore() {
            FakeMetrc metrc = FakeMetrc.start();
            FakeUser user = metrc.addUser("emp-7").attach(shop(metrc), "View Packages");
            metrc.close();
            assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode())
                    .isEqualTo(401);
        }
    }
}

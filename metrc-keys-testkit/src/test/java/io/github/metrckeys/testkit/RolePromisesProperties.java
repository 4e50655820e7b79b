package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.AuthorizationHeader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What a verdict promises for a role, put to the test: in random worlds, the calls that the role requires are really
 * sent to the fake Metrc, over a socket, after the probe has given its verdict.
 *
 * <p>A few worlds by default, and 1,000 in the profile {@code worlds}. The seed of a world that fails is in the message.
 */
class RolePromisesProperties {

    private static final int WORLDS = Integer.getInteger("metrckeys.worlds", 100);
    private static final List<FacilityFlag> FLAGS = EndpointCatalog.standard().endpoints().stream()
            .flatMap(endpoint -> endpoint.facility().groups().stream())
            .flatMap(List::stream)
            .distinct()
            .sorted(Comparator.comparing(FacilityFlag::name))
            .toList();
    private static final List<Permission> PERMISSIONS =
            List.copyOf(EndpointCatalog.standard().permissions());
    private static final String RECORD = "4711";
    private static final String EMPLOYEE_LICENSE = "E-1001";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<Verdict, Integer> SEEN = new TreeMap<>();

    private final PermissionProbe probe = HttpPermissionProbe.builder().build();

    @Test
    void whatAVerdictPromisesForARoleIsTrueInItsWorld() throws Exception {
        for (long seed = 1; seed <= WORLDS; seed++) {
            try (FakeMetrc metrc = FakeMetrc.builder().limits(FakeLimits.NONE).start()) {
                World world = new World(metrc, seed);
                ValidationReport report = probe.validate(world.request);
                SEEN.merge(report.verdict(), 1, Integer::sum);
                world.keepsThePromiseOf(report, seed);
            }
        }
        assertThat(SEEN).containsKeys(Verdict.ALL_GOOD, Verdict.ROLE_DOES_NOT_FIT, Verdict.NOT_VERIFIED);
    }

    @AfterAll
    static void tellHowManyOfEach() {
        System.out.println("Verdicts of " + WORLDS + " worlds: " + SEEN);
    }

    private static final class World {
        private final FakeMetrc metrc;
        private final FakeFacility license;
        private final FakeUser user;
        private final Role role;
        private final ProbeRequest request;

        World(FakeMetrc metrc, long seed) {
            Random random = new Random(seed);
            this.metrc = metrc;
            role = Role.standard().get(random.nextInt(Role.standard().size()));
            boolean fits = random.nextInt(4) > 0;
            // Licenses of their own, so that the limits of one world do not slow the next one down.
            license = metrc.addFacility("402-" + seed)
                    .flags(FLAGS.stream()
                            .filter(flag -> fits ? random.nextInt(8) > 0 : random.nextInt(3) == 0)
                            .map(FacilityFlag::name)
                            .toArray(String[]::new));
            license.record(RECORD);
            Set<Permission> granted = new HashSet<>(PERMISSIONS);
            if (random.nextBoolean()) {
                granted.remove(Permission.of("Manage Employees"));
            }
            int lacking = random.nextInt(3) == 0 ? 1 + random.nextInt(PERMISSIONS.size()) : 0;
            for (int i = 0; i < lacking; i++) {
                granted.remove(PERMISSIONS.get(random.nextInt(PERMISSIONS.size())));
            }
            user = metrc.addUser("emp-7")
                    .attach(license, granted.stream().map(Permission::name).toArray(String[]::new))
                    .employeeLicense(license, EMPLOYEE_LICENSE);
            ProbeRequest asked = ProbeRequest.individual(
                            license.facility(), UserId.of("emp-7"), metrc.vendorKey(), user.key())
                    .forRole(role);
            if (random.nextInt(3) > 0) {
                asked = asked.withMasterKey(
                        metrc.addUser("owner").attachWithAllPermissions(license).key());
            }
            request = random.nextInt(4) == 0 ? asked.depth(ProbeRequest.Depth.LOGIN) : asked;
        }

        void keepsThePromiseOf(ValidationReport report, long seed) throws Exception {
            Set<Operation> main = role.mainOperations();
            if (report.verdict() == Verdict.ALL_GOOD) {
                List<Operation> required = Arrays.stream(Operation.values())
                        .filter(operation -> role.need(operation) == Role.Need.REQUIRED)
                        .filter(operation ->
                                report.line(operation).orElseThrow().status() != ReportLine.Status.NOT_APPLICABLE)
                        .toList();
                for (Operation operation : required) {
                    assertThat(succeeds(operation.endpoint()))
                            .as("world %d: %s is good for %s, so it can %s", seed, user.id(), role, operation)
                            .isTrue();
                }
                for (PermissionCategory category : PermissionCategory.values()) {
                    ReportLine look = report.line(category).orElseThrow();
                    if (look.need() == Role.Need.REQUIRED && look.status() == ReportLine.Status.SUCCESS) {
                        assertThat(succeeds(look.endpoint()))
                                .as("world %d: %s can look at %s", seed, user.id(), category)
                                .isTrue();
                    }
                }
                assertThat(required).as("world %d: main work", seed).anyMatch(main::contains);
            }
            if (report.verdict() == Verdict.ROLE_DOES_NOT_FIT) {
                for (Operation operation : main) {
                    assertThat(succeeds(operation.endpoint()))
                            .as("world %d: %s does not fit, so nobody can %s", seed, role, operation)
                            .isFalse();
                }
            }
        }

        private boolean succeeds(Endpoint endpoint) throws IOException, InterruptedException {
            String query = Stream.of(
                            "licenseNumber=" + license.facility().license(),
                            "packageId=" + RECORD,
                            "employeeLicenseNumber=" + EMPLOYEE_LICENSE)
                    .filter(pair -> endpoint.parameters().contains(pair.substring(0, pair.indexOf('='))))
                    .reduce((one, other) -> one + "&" + other)
                    .map(pairs -> "?" + pairs)
                    .orElse("");
            String path = endpoint.path().replaceAll("\\{[^}]*}", RECORD);
            HttpRequest call = HttpRequest.newBuilder(URI.create(metrc.baseUri() + path + query))
                    .header(
                            "Authorization",
                            AuthorizationHeader.of(metrc.vendorKey(), user.key())
                                    .revealSecret())
                    .method(
                            endpoint.method().name(),
                            endpoint.method() == HttpMethod.GET
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString("[{}]"))
                    .build();
            int status = HTTP.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(200, 401, 403);
            return status == 200;
        }
    }
}

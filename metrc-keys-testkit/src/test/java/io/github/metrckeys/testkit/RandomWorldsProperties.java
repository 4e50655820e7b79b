package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random worlds of users, permissions, flags and faults, judged by the real probe over a real socket. Whatever the
 * report says must be true in its world.
 */
class RandomWorldsProperties {

    private static final List<FacilityFlag> FLAGS = EndpointCatalog.standard().endpoints().stream()
            .flatMap(endpoint -> endpoint.facility().groups().stream())
            .flatMap(List::stream)
            .distinct()
            .sorted(Comparator.comparing(FacilityFlag::name))
            .toList();
    private static final List<Permission> PERMISSIONS =
            List.copyOf(EndpointCatalog.standard().permissions());

    private final PermissionProbe probe = HttpPermissionProbe.builder().build();

    /** For worlds in which an answer may never come. In the others, a slow machine must not look like an outage. */
    private final PermissionProbe impatient = HttpPermissionProbe.builder()
            .requestTimeout(Duration.ofMillis(400))
            .deadline(Duration.ofSeconds(10))
            .build();

    /** What is wrong in a world, besides permissions and flags. */
    private enum Trouble {
        NONE,
        OUTAGE,
        DEAD_USER_KEY,
        DEAD_VENDOR_KEY,
        DETACHED,
        ENDED
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whateverAReportSaysIsTrueInItsWorld(@ForAll Random random) {
        try (FakeMetrc metrc = FakeMetrc.builder().limits(FakeLimits.NONE).start()) {
            World world = new World(metrc, random);

            ValidationReport report = (world.trouble == Trouble.OUTAGE ? impatient : probe).validate(world.request);

            world.hasNoOtherKeyCondemned(report);
            world.lacksEveryPermissionThatIsNamedAsMissing(report);
            world.grantsEveryWriteThatIsSaidToSucceed(report);
            world.sawNoCallThatItsFlagsExclude();
            world.sawNothingButGets();
            world.showsNoKeyIn(report);
        }
    }

    private static final class World {
        private final FakeMetrc metrc;
        private final Trouble trouble;
        private final FakeFacility shop;
        private final FakeUser user;
        private final FakeUser owner;
        private final Set<Permission> granted;
        private final ProbeRequest request;
        private final List<String> keys = new ArrayList<>();

        World(FakeMetrc metrc, Random random) {
            this.metrc = metrc;
            trouble = one(random, Trouble.values());
            shop = metrc.addFacility("402-00001")
                    .flags(names(some(random, FLAGS).map(FacilityFlag::name)));
            granted = new HashSet<>(some(random, PERMISSIONS).toList());
            user = metrc.addUser("emp-7").attach(shop, names(granted.stream().map(Permission::name)));
            owner = metrc.addUser("owner").attachWithAllPermissions(shop);
            ProbeRequest asked =
                    ProbeRequest.individual(shop.facility(), UserId.of("emp-7"), metrc.vendorKey(), user.key());
            if (random.nextBoolean()) {
                asked = asked.withMasterKey(owner.key());
            }
            if (random.nextBoolean()) {
                asked = asked.forRole(one(random, Role.standard().toArray(Role[]::new)));
            }
            if (random.nextInt(4) == 0) {
                asked = asked.depth(ProbeRequest.Depth.LOGIN);
            }
            request = asked;
            keys.addAll(List.of(
                    metrc.vendorKey().revealSecret(),
                    user.key().revealSecret(),
                    owner.key().revealSecret()));
            bringAbout(random);
        }

        private void bringAbout(Random random) {
            switch (trouble) {
                case NONE -> {}
                case OUTAGE -> {
                    for (int i = 0; i <= random.nextInt(4); i++) {
                        PermissionCategory category = one(random, PermissionCategory.values());
                        metrc.fault(
                                HttpMethod.GET,
                                category.readEndpoint().path(),
                                one(
                                        random,
                                        FakeFault.status(503),
                                        FakeFault.html(502),
                                        FakeFault.noAnswer(),
                                        FakeFault.truncated(),
                                        FakeFault.malformedJson(),
                                        FakeFault.stall(),
                                        FakeFault.throttled(600)));
                    }
                }
                case DEAD_USER_KEY -> user.generateKey();
                case DEAD_VENDOR_KEY -> metrc.removeVendor(metrc.vendorKey());
                case DETACHED -> user.detach(shop);
                case ENDED -> shop.endDate(LocalDate.of(2020, 12, 31));
            }
        }

        void hasNoOtherKeyCondemned(ValidationReport report) {
            if (report.verdict() == Verdict.KEY_REFUSED) {
                assertThat(report.cause())
                        .hasValueSatisfying(
                                cause -> assertThat(causesOf(trouble)).contains(cause));
            }
            if (trouble == Trouble.DEAD_USER_KEY || trouble == Trouble.DEAD_VENDOR_KEY || trouble == Trouble.DETACHED) {
                assertThat(report.verdict()).isEqualTo(Verdict.KEY_REFUSED);
            }
        }

        private static Set<Cause> causesOf(Trouble trouble) {
            return switch (trouble) {
                case NONE, OUTAGE -> Set.of();
                case DEAD_USER_KEY -> Set.of(Cause.USER_KEY_REJECTED, Cause.KEY_PAIR_REJECTED);
                case DEAD_VENDOR_KEY -> Set.of(Cause.VENDOR_KEY_REJECTED, Cause.KEY_PAIR_REJECTED);
                case DETACHED -> Set.of(Cause.LICENSE_NOT_ATTACHED);
                case ENDED -> Set.of(Cause.LICENSE_ENDED);
            };
        }

        void lacksEveryPermissionThatIsNamedAsMissing(ValidationReport report) {
            report.remedies().stream()
                    .filter(remedy -> remedy.code() == Remedy.Code.GRANT_PERMISSION)
                    .flatMap(remedy -> remedy.permissions().stream())
                    .filter(granted::contains)
                    .forEach(permission -> assertThat(report.lines())
                            .as("%s is granted", permission)
                            .anyMatch(line -> leavesOpenWhich(line, permission)));
            report.lines().stream()
                    .filter(line -> line.cause().equals(Optional.of(Cause.PERMISSION_MISSING)))
                    .forEach(line -> assertThat(line.requiredPermissions().allows(granted))
                            .as(line.toString())
                            .isFalse());
            if (report.verdict() == Verdict.PERMISSIONS_MISSING) {
                assertThat(report.lines())
                        .anyMatch(line ->
                                line.need() == Role.Need.REQUIRED && line.status() == ReportLine.Status.FAILURE);
            }
        }

        /**
         * A refused call that needs several permissions does not say which of them is missing. If nothing else does,
         * all are named, and one of them is missing.
         */
        private boolean leavesOpenWhich(ReportLine line, Permission permission) {
            List<Permission> needed = line.requiredPermissions().permissions();
            return line.cause().equals(Optional.of(Cause.PERMISSION_MISSING))
                    && line.evidence().stream().noneMatch(Evidence.Declared.class::isInstance)
                    && line.requiredPermissions().match() == Endpoint.PermissionRule.Match.ALL
                    && needed.contains(permission)
                    && !granted.containsAll(needed);
        }

        void grantsEveryWriteThatIsSaidToSucceed(ValidationReport report) {
            report.lines().stream()
                    .filter(line -> line.access() == Access.WRITE && line.status() == ReportLine.Status.SUCCESS)
                    .map(ReportLine::requiredPermissions)
                    .forEach(rule -> assertThat(rule.allows(granted)).isTrue());
        }

        void sawNoCallThatItsFlagsExclude() {
            assertThat(metrc.calls())
                    .allSatisfy(call -> assertThat(endpoint(call).facility().excludedBy(shop.flags()))
                            .isEmpty());
        }

        private static Endpoint endpoint(FakeCall call) {
            return EndpointCatalog.standard()
                    .find(HttpMethod.valueOf(call.method()), call.path())
                    .orElseThrow();
        }

        void sawNothingButGets() {
            assertThat(metrc.calls()).allMatch(call -> call.method().equals("GET"));
            metrc.verifyNoKeyLeaks();
        }

        void showsNoKeyIn(ValidationReport report) {
            Stream.of(report.toString(), ReportFormat.TEXT.render(report), ReportJson.write(report), request.toString())
                    .forEach(text -> assertThat(keys).noneMatch(text::contains));
        }

        private static <T> Stream<T> some(Random random, List<T> all) {
            int of = 1 + random.nextInt(6);
            return all.stream().filter(each -> random.nextInt(6) < of);
        }

        private static String[] names(Stream<String> names) {
            return names.toArray(String[]::new);
        }

        @SafeVarargs
        private static <T> T one(Random random, T... all) {
            return all[random.nextInt(all.length)];
        }
    }
}

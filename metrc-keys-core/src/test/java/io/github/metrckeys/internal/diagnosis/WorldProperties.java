package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is said about a key, held against what is true of it. */
class WorldProperties {

    private static final FacilityList REFUSED = EvidenceFixture.without(Outcome.REFUSED);
    private static final Set<Permission> PERMISSIONS = Stream.concat(
                    Arrays.stream(PermissionCategory.values()).map(PermissionCategory::readEndpoint),
                    Arrays.stream(Operation.values()).map(Operation::endpoint))
            .flatMap(endpoint -> endpoint.permissions().permissions().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    private static final Set<FacilityFlag> FLAGS = Stream.concat(
                    Arrays.stream(PermissionCategory.values()).map(PermissionCategory::readEndpoint),
                    Arrays.stream(Operation.values()).map(Operation::endpoint))
            .flatMap(endpoint -> endpoint.facility().groups().stream())
            .flatMap(List::stream)
            .collect(Collectors.toSet());

    /** What is the matter with a key. */
    enum Fate {
        ALIVE,
        USER_KEY_DEAD,
        VENDOR_KEY_DEAD,
        SWAPPED,
        OF_ANOTHER_SERVER,
        DETACHED,
        LICENSE_ENDED,
        DIES
    }

    /** How Metrc's list of permissions reads, if it can be read. */
    enum Listing {
        NONE,
        TRUTHFUL,
        IN_OTHER_WORDS
    }

    private record World(
            Fate fate,
            boolean master,
            Set<Permission> granted,
            FacilityFlags flags,
            Listing list,
            Set<PermissionCategory> refusedAnyway,
            Optional<Role> role,
            Set<Circumstance> said,
            Set<Operation> triedBefore,
            boolean controlAtHand,
            boolean mayAskElsewhere,
            Map<PermissionCategory, Outcome> outages,
            Optional<Outcome> outageAtTheBeginning,
            Optional<Outcome> outageAtTheEnd) {

        /** A master key reads the list for itself, for which it needs a permission. */
        World {
            if (master && !granted.contains(Permission.of("Manage Employees"))) {
                list = Listing.NONE;
            }
        }

        World calm() {
            return new World(
                    fate,
                    master,
                    granted,
                    flags,
                    list,
                    refusedAnyway,
                    role,
                    said,
                    triedBefore,
                    controlAtHand,
                    mayAskElsewhere,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty());
        }

        FacilityProfile profile() {
            return EvidenceFixture.profile(
                    flags,
                    fate == Fate.LICENSE_ENDED ? Optional.of(EvidenceFixture.TODAY.minusDays(1)) : Optional.empty());
        }

        ValidationReport.Diagnosis diagnosis() {
            return Diagnostician.diagnose(evidence());
        }

        ProbeEvidence evidence() {
            ProbeCase about = new ProbeCase(
                    master ? EvidenceFixture.MASTER : EvidenceFixture.EMPLOYEE,
                    EvidenceFixture.SHOP,
                    role,
                    said,
                    successes(),
                    false,
                    false,
                    true,
                    EvidenceFixture.TODAY);
            FacilityList opening = outageAtTheBeginning
                    .map(EvidenceFixture::without)
                    .orElseGet(() -> switch (fate) {
                        case USER_KEY_DEAD, VENDOR_KEY_DEAD, SWAPPED, OF_ANOTHER_SERVER -> REFUSED;
                        case DETACHED -> EvidenceFixture.listed();
                        case ALIVE, LICENSE_ENDED, DIES -> EvidenceFixture.listed(profile());
                    });
            ProbeEvidence evidence = ProbeEvidence.opened(about, opening);
            if (opening.refused()) {
                return refusedAtAuthentication(evidence);
            }
            return evidence.profile().isPresent() ? inside(evidence) : evidence;
        }

        /** What the key did before with success, at a license that was good then. */
        private Set<Endpoint> successes() {
            return triedBefore.stream()
                    .map(Operation::endpoint)
                    .filter(endpoint ->
                            fate == Fate.ALIVE && endpoint.permissions().allows(granted))
                    .collect(Collectors.toSet());
        }

        private ProbeEvidence refusedAtAuthentication(ProbeEvidence opened) {
            ProbeEvidence evidence = opened;
            if (controlAtHand) {
                evidence = evidence.withControl(fate == Fate.USER_KEY_DEAD ? EvidenceFixture.listed() : REFUSED);
            }
            if (evidence.mayBeSwapped()) {
                evidence = evidence.withSwapped(fate == Fate.SWAPPED ? EvidenceFixture.listed() : REFUSED);
            }
            return mayAskElsewhere
                    ? evidence.withElsewhere(Map.of(
                            Jurisdiction.of("CA"), fate == Fate.OF_ANOTHER_SERVER ? EvidenceFixture.listed() : REFUSED))
                    : evidence;
        }

        private ProbeEvidence inside(ProbeEvidence opened) {
            Map<PermissionCategory, Outcome> outcomes = new EnumMap<>(PermissionCategory.class);
            List<ProbePlan.Step> calls = ProbePlan.of(profile()).calls();
            for (int i = 0; i < calls.size(); i++) {
                ProbePlan.Step step = calls.get(i);
                boolean deadByThen = fate == Fate.LICENSE_ENDED || (fate == Fate.DIES && i >= calls.size() / 2);
                boolean allowed = step.endpoint().permissions().allows(granted)
                        && (list != Listing.TRUTHFUL || !refusedAnyway.contains(step.category()));
                Outcome outcome = allowed && !deadByThen ? Outcome.SUCCEEDED : Outcome.REFUSED;
                outcomes.put(step.category(), outages.getOrDefault(step.category(), outcome));
            }
            ProbeEvidence evidence = opened.withObservations(EvidenceFixture.observations(outcomes))
                    .withPermissionList(permissionList());
            if (!evidence.needsClosing()) {
                return evidence;
            }
            return evidence.withClosing(outageAtTheEnd
                    .map(EvidenceFixture::without)
                    .orElseGet(() -> fate == Fate.DIES ? REFUSED : EvidenceFixture.listed(profile())));
        }

        private PermissionList permissionList() {
            if (list == Listing.NONE || fate != Fate.ALIVE) {
                return new PermissionList.None(PermissionList.Reason.REFUSED);
            }
            return EvidenceFixture.permissionList(
                    list == Listing.TRUTHFUL
                            ? granted
                            : granted.stream()
                                    .map(permission -> Permission.of(permission.name() + " Records"))
                                    .collect(Collectors.toSet()));
        }
    }

    @Property
    void aKeyThatIsCondemnedIsOfNoUse(@ForAll("worlds") World world) {
        if (world.diagnosis().verdict() == Verdict.KEY_REFUSED) {
            assertThat(world.fate()).isNotEqualTo(Fate.ALIVE);
        }
    }

    @Property
    void whereOneOfTheTwoKeysIsBlamedItIsTheOneThatIsDead(@ForAll("worlds") World world) {
        world.diagnosis().cause().ifPresent(cause -> {
            switch (cause) {
                case USER_KEY_REJECTED, KEY_REPLACED, KEY_EXPIRED ->
                    assertThat(world.fate()).isEqualTo(Fate.USER_KEY_DEAD);
                case KEYS_SWAPPED -> assertThat(world.fate()).isEqualTo(Fate.SWAPPED);
                case WRONG_JURISDICTION -> assertThat(world.fate()).isEqualTo(Fate.OF_ANOTHER_SERVER);
                case VENDOR_KEY_REJECTED -> assertThat(world.fate()).isNotEqualTo(Fate.USER_KEY_DEAD);
                case LICENSE_NOT_ATTACHED -> assertThat(world.fate()).isEqualTo(Fate.DETACHED);
                case LICENSE_ENDED -> assertThat(world.fate()).isEqualTo(Fate.LICENSE_ENDED);
                case KEY_REPLACED_DURING_CHECK -> assertThat(world.fate()).isEqualTo(Fate.DIES);
                case NOT_PROVEN -> assertThat(world.diagnosis().verdict()).isEqualTo(Verdict.NOT_VERIFIED);
                default -> {
                    // It blames neither.
                }
            }
        });
    }

    @Property
    void anOutageCondemnsNoKeyAndTakesNoPermission(@ForAll("worlds") World world) {
        Verdict verdict = world.diagnosis().verdict();

        if (verdict == Verdict.KEY_REFUSED || verdict == Verdict.PERMISSIONS_MISSING) {
            assertThat(world.calm().diagnosis().verdict()).isEqualTo(verdict);
        }
    }

    @Property
    void aLineThatSucceedsIsAllowedAndOneThatLacksAPermissionIsNot(@ForAll("worlds") World world) {
        for (ReportLine line : world.diagnosis().lines()) {
            boolean allowed = line.requiredPermissions().allows(world.granted());
            if (line.status() == ReportLine.Status.SUCCESS) {
                assertThat(allowed).as(line.toString()).isTrue();
            }
            if (line.cause().equals(Optional.of(Cause.PERMISSION_MISSING))) {
                assertThat(allowed).as(line.toString()).isFalse();
            }
        }
    }

    @Property
    void aPermissionThatIsNamedIsMissingOrMayBeTheOneOfARefusedLine(@ForAll("worlds") World world) {
        ValidationReport.Diagnosis diagnosis = world.diagnosis();
        List<Permission> named = named(diagnosis);

        for (Permission permission : named) {
            boolean mayBe = world.list() != Listing.TRUTHFUL
                    && diagnosis.lines().stream()
                            .filter(line -> line.cause().equals(Optional.of(Cause.PERMISSION_MISSING)))
                            .map(line -> line.requiredPermissions().permissions())
                            .filter(needed -> needed.contains(permission))
                            .anyMatch(needed -> needed.stream()
                                    .anyMatch(other -> named.contains(other)
                                            && !world.granted().contains(other)));
            assertThat(!world.granted().contains(permission) || mayBe)
                    .as("%s, of %s", permission, named)
                    .isTrue();
        }
    }

    @Property
    void wherePermissionsWereReadWhatIsNamedIsAllThatIsLacking(@ForAll("worlds") World world) {
        ValidationReport.Diagnosis diagnosis = world.diagnosis();
        Set<Permission> then = new TreeSet<>(world.granted());
        then.addAll(named(diagnosis));

        if (diagnosis.verdict() == Verdict.PERMISSIONS_MISSING && world.list() == Listing.TRUTHFUL) {
            assertThat(diagnosis.lines())
                    .filteredOn(line -> line.need() == Role.Need.REQUIRED)
                    .filteredOn(line -> line.cause().equals(Optional.of(Cause.PERMISSION_MISSING)))
                    .isNotEmpty()
                    .allMatch(line -> line.requiredPermissions().allows(then));
        }
    }

    @Property
    void onlyRequiredLinesMakePermissionsMissing(@ForAll("worlds") World world) {
        ValidationReport.Diagnosis diagnosis = world.diagnosis();
        Set<Permission> neededAndLacking = diagnosis.lines().stream()
                .filter(line -> line.need() == Role.Need.REQUIRED)
                .filter(line -> line.cause().equals(Optional.of(Cause.PERMISSION_MISSING)))
                .flatMap(line -> line.requiredPermissions().permissions().stream())
                .collect(Collectors.toSet());

        assertThat(neededAndLacking).containsAll(named(diagnosis));
        if (diagnosis.verdict() == Verdict.PERMISSIONS_MISSING) {
            assertThat(neededAndLacking).isNotEmpty();
        }
    }

    @Property
    void whereAllIsGoodEveryRequiredLineIsSoOrNothingSpeaksAgainstIt(@ForAll("worlds") World world) {
        ValidationReport.Diagnosis diagnosis = world.diagnosis();

        if (diagnosis.verdict() == Verdict.ALL_GOOD) {
            assertThat(diagnosis.lines())
                    .filteredOn(line -> line.need() == Role.Need.REQUIRED)
                    .extracting(ReportLine::status)
                    .doesNotContain(ReportLine.Status.FAILURE);
            assertThat(world.fate()).isIn(Fate.ALIVE, Fate.DIES);
        }
    }

    @Property
    void whereAllIsGoodForARoleEveryRequiredOperationWouldSucceedAndOneIsItsMainWork(@ForAll("worlds") World world) {
        ValidationReport.Diagnosis diagnosis = world.diagnosis();

        if (diagnosis.verdict() == Verdict.ALL_GOOD && world.role().isPresent()) {
            List<ReportLine> required = diagnosis.lines().stream()
                    .filter(line -> line.operation().isPresent() && line.need() == Role.Need.REQUIRED)
                    .filter(line -> line.status() != ReportLine.Status.NOT_APPLICABLE)
                    .toList();
            assertThat(required).allMatch(line -> line.requiredPermissions().allows(world.granted()));
            Set<Operation> main = world.role().get().mainOperations();
            assertThat(main.isEmpty()
                            || required.stream()
                                    .anyMatch(line ->
                                            main.contains(line.operation().orElseThrow())))
                    .isTrue();
        }
    }

    @Property
    void whereTheRoleDoesNotFitTheTypeOfTheLicenseExcludesAllItsMainWork(@ForAll("worlds") World world) {
        ValidationReport.Diagnosis diagnosis = world.diagnosis();

        if (diagnosis.verdict() == Verdict.ROLE_DOES_NOT_FIT) {
            Set<Operation> main = world.role().orElseThrow().mainOperations();
            assertThat(diagnosis.lines())
                    .filteredOn(line -> line.operation().filter(main::contains).isPresent())
                    .allMatch(line -> line.status() == ReportLine.Status.NOT_APPLICABLE);
        }
    }

    @Property
    void noCallIsPlannedThatTheFlagsExclude(@ForAll("flags") FacilityFlags flags) {
        ProbePlan plan = ProbePlan.of(EvidenceFixture.profile(flags, Optional.empty()));

        assertThat(plan.steps())
                .allSatisfy(step -> assertThat(plan.calls().contains(step))
                        .isEqualTo(step.endpoint().facility().excludedBy(flags).isEmpty()));
    }

    private static List<Permission> named(ValidationReport.Diagnosis diagnosis) {
        return diagnosis.remedies().stream()
                .filter(remedy -> remedy.code() == Remedy.Code.GRANT_PERMISSION)
                .map(Remedy::permissions)
                .flatMap(List::stream)
                .toList();
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<Optional<Outcome>> outage = outage().optional(0.1);
        return Builders.withBuilder(Draft::new)
                .use(Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(Fate.ALIVE)), Tuple.of(2, Arbitraries.of(Fate.class))))
                .inSetter((draft, fate) -> draft.fate = fate)
                .use(Combinators.combine(
                                Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(true, false))
                        .as(List::of))
                .inSetter((draft, choices) -> draft.choices = choices)
                .use(grants())
                .inSetter((draft, granted) -> draft.granted = granted)
                .use(flags())
                .inSetter((draft, flags) -> draft.flags = flags)
                .use(Combinators.combine(
                                Arbitraries.of(Listing.class),
                                Arbitraries.of(PermissionCategory.class).set().ofMaxSize(2))
                        .as(Tuple::of))
                .inSetter((draft, list) -> draft.list = list)
                .use(roles().optional())
                .inSetter((draft, role) -> draft.role = role)
                .use(Combinators.combine(
                                Arbitraries.maps(Arbitraries.of(PermissionCategory.class), outage())
                                        .ofMaxSize(3),
                                outage,
                                outage)
                        .as(Tuple::of))
                .inSetter((draft, outages) -> draft.outages = outages)
                .use(Arbitraries.of(Circumstance.class).set())
                .inSetter((draft, said) -> draft.said = said)
                .use(Arbitraries.of(Operation.class).set().ofMaxSize(3))
                .inSetter((draft, tried) -> draft.triedBefore = tried)
                .build(Draft::world)
                .withoutEdgeCases();
    }

    private static final class Draft {
        private Fate fate = Fate.ALIVE;
        private List<Boolean> choices = List.of();
        private Set<Permission> granted = Set.of();
        private FacilityFlags flags = FacilityFlags.UNKNOWN;
        private Tuple.Tuple2<Listing, Set<PermissionCategory>> list = Tuple.of(Listing.NONE, Set.of());
        private Optional<Role> role = Optional.empty();
        private Tuple.Tuple3<Map<PermissionCategory, Outcome>, Optional<Outcome>, Optional<Outcome>> outages =
                Tuple.of(Map.of(), Optional.empty(), Optional.empty());
        private Set<Circumstance> said = EnumSet.noneOf(Circumstance.class);
        private Set<Operation> triedBefore = EnumSet.noneOf(Operation.class);

        World world() {
            return new World(
                    fate,
                    choices.get(0),
                    granted,
                    flags,
                    list.get1(),
                    list.get2(),
                    role,
                    said,
                    triedBefore,
                    choices.get(1),
                    choices.get(2),
                    outages.get1(),
                    outages.get2(),
                    outages.get3());
        }
    }

    @Provide
    Arbitrary<FacilityFlags> flags() {
        return Arbitraries.maps(Arbitraries.of(FLAGS), Arbitraries.of(true, true, false))
                .map(FacilityFlags::new);
    }

    /** Few permissions, many, or all but a few. */
    private static Arbitrary<Set<Permission>> grants() {
        return Arbitraries.oneOf(
                Arbitraries.of(PERMISSIONS).set(),
                Arbitraries.of(PERMISSIONS).set().ofMaxSize(3).map(lacking -> {
                    Set<Permission> granted = new TreeSet<>(PERMISSIONS);
                    granted.removeAll(lacking);
                    return granted;
                }));
    }

    private static Arbitrary<Role> roles() {
        return Arbitraries.oneOf(
                Arbitraries.of(Role.standard()),
                Combinators.combine(
                                Arbitraries.of(PermissionCategory.class).set().ofMaxSize(4),
                                Arbitraries.of(Operation.class).set().ofMaxSize(4),
                                Arbitraries.of(Operation.class).set().ofMaxSize(4))
                        .as((looks, does, may) -> Role.named("ROLE")
                                .optionallyDoes(may.toArray(Operation[]::new))
                                .looksAt(looks.toArray(PermissionCategory[]::new))
                                .does(does.toArray(Operation[]::new))));
    }

    private static Arbitrary<Outcome> outage() {
        return Arbitraries.of(Outcome.NOT_FOUND, Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNEXPECTED);
    }
}

package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.MapArbitrary;

class DiagnosisProperties {

    private static final Set<FacilityFlag> FLAGS_OF_RULES = ProbePlan.of(EvidenceFixture.shop()).steps().stream()
            .flatMap(step -> step.endpoint().facility().groups().stream())
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    private static final Set<Permission> PERMISSIONS_OF_RULES = ProbePlan.of(EvidenceFixture.shop()).steps().stream()
            .flatMap(step -> step.endpoint().permissions().permissions().stream())
            .collect(Collectors.toSet());

    @Property
    void theSameEvidenceGivesTheSameDiagnosis(@ForAll("evidence") ProbeEvidence evidence) {
        assertThat(Diagnostician.diagnose(evidence)).isEqualTo(Diagnostician.diagnose(evidence));
    }

    @Property
    void aLineHasACauseIfAndOnlyIfSomethingIsTheMatter(@ForAll("evidence") ProbeEvidence evidence) {
        assertThat(Diagnostician.diagnose(evidence).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.cause().isEmpty())
                        .isEqualTo(line.status() == ReportLine.Status.SUCCESS
                                || line.status() == ReportLine.Status.NOT_APPLICABLE));
    }

    @Property
    void aLineNamesFlagsIfAndOnlyIfItIsNotApplicable(@ForAll("evidence") ProbeEvidence evidence) {
        assertThat(Diagnostician.diagnose(evidence).lines())
                .allSatisfy(line -> assertThat(line.excludedBy().isEmpty())
                        .isEqualTo(line.status() != ReportLine.Status.NOT_APPLICABLE));
    }

    @Property
    void aReportHasACauseAndARemedyIfAndOnlyIfNotAllIsGood(@ForAll("evidence") ProbeEvidence evidence) {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(evidence);

        assertThat(diagnosis.cause().isEmpty()).isEqualTo(diagnosis.verdict() == Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies().isEmpty()).isEqualTo(diagnosis.verdict() == Verdict.ALL_GOOD);
    }

    @Property
    void theCauseOfAReportIsThatOfALineUnlessNoneSucceededOrTheKeyDied(@ForAll("evidence") ProbeEvidence evidence) {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(evidence);
        boolean died = evidence.closing().filter(FacilityList::refused).isPresent();
        boolean someSucceeded = evidence.observations().values().stream()
                .anyMatch(observation -> observation.outcome() == Outcome.SUCCEEDED);

        diagnosis
                .cause()
                .filter(cause -> someSucceeded && !died)
                .ifPresent(cause -> assertThat(diagnosis.lines())
                        .anyMatch(line -> line.cause().filter(cause::equals).isPresent()));
    }

    @Property
    void everyDiagnosisCanBePutIntoWords(@ForAll("evidence") ProbeEvidence evidence) {
        ValidationReport report = new ValidationReport(
                evidence.about().subject(),
                evidence.about().facility(),
                evidence.about().role(),
                ValidationReport.Findings.NONE,
                Diagnostician.diagnose(evidence),
                Instant.EPOCH,
                Duration.ZERO,
                1);

        assertThat(ReportFormat.TEXT.render(report))
                .startsWith("Validating key for: ")
                .doesNotContain("{", "}");
    }

    @Property
    void withoutARefusalNoKeyIsRefusedAndNoPermissionMissing(@ForAll("outages") ProbeEvidence evidence) {
        assertThat(Diagnostician.diagnose(evidence).verdict()).isIn(Verdict.ALL_GOOD, Verdict.INCONCLUSIVE);
    }

    @Property
    void anAnswerThatIsNoRefusalNeverFailsItsLine(@ForAll("evidence") ProbeEvidence evidence) {
        assertThat(Diagnostician.diagnose(evidence).lines())
                .filteredOn(line -> line.category() != PermissionCategory.FACILITIES)
                .filteredOn(line -> line.operation().isEmpty())
                .filteredOn(line -> line.status() == ReportLine.Status.FAILURE)
                .allSatisfy(line -> assertThat(evidence.observations().get(line.category()))
                        .isNotNull()
                        .extracting(Observation::outcome)
                        .isEqualTo(Outcome.REFUSED));
    }

    @Property
    void permissionsAreMissingOnlyWhereTheKeyWasAliveAtBothEnds(@ForAll("evidence") ProbeEvidence evidence) {
        if (Diagnostician.diagnose(evidence).verdict() == Verdict.PERMISSIONS_MISSING) {
            assertThat(evidence.opening().alive()).isTrue();
            assertThat(evidence.closing())
                    .hasValueSatisfying(closing -> assertThat(closing.facility(EvidenceFixture.SHOP.license()))
                            .isPresent());
        }
    }

    @Property
    void anExcludedPartIsNotApplicableWhateverWasSeen(@ForAll("evidence") ProbeEvidence evidence) {
        List<ReportLine> lines = Diagnostician.diagnose(evidence).lines();
        if (lines.size() > 1) {
            FacilityFlags flags = evidence.profile().orElseThrow().flags();
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.status() == ReportLine.Status.NOT_APPLICABLE)
                            .isEqualTo(
                                    line.endpoint().facility().excludedBy(flags).isPresent()));
        }
    }

    @Property
    void aPermissionThatIsNamedIsMissingOrStandsBesideOneThatIsInALineThatCannotTell(
            @ForAll("flags") FacilityFlags flags,
            @ForAll("grants") Set<Permission> granted,
            @ForAll("disturbances") Map<PermissionCategory, Outcome> disturbances) {
        ValidationReport.Diagnosis diagnosis = diagnosis(flags, granted, disturbances);
        List<Permission> named = named(diagnosis);

        for (Permission permission : named) {
            boolean ambiguous = refused(diagnosis).stream()
                    .map(line -> line.requiredPermissions().permissions())
                    .filter(permissions -> permissions.contains(permission))
                    .anyMatch(permissions ->
                            permissions.stream().anyMatch(other -> named.contains(other) && !granted.contains(other)));
            assertThat(!granted.contains(permission) || ambiguous)
                    .as("%s, of %s", permission, named)
                    .isTrue();
        }
    }

    @Property
    void everyRefusedLineIsExplainedByAPermissionThatIsNamedAndMissing(
            @ForAll("flags") FacilityFlags flags,
            @ForAll("grants") Set<Permission> granted,
            @ForAll("disturbances") Map<PermissionCategory, Outcome> disturbances) {
        ValidationReport.Diagnosis diagnosis = diagnosis(flags, granted, disturbances);

        assertThat(refused(diagnosis))
                .allSatisfy(line -> assertThat(named(diagnosis))
                        .filteredOn(permission -> !granted.contains(permission))
                        .containsAnyElementsOf(line.requiredPermissions().permissions()));
    }

    @Property
    void grantingWhatIsNamedAgainAndAgainEndsWithAllGood(
            @ForAll("allFlags") FacilityFlags flags, @ForAll("grants") Set<Permission> granted) {
        assertThat(grantingWhatIsNamed(flags, granted).verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Property
    void whereFlagsAreUnknownItEndsWithAllGoodOrWithWhatTheyMightTell(
            @ForAll("flags") FacilityFlags flags, @ForAll("grants") Set<Permission> granted) {
        ValidationReport.Diagnosis diagnosis = grantingWhatIsNamed(flags, granted);

        assertThat(diagnosis.lines())
                .filteredOn(line -> line.operation().isEmpty())
                .filteredOn(line ->
                        line.status() != ReportLine.Status.SUCCESS && line.status() != ReportLine.Status.NOT_APPLICABLE)
                .allSatisfy(line -> {
                    assertThat(line.cause()).contains(Cause.TYPE_OR_PERMISSION);
                    assertThat(line.endpoint().facility().openFor(flags)).isTrue();
                    assertThat(diagnosis.cause()).contains(Cause.TYPE_OR_PERMISSION);
                });
    }

    private static ValidationReport.Diagnosis grantingWhatIsNamed(FacilityFlags flags, Set<Permission> granted) {
        Set<Permission> permissions = new HashSet<>(granted);
        ValidationReport.Diagnosis diagnosis = diagnosis(flags, permissions, Map.of());
        while (diagnosis.verdict() == Verdict.PERMISSIONS_MISSING) {
            assertThat(permissions.addAll(named(diagnosis))).isTrue();
            diagnosis = diagnosis(flags, permissions, Map.of());
        }
        return diagnosis;
    }

    private static ValidationReport.Diagnosis diagnosis(
            FacilityFlags flags, Set<Permission> granted, Map<PermissionCategory, Outcome> disturbances) {
        FacilityProfile facility = EvidenceFixture.profile(flags, Optional.empty());
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(facility, granted);
        outcomes.replaceAll(disturbances::getOrDefault);
        return Diagnostician.diagnose(EvidenceFixture.complete(facility, outcomes));
    }

    private static List<ReportLine> refused(ValidationReport.Diagnosis diagnosis) {
        return diagnosis.lines().stream()
                .filter(line -> line.operation().isEmpty())
                .filter(line ->
                        line.cause().filter(Cause.PERMISSION_MISSING::equals).isPresent())
                .toList();
    }

    private static List<Permission> named(ValidationReport.Diagnosis diagnosis) {
        List<Permission> named = new ArrayList<>();
        for (Remedy remedy : diagnosis.remedies()) {
            assertThat(remedy.permissions().isEmpty()).isEqualTo(remedy.code() != Remedy.Code.GRANT_PERMISSION);
            named.addAll(remedy.permissions());
        }
        return named;
    }

    @Provide
    Arbitrary<FacilityFlags> flags() {
        return Arbitraries.maps(Arbitraries.of(FLAGS_OF_RULES), Arbitraries.of(true, false))
                .map(FacilityFlags::new);
    }

    /** Nothing is left open about the facility. */
    @Provide
    Arbitrary<FacilityFlags> allFlags() {
        return Arbitraries.of(FLAGS_OF_RULES)
                .set()
                .map(held -> new FacilityFlags(
                        FLAGS_OF_RULES.stream().collect(Collectors.toMap(flag -> flag, held::contains))));
    }

    @Provide
    Arbitrary<Set<Permission>> grants() {
        return Arbitraries.of(PERMISSIONS_OF_RULES).set();
    }

    @Provide
    Arbitrary<Map<PermissionCategory, Outcome>> disturbances() {
        return outcomes(Arbitraries.of(Outcome.NOT_FOUND, Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNEXPECTED))
                .ofMaxSize(5);
    }

    /** Anything that could be seen, likely or not. */
    @Provide
    Arbitrary<ProbeEvidence> evidence() {
        return Combinators.combine(
                        Arbitraries.of(EvidenceFixture.EMPLOYEE, EvidenceFixture.MASTER),
                        facilityList(anyOutcome()),
                        facilityList(anyOutcome()).optional(),
                        outcomes(anyOutcome()),
                        facilityList(anyOutcome()).optional())
                .as(DiagnosisProperties::evidence)
                .withoutEdgeCases()
                // Laboratory results are those of a package that the list of packages gave.
                .filter(evidence -> !contradicts(evidence));
    }

    /** Anything that could be seen of a key that Metrc never refuses, at a license that its user is attached to. */
    @Provide
    Arbitrary<ProbeEvidence> outages() {
        Arbitrary<Outcome> outcomes = anyOutcome().filter(outcome -> outcome != Outcome.REFUSED);
        Arbitrary<FacilityList> looks = facilityList(outcomes)
                .filter(facilityList -> !facilityList.alive()
                        || facilityList.facility(EvidenceFixture.SHOP.license()).isPresent());
        return Combinators.combine(
                        Arbitraries.of(EvidenceFixture.EMPLOYEE, EvidenceFixture.MASTER),
                        looks,
                        facilityList(anyOutcome()).optional(),
                        outcomes(outcomes),
                        looks.optional())
                .as(DiagnosisProperties::evidence)
                .withoutEdgeCases();
    }

    private static ProbeEvidence evidence(
            KeyOwner subject,
            FacilityList opening,
            Optional<FacilityList> control,
            Map<PermissionCategory, Outcome> outcomes,
            Optional<FacilityList> closing) {
        return new ProbeEvidence(
                EvidenceFixture.about(subject),
                opening,
                control,
                Optional.empty(),
                Map.of(),
                EvidenceFixture.observations(outcomes),
                PermissionList.NOT_ASKED,
                closing,
                Optional.empty(),
                MasterKey.NOT_TRIED,
                false);
    }

    private static boolean contradicts(ProbeEvidence evidence) {
        Map<PermissionCategory, Outcome> seen = new HashMap<>();
        evidence.observations().forEach((category, observation) -> seen.put(category, observation.outcome()));
        return seen.get(PermissionCategory.PACKAGES) == Outcome.REFUSED
                && seen.get(PermissionCategory.LAB_RESULTS) == Outcome.SUCCEEDED;
    }

    /** Often what leads far into a diagnosis. */
    private static Arbitrary<Outcome> anyOutcome() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(Outcome.SUCCEEDED)),
                Tuple.of(2, Arbitraries.just(Outcome.REFUSED)),
                Tuple.of(3, Arbitraries.of(Outcome.class)));
    }

    private static MapArbitrary<PermissionCategory, Outcome> outcomes(Arbitrary<Outcome> outcomes) {
        return Arbitraries.maps(
                Arbitraries.of(PermissionCategory.class).filter(category -> category != PermissionCategory.FACILITIES),
                outcomes);
    }

    private Arbitrary<FacilityList> facilityList(Arbitrary<Outcome> outcomes) {
        Arbitrary<FacilityProfile> facilities = Combinators.combine(
                        Arbitraries.of("402-00001", "402-00001", "402-00002"),
                        Arbitraries.of(LocalDate.MIN, EvidenceFixture.TODAY, LocalDate.MAX)
                                .optional(),
                        flags())
                .as((license, endDate, flags) -> new FacilityProfile(
                        LicenseNumber.of(license), Optional.empty(), endDate, flags, Optional.empty()));
        return Combinators.combine(outcomes, facilities.list().ofMaxSize(2), Arbitraries.of(true, false))
                .as((outcome, list, whole) -> outcome == Outcome.SUCCEEDED
                        ? new FacilityList(EvidenceFixture.facilities(outcome), list, whole)
                        : EvidenceFixture.without(outcome));
    }
}

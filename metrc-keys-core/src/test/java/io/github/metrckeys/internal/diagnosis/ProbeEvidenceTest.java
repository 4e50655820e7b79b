package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbeEvidenceTest {

    private static final FacilityList ACCEPTED = EvidenceFixture.listed(EvidenceFixture.shop());
    private static final FacilityList REFUSED = EvidenceFixture.without(Outcome.REFUSED);
    private static final ProbeEvidence OPENED = EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, REFUSED);

    @Test
    void atTheBeginningNothingButTheFirstLookIsKnown() {
        assertThat(OPENED.about()).isEqualTo(EvidenceFixture.about(EvidenceFixture.EMPLOYEE));
        assertThat(OPENED.opening()).isEqualTo(REFUSED);
        assertThat(OPENED.control()).isEmpty();
        assertThat(OPENED.swapped()).isEmpty();
        assertThat(OPENED.elsewhere()).isEmpty();
        assertThat(OPENED.observations()).isEmpty();
        assertThat(OPENED.permissionList()).isEqualTo(PermissionList.NOT_ASKED);
        assertThat(OPENED.closing()).isEmpty();
        assertThat(OPENED.holder()).isEmpty();
        assertThat(OPENED.masterKey()).isEqualTo(MasterKey.NOT_TRIED);
        assertThat(OPENED.listRefusedToKey()).isFalse();
    }

    @Test
    void whatIsSeenLaterIsAddedToWhatWasSeen() {
        Map<Jurisdiction, FacilityList> elsewhere = Map.of(Jurisdiction.of("CA"), ACCEPTED);
        Map<PermissionCategory, Observation> observations =
                EvidenceFixture.observations(Map.of(PermissionCategory.TAGS, Outcome.THROTTLED));
        PermissionList permissionList = EvidenceFixture.permissionList("Manage Sales");
        Optional<Holder> holder = Optional.of(new Holder("E-1004", Optional.of("Bea Bud"), Optional.of("Vic View")));

        assertThat(OPENED.withListRefusedToKey(true)
                        .withMasterKey(MasterKey.WORKS)
                        .withHolder(holder)
                        .withClosing(REFUSED)
                        .withPermissionList(permissionList)
                        .withObservations(observations)
                        .withElsewhere(elsewhere)
                        .withSwapped(REFUSED)
                        .withControl(ACCEPTED))
                .isEqualTo(new ProbeEvidence(
                        EvidenceFixture.about(EvidenceFixture.EMPLOYEE),
                        REFUSED,
                        Optional.of(ACCEPTED),
                        Optional.of(REFUSED),
                        elsewhere,
                        observations,
                        permissionList,
                        Optional.of(REFUSED),
                        holder,
                        MasterKey.WORKS,
                        true))
                .isEqualTo(OPENED.withControl(ACCEPTED)
                        .withSwapped(REFUSED)
                        .withElsewhere(elsewhere)
                        .withObservations(observations)
                        .withPermissionList(permissionList)
                        .withClosing(REFUSED)
                        .withHolder(holder)
                        .withMasterKey(MasterKey.WORKS)
                        .withListRefusedToKey(true));
    }

    @Test
    void theFirstOfTheServersThatTakeThePairIsTold() {
        assertThat(OPENED.withElsewhere(Map.of(
                                Jurisdiction.of("OR"), ACCEPTED,
                                Jurisdiction.of("CA"), REFUSED,
                                Jurisdiction.of("MI"), ACCEPTED))
                        .acceptedAt())
                .contains(Jurisdiction.of("MI"));
    }

    @Test
    void aRefusedPairMayBeSwapped() {
        assertThat(OPENED.mayBeSwapped()).isTrue();
        assertThat(OPENED.withControl(REFUSED).mayBeSwapped()).isTrue();
    }

    @Test
    void aVendorKeyThatWorksWithAnotherKeyStandsInItsOwnPlace() {
        assertThat(OPENED.withControl(ACCEPTED).mayBeSwapped()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void aPairThatIsNotRefusedIsNotSwapped(Outcome opening) {
        assertThat(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(opening))
                        .mayBeSwapped())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void theListIsAskedOnceMoreWhereACallWasRefusedOrNotFound(Outcome outcome) {
        ProbeEvidence evidence = OPENED.withObservations(EvidenceFixture.observations(
                Map.of(PermissionCategory.PACKAGES, Outcome.SUCCEEDED, PermissionCategory.TAGS, outcome)));

        assertThat(evidence.needsClosing()).isEqualTo(outcome == Outcome.REFUSED || outcome == Outcome.NOT_FOUND);
    }

    @Test
    void theProfileIsThatOfTheFacilityThatTheValidationIsAbout() {
        assertThat(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, ACCEPTED).profile())
                .contains(EvidenceFixture.shop());
        assertThat(OPENED.profile()).isEmpty();
    }
}

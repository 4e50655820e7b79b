package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportLineTest {

    private static final Endpoint LIST = PermissionCategory.SALES.readEndpoint();
    private static final Evidence ANSWERED = Evidence.observed(LIST, OptionalInt.of(200));

    @Test
    void anOperationThatChangesSomethingIsAWrite() {
        assertThat(ReportFixture.operation(Operation.RING_SALE, ReportLine.Status.SUCCESS, Optional.empty())
                        .access())
                .isEqualTo(Access.WRITE);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"REFUSED_DESPITE_PERMISSION", "GRANT_NOT_IN_EFFECT"})
    void whatIsGrantedAndRefusedIsDisputed(Cause cause) {
        assertThat(ReportFixture.because(PermissionCategory.SALES, ReportLine.Status.INCONCLUSIVE, cause)
                        .disputed())
                .isTrue();
    }

    @Test
    void whatWasAnsweredAlthoughEveryPermissionForItIsMissingIsDisputed() {
        assertThat(line(
                                ReportLine.Status.SUCCESS,
                                ANSWERED,
                                declares("View Sales", false),
                                declares("Manage Sales", false))
                        .disputed())
                .isTrue();
    }

    @Test
    void anAnswerThatTheListHasNoPermissionForIsOneAgainstTheList() {
        assertThat(line(
                                ReportLine.Status.SUCCESS,
                                ANSWERED,
                                declares("View Sales", false),
                                declares("Manage Sales", false))
                        .answeredAgainstTheList())
                .isTrue();
    }

    @Test
    void whereTheListIsUnclearAboutOneOfThePermissionsTheAnswerIsNotAgainstIt() {
        assertThat(line(ReportLine.Status.SUCCESS, ANSWERED, declares("View Sales", false))
                        .answeredAgainstTheList())
                .isFalse();
    }

    @Test
    void aRefusalIsNoAnswerAgainstTheList() {
        assertThat(ReportFixture.because(
                                PermissionCategory.SALES,
                                ReportLine.Status.INCONCLUSIVE,
                                Cause.REFUSED_DESPITE_PERMISSION)
                        .answeredAgainstTheList())
                .isFalse();
    }

    @Test
    void whatWasAnsweredAndMayBeForOneOfItsPermissionsIsNotDisputed() {
        assertThat(line(
                                ReportLine.Status.SUCCESS,
                                ANSWERED,
                                declares("View Sales", true),
                                declares("Manage Sales", false))
                        .disputed())
                .isFalse();
    }

    @Test
    void whatWasAnsweredAndOfWhichNothingIsDeclaredIsNotDisputed() {
        assertThat(line(ReportLine.Status.SUCCESS, ANSWERED).disputed()).isFalse();
    }

    @Test
    void whatIsOnlyDeclaredIsNotDisputed() {
        assertThat(line(ReportLine.Status.SUCCESS, declares("Manage Sales", true))
                        .disputed())
                .isFalse();
        assertThat(line(ReportLine.Status.FAILURE, declares("View Sales", false), declares("Manage Sales", false))
                        .disputed())
                .isFalse();
    }

    private static Evidence declares(String permission, boolean granted) {
        return new Evidence.Declared(Permission.of(permission), granted);
    }

    private static ReportLine line(ReportLine.Status status, Evidence... evidence) {
        return new ReportLine(
                PermissionCategory.SALES,
                Optional.empty(),
                LIST,
                Role.Need.REQUIRED,
                status,
                status == ReportLine.Status.SUCCESS ? Optional.empty() : Optional.of(Cause.PERMISSION_MISSING),
                List.of(),
                List.of(evidence));
    }
}

package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake and the probe against 28 facilities as a real server answered for them. */
class ObservedFacilitiesTest {

    private static final Map<String, PermissionCategory> LINES = Arrays.stream(PermissionCategory.values())
            .collect(Collectors.toMap(category -> category.readEndpoint().path(), category -> category));

    static List<ObservedFacility> facilities() {
        return ObservedFacility.all();
    }

    @Test
    void allOf28FacilitiesWithTenCallsEachAreLookedAt() {
        assertThat(facilities())
                .hasSize(28)
                .allSatisfy(facility -> assertThat(facility.statuses()).hasSize(10));
    }

    @Test
    void theFakeAnswersEachOfThe280CallsAsTheRealServerDid() {
        List<String> differences = new ArrayList<>();
        try (FakeMetrc metrc = FakeMetrc.builder().limits(FakeLimits.NONE).start()) {
            for (ObservedFacility observed : facilities()) {
                FakeFacility facility = observed.addTo(metrc);
                FakeUser user = metrc.addUser(observed.license()).attachWithAllPermissions(facility);
                observed.statuses().forEach((path, status) -> {
                    int answered = PlainHttpClient.get(metrc, user.key(), path + "?licenseNumber=" + observed.license())
                            .statusCode();
                    if (answered != status) {
                        differences.add(observed + ": " + path + " " + status + " but " + answered);
                    }
                });
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("facilities")
    void whatWasRefusedForWantOfAFlagIsNotApplicableAndNeverCalled(ObservedFacility observed) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            ValidationReport report = validateWithEveryPermission(metrc, observed);
            LINES.forEach((path, category) -> {
                boolean excluded = !category.readEndpoint().facility().groups().stream()
                        .allMatch(group ->
                                group.stream().anyMatch(flag -> observed.flags().contains(flag.name())));
                if (excluded) {
                    assertThat(observed.statuses().getOrDefault(path, 401))
                            .as(path)
                            .isEqualTo(401);
                    assertThat(report.line(category).orElseThrow().status())
                            .as(path)
                            .isEqualTo(ReportLine.Status.NOT_APPLICABLE);
                    assertThat(metrc.calls()).noneMatch(call -> call.is(HttpMethod.GET, path));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("facilities")
    void whatWasAnsweredIsASuccess(ObservedFacility observed) {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            ValidationReport report = validateWithEveryPermission(metrc, observed);
            observed.statuses().forEach((path, status) -> {
                if (status == 200 && LINES.containsKey(path)) {
                    assertThat(report.line(LINES.get(path)).orElseThrow().status())
                            .as(path)
                            .isEqualTo(ReportLine.Status.SUCCESS);
                }
            });
        }
    }

    private static ValidationReport validateWithEveryPermission(FakeMetrc metrc, ObservedFacility observed) {
        FakeFacility facility = observed.addTo(metrc);
        FakeUser user = metrc.addUser("everybody").attachWithAllPermissions(facility);
        return HttpPermissionProbe.builder()
                .build()
                .validate(ProbeRequest.individual(
                        facility.facility(), UserId.of(user.id()), metrc.vendorKey(), user.key()));
    }
}

package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Endpoint.PermissionRule.Match;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.ReportLine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MissingPermissionsTest {

    @Test
    void theOnePermissionOfARefusedLineIsMissing() {
        assertMissing(List.of(refused(Match.ALL, "A")), "A");
    }

    @Test
    void aPermissionIsNamedOnceHoweverManyLinesLackIt() {
        assertMissing(List.of(refused(Match.ALL, "A"), refused(Match.ALL, "a")), "A");
    }

    @Test
    void whereOneIsEnoughTheOneToLookIsNamedSinceItAllowsTheLeast() {
        assertMissing(List.of(refused(Match.ANY, "Manage X", "View X")), "View X");
    }

    @Test
    void whereOneIsEnoughAndNoneIsToLookTheFirstIsNamed() {
        assertMissing(List.of(refused(Match.ANY, "Manage X", "Manage Y")), "Manage X");
    }

    @Test
    void whatAnotherLineHasProvenIsNotMissing() {
        assertMissing(List.of(succeeded(Match.ALL, "A"), refused(Match.ALL, "A", "B")), "B");
    }

    @Test
    void aSuccessOfALineWhereOneIsEnoughProvesNeither() {
        assertMissing(List.of(succeeded(Match.ANY, "A", "B"), refused(Match.ALL, "A", "C")), "A", "C");
    }

    @Test
    void aSuccessOfALineWithOneAlternativeProvesIt() {
        assertMissing(List.of(succeeded(Match.ANY, "A"), refused(Match.ALL, "A", "B")), "B");
    }

    @Test
    void whereNothingTellsWhichOneIsMissingAllAreNamed() {
        assertMissing(List.of(refused(Match.ALL, "A", "B")), "A", "B");
    }

    @Test
    void whereOneIsKnownToBeMissingNothingIsSaidAboutTheOthers() {
        assertMissing(List.of(refused(Match.ALL, "A", "B"), refused(Match.ALL, "B")), "B");
    }

    @Test
    void aPermissionThatIsPerhapsMissingDoesNotExplainAnotherLine() {
        assertMissing(List.of(refused(Match.ALL, "A", "B"), refused(Match.ALL, "B", "C")), "A", "B", "C");
    }

    @Test
    void linesThatFailedForAnotherCauseSayNothing() {
        assertMissing(List.of(
                line(ReportLine.Status.INCONCLUSIVE, Optional.of(Cause.METRC_UNAVAILABLE), Match.ALL, "A"),
                line(ReportLine.Status.FAILURE, Optional.of(Cause.LICENSE_ENDED), Match.ALL, "B")));
    }

    @Test
    void aLineThatIsNotRequiredNamesNothing() {
        assertMissing(List.of(needed(Role.Need.HELPFUL, "A"), needed(Role.Need.NOT_NEEDED, "B")));
    }

    @Test
    void aLineThatIsNotRequiredProvesWhatItNeeds() {
        assertMissing(
                List.of(
                        with(
                                Role.Need.NOT_NEEDED,
                                ReportLine.Status.SUCCESS,
                                Optional.empty(),
                                Match.ALL,
                                List.of(),
                                "A"),
                        refused(Match.ALL, "A", "B")),
                "B");
    }

    @Test
    void aLineThatIsNotRequiredShowsWhatIsMissingToOneThatIs() {
        assertMissing(List.of(refused(Match.ALL, "A", "B"), needed(Role.Need.NOT_NEEDED, "B")), "B");
    }

    @Test
    void whatThePermissionListLacksIsNamedAndNothingElseOfTheLine() {
        assertMissing(
                List.of(declared(Match.ALL, List.of(declares("A", true), declares("B", false)), "A", "B", "C")), "B");
    }

    @Test
    void whatThePermissionListHasIsProven() {
        ReportLine unproven = with(
                Role.Need.REQUIRED,
                ReportLine.Status.UNPROVEN,
                Optional.of(Cause.NOT_PROVEN),
                Match.ALL,
                List.of(declares("A", true)),
                "A",
                "C");

        assertMissing(List.of(unproven, refused(Match.ALL, "A", "B")), "B");
    }

    @Test
    void whatThePermissionListLacksIsNotProvenByIt() {
        ReportLine unneeded = with(
                Role.Need.NOT_NEEDED,
                ReportLine.Status.FAILURE,
                Optional.of(Cause.PERMISSION_MISSING),
                Match.ALL,
                List.of(declares("A", false)),
                "A",
                "C");

        assertMissing(List.of(unneeded, refused(Match.ALL, "A", "B")), "A");
    }

    @Test
    void whereAllThatALineNeedsIsProvenAndItIsRefusedAllIsNamed() {
        assertMissing(List.of(succeeded(Match.ALL, "A", "B"), refused(Match.ALL, "A", "B")), "A", "B");
    }

    @Test
    void whatIsAbsentIsWhatRefusedLinesNeedAloneOrToChooseFrom() {
        assertThat(MissingPermissions.absent(List.of(
                        refused(Match.ALL, "A"),
                        refused(Match.ANY, "B", "C"),
                        refused(Match.ALL, "D", "E"),
                        declared(Match.ALL, List.of(declares("F", false)), "F", "G"),
                        line(ReportLine.Status.INCONCLUSIVE, Optional.of(Cause.METRC_UNAVAILABLE), Match.ALL, "H"),
                        succeeded(Match.ALL, "I"))))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of("A", "B", "C", "F").map(Permission::of).toList());
    }

    private static void assertMissing(List<ReportLine> lines, String... names) {
        assertThat(MissingPermissions.of(lines, true))
                .isEqualTo(Stream.of(names).map(Permission::of).toList());
    }

    private static ReportLine refused(Match match, String... permissions) {
        return line(ReportLine.Status.FAILURE, Optional.of(Cause.PERMISSION_MISSING), match, permissions);
    }

    private static ReportLine succeeded(Match match, String... permissions) {
        return line(ReportLine.Status.SUCCESS, Optional.empty(), match, permissions);
    }

    private static ReportLine line(
            ReportLine.Status status, Optional<Cause> cause, Match match, String... permissions) {
        return with(Role.Need.REQUIRED, status, cause, match, List.of(), permissions);
    }

    private static ReportLine needed(Role.Need need, String permission) {
        return with(
                need,
                ReportLine.Status.FAILURE,
                Optional.of(Cause.PERMISSION_MISSING),
                Match.ALL,
                List.of(),
                permission);
    }

    private static ReportLine declared(Match match, List<Evidence> evidence, String... permissions) {
        return with(
                Role.Need.REQUIRED,
                ReportLine.Status.FAILURE,
                Optional.of(Cause.PERMISSION_MISSING),
                match,
                evidence,
                permissions);
    }

    private static Evidence declares(String permission, boolean granted) {
        return new Evidence.Declared(Permission.of(permission), granted);
    }

    private static ReportLine with(
            Role.Need need,
            ReportLine.Status status,
            Optional<Cause> cause,
            Match match,
            List<Evidence> evidence,
            String... permissions) {
        Endpoint endpoint = new Endpoint(
                HttpMethod.GET,
                "/example/v2",
                "Example",
                new Endpoint.PermissionRule(
                        match, Arrays.stream(permissions).map(Permission::of).toList()),
                Endpoint.FacilityRule.NONE,
                List.of(),
                Set.of(),
                Endpoint.AnswerShape.PAGE,
                Endpoint.Sources.ONE);
        return new ReportLine(
                PermissionCategory.PACKAGES, Optional.empty(), endpoint, need, status, cause, List.of(), evidence);
    }
}

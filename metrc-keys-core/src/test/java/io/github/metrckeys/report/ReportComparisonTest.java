package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.fixture.ReportFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportComparisonTest {

    private static final ReportLine FACILITIES = ReportFixture.success(PermissionCategory.FACILITIES);
    private static final ReportLine SALES = ReportFixture.success(PermissionCategory.SALES);
    private static final ReportLine NO_SALES = ReportFixture.failure(PermissionCategory.SALES);
    private static final ReportLine SILENT_SALES =
            ReportFixture.because(PermissionCategory.SALES, ReportLine.Status.INCONCLUSIVE, Cause.METRC_UNAVAILABLE);

    private static ValidationReport with(Verdict verdict, ReportLine... lines) {
        return ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        verdict,
                        verdict == Verdict.ALL_GOOD ? Optional.empty() : Optional.of(Cause.PERMISSION_MISSING),
                        List.of(lines),
                        List.of()));
    }

    @Test
    void aLineThatFailsAndSucceededBeforeBroke() {
        ReportComparison since = ReportComparison.of(
                with(Verdict.ALL_GOOD, FACILITIES, SALES), with(Verdict.PERMISSIONS_MISSING, FACILITIES, NO_SALES));

        assertThat(since.broke()).containsExactly(NO_SALES);
        assertThat(since.fixed()).isEmpty();
        assertThat(since.changed()).isTrue();
    }

    @Test
    void aLineThatSucceedsAndFailedBeforeWasFixed() {
        ReportComparison since = ReportComparison.of(
                with(Verdict.PERMISSIONS_MISSING, FACILITIES, NO_SALES), with(Verdict.ALL_GOOD, FACILITIES, SALES));

        assertThat(since.fixed()).containsExactly(SALES);
        assertThat(since.broke()).isEmpty();
    }

    @Test
    void anOutageBreaksNothing() {
        ReportComparison since = ReportComparison.of(
                with(Verdict.ALL_GOOD, FACILITIES, SALES), with(Verdict.INCONCLUSIVE, FACILITIES, SILENT_SALES));

        assertThat(since.broke()).isEmpty();
        assertThat(since.keyBroke()).isFalse();
        assertThat(since.unclear()).containsExactly(SILENT_SALES);
    }

    @Test
    void whatFailsInAReportWithoutAVerdictIsUnclearAndNotBroken() {
        ReportComparison since = ReportComparison.of(
                with(Verdict.ALL_GOOD, FACILITIES, SALES), with(Verdict.INCONCLUSIVE, FACILITIES, NO_SALES));

        assertThat(since.broke()).isEmpty();
        assertThat(since.keyBroke()).isFalse();
        assertThat(since.unclear()).containsExactly(NO_SALES);
    }

    @Test
    void aKeyThatIsRefusedAndWorkedBeforeBroke() {
        ReportLine refused = ReportFixture.because(
                PermissionCategory.FACILITIES, ReportLine.Status.FAILURE, Cause.USER_KEY_REJECTED);
        ValidationReport good = with(Verdict.ALL_GOOD, FACILITIES, SALES);
        ValidationReport bad = with(Verdict.KEY_REFUSED, refused);

        assertThat(ReportComparison.of(good, bad).keyBroke()).isTrue();
        assertThat(ReportComparison.of(good, bad).broke()).isEmpty();
        assertThat(ReportComparison.of(bad, good).keyFixed()).isTrue();
        assertThat(ReportComparison.of(bad, bad).changed()).isFalse();
    }

    @Test
    void theSameTwiceIsNoChange() {
        ValidationReport report = with(Verdict.PERMISSIONS_MISSING, FACILITIES, NO_SALES);
        ReportComparison since = ReportComparison.of(report, report);

        assertThat(since.changed()).isFalse();
        assertThat(ReportFormat.TEXT.render(report, Messages.english(), since))
                .contains("\nSince 2026-11-24T12:00:00Z\nNothing that was checked has changed.\n");
    }

    @Test
    void everyRendererTellsWhatBroke() {
        ValidationReport later = with(Verdict.PERMISSIONS_MISSING, FACILITIES, NO_SALES);
        ReportComparison since = ReportComparison.of(with(Verdict.ALL_GOOD, FACILITIES, SALES), later);

        assertThat(ReportFormat.TEXT.render(later, Messages.english(), since)).contains("\nBroke: Sales\n");
        assertThat(ReportFormat.MARKDOWN.render(later, Messages.english(), since))
                .contains("\n- Broke: Sales\n");
        assertThat(ReportFormat.HTML.render(later, Messages.english(), since)).contains("<li>Broke: Sales</li>");
    }

    @Test
    void whatTheRoleDoesWithoutIsComparedAndNotShown() {
        ReportLine needless = new ReportLine(
                PermissionCategory.SALES,
                Optional.empty(),
                PermissionCategory.SALES.readEndpoint(),
                Role.Need.NOT_NEEDED,
                ReportLine.Status.FAILURE,
                Optional.of(Cause.PERMISSION_MISSING),
                List.of(),
                List.of());
        ValidationReport later = with(Verdict.ALL_GOOD, FACILITIES, needless);
        ReportComparison since = ReportComparison.of(with(Verdict.ALL_GOOD, FACILITIES, SALES), later);

        assertThat(since.broke()).containsExactly(needless);
        assertThat(ReportFormat.TEXT.render(later, Messages.english(), since))
                .contains("Nothing that was checked has changed.");
    }

    @Test
    void reportsAboutTwoKeysAreNotCompared() {
        ValidationReport master = ReportFixture.of(
                ReportFixture.MASTER,
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ReportComparison.of(master, with(Verdict.ALL_GOOD)))
                .withMessageContaining("master key of CO 402-00001")
                .withMessageContaining("key of emp-7")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH));
    }
}

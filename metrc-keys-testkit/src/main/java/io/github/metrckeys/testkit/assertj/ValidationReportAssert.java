package io.github.metrckeys.testkit.assertj;

import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a report. A failure prints the whole report as text. */
public final class ValidationReportAssert extends AbstractAssert<ValidationReportAssert, ValidationReport> {

    ValidationReportAssert(ValidationReport actual) {
        super(actual, ValidationReportAssert.class);
    }

    /**
     * Verifies that the key works and that nothing that was checked is missing.
     *
     * @return these assertions
     */
    public ValidationReportAssert isAllGood() {
        isNotNull();
        check(
                actual.verdict() == Verdict.ALL_GOOD && actual.cause().isEmpty(),
                "all good",
                actual.verdict() + " because of " + actual.cause());
        return this;
    }

    /**
     * Verifies the verdict and its cause.
     *
     * @param verdict the expected verdict
     * @param cause the expected cause
     * @return these assertions
     */
    public ValidationReportAssert hasVerdict(Verdict verdict, Cause cause) {
        isNotNull();
        check(
                actual.verdict() == verdict && actual.cause().equals(Optional.of(cause)),
                verdict + " because of " + cause,
                actual.verdict() + " because of " + actual.cause());
        return this;
    }

    /**
     * Verifies the status of the line about a part of Metrc.
     *
     * @param category the part of Metrc
     * @param status the expected status
     * @return these assertions
     */
    public ValidationReportAssert hasLine(PermissionCategory category, ReportLine.Status status) {
        isNotNull();
        Optional<ReportLine.Status> found = actual.line(category).map(ReportLine::status);
        check(found.equals(Optional.of(status)), category + " to be " + status, String.valueOf(found));
        return this;
    }

    /**
     * Verifies the cause of a line about a part of Metrc that is not a success.
     *
     * @param category the part of Metrc
     * @param cause the expected cause
     * @return these assertions
     */
    public ValidationReportAssert hasLine(PermissionCategory category, Cause cause) {
        isNotNull();
        Optional<Cause> found = actual.line(category).flatMap(ReportLine::cause);
        check(found.equals(Optional.of(cause)), category + " to have the cause " + cause, String.valueOf(found));
        return this;
    }

    /**
     * Verifies the status of the line about an operation.
     *
     * @param operation the operation
     * @param status the expected status
     * @return these assertions
     */
    public ValidationReportAssert hasLine(Operation operation, ReportLine.Status status) {
        isNotNull();
        Optional<ReportLine.Status> found = actual.line(operation).map(ReportLine::status);
        check(found.equals(Optional.of(status)), operation + " to be " + status, String.valueOf(found));
        return this;
    }

    /**
     * Verifies the cause of a line about an operation that is not a success.
     *
     * @param operation the operation
     * @param cause the expected cause
     * @return these assertions
     */
    public ValidationReportAssert hasLine(Operation operation, Cause cause) {
        isNotNull();
        Optional<Cause> found = actual.line(operation).flatMap(ReportLine::cause);
        check(found.equals(Optional.of(cause)), operation + " to have the cause " + cause, String.valueOf(found));
        return this;
    }

    /**
     * Verifies that the report asks to grant exactly these permissions.
     *
     * @param names Metrc's names of permissions, in any order
     * @return these assertions
     */
    public ValidationReportAssert asksFor(String... names) {
        isNotNull();
        Set<Permission> wanted =
                Arrays.stream(names).map(Permission::of).collect(Collectors.toCollection(TreeSet::new));
        Set<Permission> found = actual.remedies().stream()
                .flatMap(remedy -> remedy.permissions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        check(found.equals(wanted), "the permissions " + wanted, found.toString());
        return this;
    }

    /**
     * Verifies that the report has exactly these remedies, most important first.
     *
     * @param codes the codes of the remedies
     * @return these assertions
     */
    public ValidationReportAssert hasRemedies(Remedy.Code... codes) {
        isNotNull();
        var found = actual.remedies().stream().map(remedy -> remedy.code()).toList();
        check(found.equals(Arrays.asList(codes)), "the remedies " + Arrays.toString(codes), found.toString());
        return this;
    }

    /**
     * Verifies how many requests were sent.
     *
     * @param calls the number of requests
     * @return these assertions
     */
    public ValidationReportAssert tookCalls(int calls) {
        isNotNull();
        check(actual.calls() == calls, calls + " calls", actual.calls() + " calls");
        return this;
    }

    private void check(boolean holds, String expected, String found) {
        if (!holds) {
            failWithMessage("Expected %s, but found %s in:%n%s", expected, found, ReportFormat.TEXT.render(actual));
        }
    }
}

package io.github.metrckeys.testkit.assertj;

import io.github.metrckeys.report.ValidationReport;

/** Where the assertions begin. */
public final class MetrcKeysAssertions {

    private MetrcKeysAssertions() {}

    /**
     * Begins assertions about a report.
     *
     * @param report the report
     * @return the assertions
     */
    public static ValidationReportAssert assertThat(ValidationReport report) {
        return new ValidationReportAssert(report);
    }
}

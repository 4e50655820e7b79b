package io.github.metrckeys.testkit.assertj;

import io.github.metrckeys.report.ValidationReport;

/** The entry point for assertions about what metrc-keys returns. */
public final class MetrcKeysAssertions {

    private MetrcKeysAssertions() {}

    /**
     * Starts assertions about a report.
     *
     * @param report the report
     * @return the assertions
     */
    public static ValidationReportAssert assertThat(ValidationReport report) {
        return new ValidationReportAssert(report);
    }
}

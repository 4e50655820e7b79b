package io.github.metrckeys.report;

/** Stub. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /**
     * Stub.
     *
     * @param report it
     * @return it
     */
    public static String render(ValidationReport report) {
        return TextReport.render(report);
    }
}

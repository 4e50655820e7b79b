package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;
import java.util.Optional;

/**
 * The explanation of an answer to one of the application's own calls: why Metrc answered that way, and what to do.
 *
 * @param cause why; empty if nothing is wrong
 * @param endpoint the call; empty if the catalog does not have it
 * @param remedies what to do, most important first
 */
public record Explanation(Optional<Cause> cause, Optional<Endpoint> endpoint, List<Remedy> remedies) {

    /** Refuses null, and copies its arguments. */
    public Explanation {
        Checks.notNull(cause, "cause");
        Checks.notNull(endpoint, "endpoint");
        remedies = List.copyOf(Checks.notNull(remedies, "remedies"));
    }

    /**
     * Why the call was answered as it was.
     *
     * @param report the report that the explanation was made from
     * @return an English sentence
     */
    public String sentence(ValidationReport report) {
        return sentence(report, Messages.english());
    }

    /**
     * Why the call was answered as it was.
     *
     * @param report the report that the explanation was made from
     * @param messages the language
     * @return a sentence
     */
    public String sentence(ValidationReport report, Messages messages) {
        Checks.notNull(report, "report");
        return new ReportSentences(report, Checks.notNull(messages, "messages")).explanation(this);
    }
}

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
     * What to do, as numbered steps for each person who must act, in the order of the remedies.
     *
     * @param report the report that the explanation was made from
     * @param messages the language
     * @return the steps, those of one person together
     */
    public List<Remedy.Step> steps(ValidationReport report, Messages messages) {
        Checks.notNull(report, "report");
        return new ReportSentences(report, Checks.notNull(messages, "messages")).steps(remedies);
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

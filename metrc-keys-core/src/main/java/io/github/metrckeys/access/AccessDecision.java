package io.github.metrckeys.access;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ValidationReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a key can do something, as far as an {@link AccessCache} knows.
 *
 * <pre>{@code
 * if (cache.canPerform(user, shop, Operation.RING_SALE) instanceof AccessDecision.No no) {
 *     warn(no.cause(), no.remedies());
 * }
 * }</pre>
 *
 * <p>A yes is not a promise: permissions change in Metrc without notice. And an unknown is not a no.
 */
public sealed interface AccessDecision {

    /**
     * Whether the key can do it and why not, for the person who acts.
     *
     * @return an English sentence
     */
    default String sentence() {
        return sentence(Messages.english());
    }

    /**
     * Whether the key can do it and why not, for the person who acts.
     *
     * @param messages the language
     * @return a sentence
     */
    String sentence(Messages messages);

    /**
     * The key could do it.
     *
     * @param asOf when the check began that proved it, or when the application did it
     */
    record Yes(Instant asOf) implements AccessDecision {

        /** Refuses null. */
        public Yes {
            Checks.notNull(asOf, "asOf");
        }

        @Override
        public String sentence(Messages messages) {
            return Checks.notNull(messages, "messages").text("access.YES", asOf);
        }
    }

    /**
     * The key could not do it.
     *
     * @param cause why: {@link Cause#LICENSE_TYPE_EXCLUDES} if the facility's type cannot hold such records, whoever
     *     asks
     * @param remedies what to do, most important first
     * @param asOf when the check began that found it
     * @param report what that check found. If the key itself was refused, this may be a report about another facility:
     *     one key covers all licenses of its owner
     */
    record No(Cause cause, List<Remedy> remedies, Instant asOf, ValidationReport report) implements AccessDecision {

        /** Refuses null, and copies what it is given. */
        public No {
            Checks.notNull(cause, "cause");
            remedies = List.copyOf(Checks.notNull(remedies, "remedies"));
            Checks.notNull(asOf, "asOf");
            Checks.notNull(report, "report");
        }

        @Override
        public String sentence(Messages messages) {
            return new Explanation(Optional.of(cause), Optional.empty(), remedies).sentence(report, messages);
        }
    }

    /**
     * Only Metrc can tell.
     *
     * @param reason why
     * @param asOf since when, as each reason says; empty if nothing ever happened
     */
    record Unknown(Reason reason, Optional<Instant> asOf) implements AccessDecision {

        /** Refuses null. */
        public Unknown {
            Checks.notNull(reason, "reason");
            Checks.notNull(asOf, "asOf");
        }

        @Override
        public String sentence(Messages messages) {
            return Checks.notNull(messages, "messages")
                    .text("access." + reason, asOf.map(Instant::toString).orElse("-"));
        }
    }

    /** Why a decision is unknown. */
    enum Reason {
        /**
         * No report about this key at this facility was recorded, or it was forgotten to make room. There is no time.
         */
        NEVER_CHECKED,
        /** What was known is older than the cache relies on. The time is that of the check that found it. */
        TOO_OLD,
        /**
         * The owner has had another key since, and no report about it was recorded here. The time is that of the
         * change.
         */
        KEY_CHANGED,
        /** Metrc refused the key after the check that said yes. The time is that of the refusal. */
        REFUSED_SINCE,
        /**
         * The key works, and nothing shows whether it can do this: the check was short, or nobody could read the list
         * of permissions. The time is that of the check.
         */
        NOT_PROVEN,
        /** Metrc gave no answer that says something, and no earlier check got one. The time is that of the check. */
        NO_VERDICT
    }
}

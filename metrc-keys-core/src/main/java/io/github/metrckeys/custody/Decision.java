package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import java.util.EnumSet;
import java.util.Set;

/** Whether a key that was entered is to be stored: the whole of the decision, apart from everything that acts on it. */
enum Decision {
    SAVE,
    /** To be stored although something speaks against it, since somebody said why. */
    SAVE_IN_SPITE,
    LEAVE_AS_IS,
    REFUSE,
    WAIT;

    /** The key works, and not at this license. */
    private static final Set<Cause> OF_LICENSE = EnumSet.of(Cause.LICENSE_NOT_ATTACHED, Cause.LICENSE_ENDED);

    /**
     * Decides.
     *
     * @param report what Metrc said
     * @param unchanged whether the owner has this very key already
     * @param blocked whether a notice stands against the key
     * @param requireAllGood whether a key is refused that lacks permissions, or a person's that lacks the license
     * @param overridden whether somebody said why it should be stored in spite of everything
     */
    static Decision of(
            ValidationReport report, boolean unchanged, boolean blocked, boolean requireAllGood, boolean overridden) {
        if (unchanged) {
            return LEAVE_AS_IS;
        }
        Decision decision = blocked ? REFUSE : of(report, requireAllGood);
        return decision != SAVE && overridden ? SAVE_IN_SPITE : decision;
    }

    private static Decision of(ValidationReport report, boolean requireAllGood) {
        return switch (report.verdict()) {
            case ALL_GOOD -> SAVE;
            // The key works, and what is missing is granted in Metrc, to the same key.
            case PERMISSIONS_MISSING -> requireAllGood ? REFUSE : SAVE;
            case KEY_REFUSED -> worksElsewhere(report) && !requireAllGood ? SAVE : REFUSE;
            case INCONCLUSIVE -> WAIT;
        };
    }

    /** A person's key is for all of the person's licenses on a server, and a master key for the one that it was refused. */
    private static boolean worksElsewhere(ValidationReport report) {
        return report.subject() instanceof KeyOwner.Individual
                && report.cause().filter(OF_LICENSE::contains).isPresent();
    }
}

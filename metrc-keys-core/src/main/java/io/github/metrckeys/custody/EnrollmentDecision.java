package io.github.metrckeys.custody;

import io.github.metrckeys.report.Verdict;

/** Whether a key that was entered is to be stored: the whole of the decision, apart from everything that acts on it. */
enum EnrollmentDecision {
    SAVE,
    /** To be stored although something speaks against it, since somebody said why. */
    SAVE_IN_SPITE,
    LEAVE_AS_IS,
    REFUSE,
    WAIT;

    /**
     * Decides.
     *
     * @param unchanged whether the owner has this very key already
     * @param blocked whether a notice stands against the key
     * @param requireAllGood whether a key that lacks permissions is refused
     * @param overridden whether somebody said why it should be stored in spite of everything
     */
    static EnrollmentDecision of(
            Verdict verdict, boolean unchanged, boolean blocked, boolean requireAllGood, boolean overridden) {
        if (unchanged) {
            return LEAVE_AS_IS;
        }
        EnrollmentDecision decision = blocked ? REFUSE : of(verdict, requireAllGood);
        return decision != SAVE && overridden ? SAVE_IN_SPITE : decision;
    }

    private static EnrollmentDecision of(Verdict verdict, boolean requireAllGood) {
        return switch (verdict) {
            case ALL_GOOD -> SAVE;
            // The key works, and what is missing is granted in Metrc, to the same key.
            case PERMISSIONS_MISSING, ROLE_DOES_NOT_FIT, NOT_VERIFIED -> requireAllGood ? REFUSE : SAVE;
            case KEY_REFUSED -> REFUSE;
            case INCONCLUSIVE -> WAIT;
        };
    }
}

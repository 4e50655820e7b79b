package io.github.metrckeys;

import io.github.metrckeys.internal.Checks;

/**
 * What is known about a jurisdiction's demand that each employee's calls carry that employee's own key.
 *
 * @param demand whether it is demanded
 * @param asOf the month of the statement, such as {@code 2026-11}; empty where nothing is known
 * @param basis who says so; empty where nothing is known. None of these statements is Metrc's own: check with the state
 */
public record IndividualKeys(Demand demand, String asOf, String basis) {

    /** Nothing is known. */
    public static final IndividualKeys UNKNOWN = new IndividualKeys(Demand.UNKNOWN, "", "");

    /**
     * Makes a statement.
     *
     * @param demand whether it is demanded
     * @param asOf the month of the statement, or empty
     * @param basis who says so, or empty
     */
    public IndividualKeys {
        Checks.notNull(demand, "demand");
        Checks.notNull(asOf, "asOf");
        Checks.notNull(basis, "basis");
    }

    /** Whether individual keys are demanded. */
    public enum Demand {
        /** Each employee's calls must carry that employee's key. */
        REQUIRED,
        /** Nothing is known; the state may demand it all the same. */
        UNKNOWN
    }

    /**
     * Whether individual keys are known to be demanded.
     *
     * @return true where they are; false says only that nothing is known
     */
    public boolean required() {
        return demand == Demand.REQUIRED;
    }
}

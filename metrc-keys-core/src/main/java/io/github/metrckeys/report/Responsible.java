package io.github.metrckeys.report;

/** Who has to act. */
public enum Responsible {
    /** The person whose key it is. */
    EMPLOYEE,
    /** Whoever manages employees in Metrc for this license. */
    METRC_ADMIN,
    /** Whoever sets up the point-of-sale system in the shop. */
    POS_ADMIN,
    /** The company that makes the point-of-sale system and holds the vendor key. */
    POS_VENDOR,
    /** The people who write the point-of-sale system. */
    POS_DEVELOPER,
    /** The company that holds the license. */
    LICENSE_HOLDER,
    /** Nobody: it passes, or there is nothing to mend. */
    NOBODY
}

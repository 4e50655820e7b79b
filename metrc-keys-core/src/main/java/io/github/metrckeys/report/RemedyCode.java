package io.github.metrckeys.report;

/** What can be done about a cause, and by whom. The names are stable codes; more may be added. */
public enum RemedyCode {
    /** Tick the permissions for the employee in Metrc. */
    GRANT_PERMISSION(Responsible.METRC_ADMIN),
    /** Make a new key in Metrc and enter it. */
    RENEW_USER_KEY(Responsible.EMPLOYEE),
    /** Put a new master key in: the old one is refused, perhaps because the person whose key it was has left. */
    RENEW_MASTER_KEY(Responsible.POS_ADMIN),
    /** Check the vendor key: whether it is right, active, and enabled in this jurisdiction. */
    CHECK_VENDOR_KEY(Responsible.POS_VENDOR),
    /** Check both keys and the jurisdiction. */
    CHECK_KEY_PAIR(Responsible.POS_ADMIN),
    /** Attach the user to the license in Metrc. */
    ATTACH_USER(Responsible.METRC_ADMIN),
    /** Correct the license number, if it was mistyped. */
    CORRECT_LICENSE_NUMBER(Responsible.POS_ADMIN),
    /** Renew the license with the state. */
    RENEW_LICENSE(Responsible.LICENSE_HOLDER),
    /** Wait and check again. */
    WAIT(Responsible.NOBODY),
    /** Send fewer calls at a time, and check again. */
    SLOW_DOWN(Responsible.POS_DEVELOPER),
    /** Find out what answers in Metrc's place. */
    CHECK_CONNECTION(Responsible.POS_DEVELOPER);

    private final Responsible who;

    RemedyCode(Responsible who) {
        this.who = who;
    }

    /**
     * Who has to act.
     *
     * @return the people, or nobody
     */
    public Responsible who() {
        return who;
    }
}

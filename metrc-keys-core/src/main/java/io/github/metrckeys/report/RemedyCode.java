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
    /** Put each of the two keys in the place of the other. */
    SWAP_KEYS(Responsible.POS_ADMIN),
    /** Copy the key from Metrc once more, whole, and paste it again. */
    PASTE_KEY_AGAIN(Responsible.POS_ADMIN),
    /** Choose the state or territory that the key is of. */
    CHOOSE_JURISDICTION(Responsible.POS_ADMIN),
    /** Settle with the state or with Metrc what the access was suspended for. */
    SETTLE_ACCESS(Responsible.LICENSE_HOLDER),
    /** Make a new key before the old one ends. */
    RENEW_KEY_EARLY(Responsible.EMPLOYEE),
    /** Check again, past whatever remembers old answers, and make the key anew if that does not help. */
    CHECK_AGAIN_THEN_RENEW(Responsible.EMPLOYEE),
    /** Nothing to be done about a license of this type, short of asking Metrc. */
    ASK_METRC(Responsible.NOBODY),
    /** Have the permissions read out, which proves what a key may change. */
    READ_PERMISSIONS_OUT(Responsible.POS_ADMIN),
    /** Do not make the call for such a license. */
    LEAVE_CALL_OUT(Responsible.NOBODY),
    /** Make the call with the license of a laboratory. */
    USE_LABORATORY_LICENSE(Responsible.POS_ADMIN),
    /** Correct the id, or the license that it is asked for. */
    CORRECT_RECORD(Responsible.POS_DEVELOPER),
    /** Ask for the grant that the call needs beside its permission. */
    ASK_FOR_GRANT(Responsible.METRC_ADMIN),
    /** Have the software vendor's access extended. */
    EXTEND_VENDOR_ACCESS(Responsible.POS_VENDOR),
    /** Have the setting of the license or of the state changed. */
    CHANGE_SETTING(Responsible.LICENSE_HOLDER),
    /** Sign with the library's header. */
    USE_AUTHORIZATION_HEADER(Responsible.POS_DEVELOPER),
    /** Send calls to https addresses only. */
    USE_HTTPS(Responsible.POS_DEVELOPER),
    /** Correct what is sent: Metrc's answer says what it did not understand. */
    CORRECT_REQUEST(Responsible.POS_DEVELOPER),
    /** Send at most 10 objects in one write. */
    SPLIT_WRITE(Responsible.POS_DEVELOPER),
    /** Forbid that another key stands in, and keep the person who acted with a call that is sent later. */
    KEEP_ACTOR(Responsible.POS_ADMIN),
    /** Use version 2 of the Web API. */
    USE_VERSION_2(Responsible.POS_DEVELOPER),
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

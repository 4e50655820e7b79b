package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;

/**
 * Something to be done about what a report found.
 *
 * @param code what is to be done
 * @param permissions the permissions to be granted, in Metrc's words; none for other remedies
 */
public record Remedy(Remedy.Code code, List<Permission> permissions) {

    /** Refuses null, and copies what it is given. */
    public Remedy {
        Checks.notNull(code, "code");
        permissions = List.copyOf(Checks.notNull(permissions, "permissions"));
    }

    /**
     * A remedy that grants no permission.
     *
     * @param code what is to be done
     * @return the remedy
     */
    public static Remedy of(Remedy.Code code) {
        return new Remedy(code, List.of());
    }

    /**
     * Who has to act.
     *
     * @return the people, or nobody
     */
    public Remedy.Responsible who() {
        return code.who();
    }

    /**
     * What to do.
     *
     * @param report the report that the remedy stands in
     * @return an English sentence
     */
    public String sentence(ValidationReport report) {
        return sentence(report, Messages.english());
    }

    /**
     * What to do.
     *
     * @param report the report that the remedy stands in
     * @param messages the language
     * @return a sentence
     */
    public String sentence(ValidationReport report, Messages messages) {
        Checks.notNull(report, "report");
        return new ReportSentences(report, Checks.notNull(messages, "messages")).remedy(this);
    }

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
        NOBODY;

        /**
         * Who has to act, for people.
         *
         * @param messages the language
         * @return a few words
         */
        public String label(Messages messages) {
            return Checks.notNull(messages, "messages").text("who." + name());
        }
    }

    /** What can be done about a cause, and by whom. The names are stable codes; more may be added. */
    public enum Code {
        /** Tick the permissions for the employee in Metrc. */
        GRANT_PERMISSION(Remedy.Responsible.METRC_ADMIN),
        /** Make a new key in Metrc and enter it. */
        RENEW_USER_KEY(Remedy.Responsible.EMPLOYEE),
        /** Put a new master key in: the old one is refused, perhaps because the person whose key it was has left. */
        RENEW_MASTER_KEY(Remedy.Responsible.POS_ADMIN),
        /** Check the vendor key: whether it is right, active, and enabled in this jurisdiction. */
        CHECK_VENDOR_KEY(Remedy.Responsible.POS_VENDOR),
        /** Check both keys and the jurisdiction. */
        CHECK_KEY_PAIR(Remedy.Responsible.POS_ADMIN),
        /** Attach the user to the license in Metrc. */
        ATTACH_USER(Remedy.Responsible.METRC_ADMIN),
        /** Correct the license number, if it was mistyped. */
        CORRECT_LICENSE_NUMBER(Remedy.Responsible.POS_ADMIN),
        /** Renew the license with the state. */
        RENEW_LICENSE(Remedy.Responsible.LICENSE_HOLDER),
        /** Put each of the two keys in the place of the other. */
        SWAP_KEYS(Remedy.Responsible.POS_ADMIN),
        /** Copy the key from Metrc once more, whole, and paste it again. */
        PASTE_KEY_AGAIN(Remedy.Responsible.POS_ADMIN),
        /** Choose the state or territory that the key is of. */
        CHOOSE_JURISDICTION(Remedy.Responsible.POS_ADMIN),
        /** Settle with the state or with Metrc what the access was suspended for. */
        SETTLE_ACCESS(Remedy.Responsible.LICENSE_HOLDER),
        /** Make a new key before the old one ends. */
        RENEW_KEY_EARLY(Remedy.Responsible.EMPLOYEE),
        /** Check again, past whatever remembers old answers, and make the key anew if that does not help. */
        CHECK_AGAIN_THEN_RENEW(Remedy.Responsible.EMPLOYEE),
        /** Nothing to be done about a license of this type, short of asking Metrc. */
        ASK_METRC(Remedy.Responsible.NOBODY),
        /** Have the permissions read out, which proves what a key may change. */
        READ_PERMISSIONS_OUT(Remedy.Responsible.POS_ADMIN),
        /** Do not make the call for such a license. */
        LEAVE_CALL_OUT(Remedy.Responsible.NOBODY),
        /** Make the call with the license of a laboratory. */
        USE_LABORATORY_LICENSE(Remedy.Responsible.POS_ADMIN),
        /** Correct the id, or the license that it is asked for. */
        CORRECT_RECORD(Remedy.Responsible.POS_DEVELOPER),
        /** Ask for the grant that the call needs beside its permission. */
        ASK_FOR_GRANT(Remedy.Responsible.METRC_ADMIN),
        /** Have the software vendor's access extended. */
        EXTEND_VENDOR_ACCESS(Remedy.Responsible.POS_VENDOR),
        /** Have the setting of the license or of the state changed. */
        CHANGE_SETTING(Remedy.Responsible.LICENSE_HOLDER),
        /** Sign with the library's header. */
        USE_AUTHORIZATION_HEADER(Remedy.Responsible.POS_DEVELOPER),
        /** Send calls to https addresses only. */
        USE_HTTPS(Remedy.Responsible.POS_DEVELOPER),
        /** Correct what is sent: Metrc's answer says what it did not understand. */
        CORRECT_REQUEST(Remedy.Responsible.POS_DEVELOPER),
        /** Send at most 10 objects in one write. */
        SPLIT_WRITE(Remedy.Responsible.POS_DEVELOPER),
        /** Forbid that another key stands in, and keep the person who acted with a call that is sent later. */
        KEEP_ACTOR(Remedy.Responsible.POS_ADMIN),
        /** Use version 2 of the Web API. */
        USE_VERSION_2(Remedy.Responsible.POS_DEVELOPER),
        /** Wait and check again. */
        WAIT(Remedy.Responsible.NOBODY),
        /** Send fewer calls at a time, and check again. */
        SLOW_DOWN(Remedy.Responsible.POS_DEVELOPER),
        /** Find out what answers in Metrc's place. */
        CHECK_CONNECTION(Remedy.Responsible.POS_DEVELOPER);

        private final Remedy.Responsible who;

        Code(Remedy.Responsible who) {
            this.who = who;
        }

        /**
         * Who has to act.
         *
         * @return the people, or nobody
         */
        public Remedy.Responsible who() {
            return who;
        }
    }
}

package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;

/**
 * Something to do about a problem that a report found.
 *
 * @param code what to do
 * @param permissions the permissions to grant, by Metrc's names; empty for other remedies
 */
public record Remedy(Code code, List<Permission> permissions) {

    /** Refuses null, and copies its arguments. */
    public Remedy {
        Checks.notNull(code, "code");
        permissions = List.copyOf(Checks.notNull(permissions, "permissions"));
    }

    /**
     * Creates a remedy that does not grant permissions.
     *
     * @param code what to do
     * @return the remedy
     */
    public static Remedy of(Code code) {
        return new Remedy(code, List.of());
    }

    /**
     * Who must act.
     *
     * @return the people, or nobody
     */
    public Responsible who() {
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

    /**
     * One step of what to do, which can be sent to the person who must take it as it is.
     *
     * @param who who must take it
     * @param number its number among the steps of this person, from 1
     * @param text one or two sentences
     */
    public record Step(Responsible who, int number, String text) {

        /** Refuses null. */
        public Step {
            Checks.notNull(who, "who");
            Checks.notNull(text, "text");
        }
    }

    /** Who must act. */
    public enum Responsible {
        /** The person whose key it is. */
        EMPLOYEE,
        /** The person who manages employees in Metrc for this license. */
        METRC_ADMIN,
        /** The person who sets up the point-of-sale system in the shop. */
        POS_ADMIN,
        /** The company that makes the point-of-sale system and holds the vendor key. */
        POS_VENDOR,
        /** The developers of the point-of-sale system. */
        POS_DEVELOPER,
        /** The company that holds the license. */
        LICENSE_HOLDER,
        /** Nobody: the problem will pass, or there is nothing to fix. */
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

    /** What to do about a cause, and who must do it. The names are stable codes; new ones may be added. */
    public enum Code {
        /** Check the boxes of the permissions for the employee in Metrc. */
        GRANT_PERMISSION(Responsible.METRC_ADMIN),
        /** Look whether the boxes of the permissions are checked for the employee in Metrc, and check them if not. */
        CHECK_PERMISSION(Responsible.METRC_ADMIN),
        /** Use a license whose type can have the work of the role, or name the role that fits this license. */
        CHOOSE_LICENSE_OR_ROLE(Responsible.POS_ADMIN),
        /** Enter the person's own key instead of somebody else's. */
        USE_OWN_KEY(Responsible.EMPLOYEE),
        /** Create a new key in Metrc and enter it. */
        RENEW_USER_KEY(Responsible.EMPLOYEE),
        /** Enter a new master key. The old one is refused, perhaps because the person who owned it has left. */
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
        /** Swap the two keys. */
        SWAP_KEYS(Responsible.POS_ADMIN),
        /** Copy the whole key from Metrc again, and paste it again. */
        PASTE_KEY_AGAIN(Responsible.POS_ADMIN),
        /** Choose the state or territory that the key belongs to. */
        CHOOSE_JURISDICTION(Responsible.POS_ADMIN),
        /** Resolve the suspension of the access with the state or with Metrc. */
        SETTLE_ACCESS(Responsible.LICENSE_HOLDER),
        /** Create a new key before the old one ends. */
        RENEW_KEY_EARLY(Responsible.EMPLOYEE),
        /** Check again without cached answers, and create a new key if that does not help. */
        CHECK_AGAIN_THEN_RENEW(Responsible.EMPLOYEE),
        /** Nothing can be done for a license of this type, except asking Metrc. */
        ASK_METRC(Responsible.NOBODY),
        /** Have the list of permissions read, which proves what a key may change. */
        READ_PERMISSIONS_OUT(Responsible.POS_ADMIN),
        /** Do not make the call for such a license. */
        LEAVE_CALL_OUT(Responsible.NOBODY),
        /** Make the call with the license of a laboratory. */
        USE_LABORATORY_LICENSE(Responsible.POS_ADMIN),
        /** Correct the id, or the license in the call. */
        CORRECT_RECORD(Responsible.POS_DEVELOPER),
        /** Ask for the grant that the call needs in addition to its permission. */
        ASK_FOR_GRANT(Responsible.METRC_ADMIN),
        /** Get the software vendor's access extended. */
        EXTEND_VENDOR_ACCESS(Responsible.POS_VENDOR),
        /** Get the setting of the license or of the state changed. */
        CHANGE_SETTING(Responsible.LICENSE_HOLDER),
        /** Sign with the library's header. */
        USE_AUTHORIZATION_HEADER(Responsible.POS_DEVELOPER),
        /** Send calls to https addresses only. */
        USE_HTTPS(Responsible.POS_DEVELOPER),
        /** Correct the request. Metrc's answer says what it did not understand. */
        CORRECT_REQUEST(Responsible.POS_DEVELOPER),
        /** Send at most 10 objects in one write. */
        SPLIT_WRITE(Responsible.POS_DEVELOPER),
        /** Do not let another key replace the actor's key, and keep the actor with a call that is sent later. */
        KEEP_ACTOR(Responsible.POS_ADMIN),
        /** Use version 2 of the Web API. */
        USE_VERSION_2(Responsible.POS_DEVELOPER),
        /** Wait and check again. */
        WAIT(Responsible.NOBODY),
        /** Send fewer calls at a time, and check again. */
        SLOW_DOWN(Responsible.POS_DEVELOPER),
        /** Find out what answers instead of Metrc. */
        CHECK_CONNECTION(Responsible.POS_DEVELOPER);

        private final Responsible who;

        Code(Responsible who) {
            this.who = who;
        }

        /**
         * Who must act.
         *
         * @return the people, or nobody
         */
        public Responsible who() {
            return who;
        }
    }
}

package io.github.metrckeys;

import io.github.metrckeys.internal.check.Checks;

/**
 * Whose key it is: the name under which a key is stored and signs.
 *
 * <p>A user's key belongs to a person and covers all licenses of that person on one Metrc server (documented by
 * Metrc); a master key is what a shop calls the key, of whichever person, that signs for a whole facility.
 */
public sealed interface KeyOwner {

    /**
     * The owner of the master key of a facility.
     *
     * @param facility the facility that the key signs for
     * @return the owner
     */
    static KeyOwner master(Facility facility) {
        return new Master(facility);
    }

    /**
     * An employee, as the owner of a key of their own.
     *
     * @param jurisdiction the server that the key is for
     * @param user the employee
     * @return the owner
     */
    static KeyOwner individual(Jurisdiction jurisdiction, UserId user) {
        return new Individual(jurisdiction, user);
    }

    /**
     * The server that the key is for: the only one that it is ever sent to.
     *
     * @return the server
     */
    Jurisdiction jurisdiction();

    /**
     * The kind of this owner.
     *
     * @return master or individual
     */
    KeyMode mode();

    /**
     * Whose key it is in a table or a title, for people.
     *
     * @param messages the language
     * @return {@code Master Key}, or the id of the user
     */
    default String label(Messages messages) {
        Checks.notNull(messages, "messages");
        return this instanceof Individual individual ? individual.user().value() : messages.text("subject.MASTER");
    }

    /**
     * The master key of a facility.
     *
     * @param facility the facility that the key signs for
     */
    record Master(Facility facility) implements KeyOwner {

        /** Refuses null. */
        public Master {
            Checks.notNull(facility, "facility");
        }

        @Override
        public Jurisdiction jurisdiction() {
            return facility.jurisdiction();
        }

        @Override
        public KeyMode mode() {
            return KeyMode.MASTER;
        }

        /** {@return such as {@code master key of CO 402-00001}} */
        @Override
        public String toString() {
            return "master key of " + facility;
        }
    }

    /**
     * An employee.
     *
     * @param jurisdiction the server that the key is for
     * @param user the employee
     */
    record Individual(Jurisdiction jurisdiction, UserId user) implements KeyOwner {

        /** Refuses null. */
        public Individual {
            Checks.notNull(jurisdiction, "jurisdiction");
            Checks.notNull(user, "user");
        }

        @Override
        public KeyMode mode() {
            return KeyMode.INDIVIDUAL;
        }

        /** {@return such as {@code key of emp-7 in CO}} */
        @Override
        public String toString() {
            return "key of " + user + " in " + jurisdiction;
        }
    }
}

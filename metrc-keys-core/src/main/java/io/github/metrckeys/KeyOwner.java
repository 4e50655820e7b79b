package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/**
 * Whose key it is: the name under which a key is stored and signs.
 *
 * <p>A user's key belongs to a person and covers all licenses of that person on one Metrc server (documented by
 * Metrc); a master key is what a shop calls the key, of whichever person, that signs for a whole facility. Beside each of
 * them is a place for a key that waits to be verified and signs nothing.
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
     * The place beside an owner's key where a key waits to be verified. No policy ever chooses it to sign a call.
     *
     * @param owner the owner whose key it is to become
     * @return the place; that of an owner's waiting key is that place itself
     */
    static KeyOwner unverified(KeyOwner owner) {
        return owner instanceof Unverified ? owner : new Unverified(owner);
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
     * The master key's place at a facility.
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

    /**
     * The place beside an owner's key where a key waits to be verified.
     *
     * @param owner the owner whose key it is to become
     */
    record Unverified(KeyOwner owner) implements KeyOwner {

        /**
         * Refuses null.
         *
         * @throws InvalidInputException with {@link ErrorCode#MISMATCH} where that is such a place itself
         */
        public Unverified {
            if (Checks.notNull(owner, "owner") instanceof Unverified) {
                throw new InvalidInputException(
                        ErrorCode.MISMATCH,
                        "A key waits beside the key of a person or the master key of a facility: name that owner, not the "
                                + owner + ".");
            }
        }

        @Override
        public Jurisdiction jurisdiction() {
            return owner.jurisdiction();
        }

        @Override
        public KeyMode mode() {
            return owner.mode();
        }

        /** {@return such as {@code unverified key of emp-7 in CO}} */
        @Override
        public String toString() {
            return "unverified " + owner;
        }
    }
}

package io.github.metrckeys.custody;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to a key, or to a person who has keys. It holds no key. */
public sealed interface KeyEvent {

    /** The longest reason that is taken, in characters. */
    int MAX_REASON_LENGTH = 500;

    /**
     * When it happened, by the clock of whoever recorded it; of uses, when the last of them was.
     *
     * @return the time
     */
    Instant at();

    /**
     * A key was stored.
     *
     * @param at when
     * @param owner whose key it is
     * @param state whether it is in force or pending
     * @param version which of the owner's keys it is
     * @param overrideReason why a person had it stored in spite of what spoke against it; empty if nothing did
     */
    record Stored(Instant at, KeyOwner owner, KeyState state, KeyVersion version, Optional<String> overrideReason)
            implements KeyEvent {

        /**
         * Refuses null.
         *
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the reason is blank, longer than
         *     {@value KeyEvent#MAX_REASON_LENGTH} characters, or has a control character in it
         */
        public Stored {
            Checks.notNull(at, "at");
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(version, "version");
            overrideReason = Checks.notNull(overrideReason, "overrideReason").map(OverrideReason::checked);
        }
    }

    /**
     * Metrc was asked about a stored key, and gave an answer that says something about it.
     *
     * @param at when
     * @param owner whose key it is
     * @param state whether it is in force or pending
     * @param version which of the owner's keys it is
     * @param facility where it was validated
     * @param verdict what it came to
     */
    record Verified(Instant at, KeyOwner owner, KeyState state, KeyVersion version, Facility facility, Verdict verdict)
            implements KeyEvent {

        /** Refuses null. */
        public Verified {
            Checks.notNull(at, "at");
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(version, "version");
            Checks.notNull(facility, "facility");
            Checks.notNull(verdict, "verdict");
        }
    }

    /**
     * A key was removed, and no other put in its place.
     *
     * @param at when
     * @param owner whose key it was
     * @param state whether it was in force or pending
     * @param version which of the owner's keys it was
     */
    record Removed(Instant at, KeyOwner owner, KeyState state, KeyVersion version) implements KeyEvent {

        /** Refuses null. */
        public Removed {
            Checks.notNull(at, "at");
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(version, "version");
        }
    }

    /**
     * A key was chosen to sign calls. Only a key in force is; of a pending one it is read from a ledger if something
     * else wrote it there.
     *
     * @param from when the first of them was
     * @param to when the last of them was
     * @param owner whose key signed
     * @param state whether it was in force or pending
     * @param version which of the owner's keys it was
     * @param actor in whose name the calls were made; empty if nobody acted
     * @param choice why this key was chosen
     * @param count how many calls it was chosen for
     */
    record Used(
            Instant from,
            Instant to,
            KeyOwner owner,
            KeyState state,
            KeyVersion version,
            Optional<UserId> actor,
            KeyResolution.Choice choice,
            long count)
            implements KeyEvent {

        /**
         * Refuses null.
         *
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if there were none
         */
        public Used {
            Checks.notNull(from, "from");
            Checks.notNull(to, "to");
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(version, "version");
            Checks.notNull(actor, "actor");
            Checks.notNull(choice, "choice");
            if (count < 1) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "A key was used " + count + " times: record uses once there are some.");
            }
        }

        @Override
        public Instant at() {
            return to;
        }
    }

    /**
     * Somebody said whose personal Metrc key serves as a master key.
     *
     * @param at when
     * @param masterOwner the master key
     * @param holder the person
     */
    record HolderNamed(Instant at, KeyOwner.Master masterOwner, UserId holder) implements KeyEvent {

        /** Refuses null. */
        public HolderNamed {
            Checks.notNull(at, "at");
            Checks.notNull(masterOwner, "masterOwner");
            Checks.notNull(holder, "holder");
        }
    }

    /**
     * A person left the company.
     *
     * @param at when it was recorded
     * @param user the person
     */
    record Left(Instant at, UserId user) implements KeyEvent {

        /** Refuses null. */
        public Left {
            Checks.notNull(at, "at");
            Checks.notNull(user, "user");
        }
    }
}

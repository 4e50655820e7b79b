package io.github.metrckeys.resolve;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyVersion;
import java.util.Optional;

/**
 * Which key signs a call and why, or why there is none.
 *
 * <pre>{@code
 * if (resolver.resolve(request) instanceof KeyResolution.Resolved found) {
 *     sign(found.key());
 * }
 * }</pre>
 */
public sealed interface KeyResolution {

    /**
     * The key, if there is one.
     *
     * @return the resolution with a key, or empty
     */
    default Optional<Resolved> resolved() {
        return this instanceof Resolved found ? Optional.of(found) : Optional.empty();
    }

    /**
     * Which key signs and why, or why none does and what to do about it, for the person who acts.
     *
     * @return an English sentence
     */
    default String sentence() {
        return sentence(Messages.english());
    }

    /**
     * Which key signs and why, or why none does and what to do about it, for the person who acts.
     *
     * @param messages the language
     * @return a sentence
     */
    String sentence(Messages messages);

    /** Why a key was chosen. */
    enum Choice {
        /** The employee who acts has a key. */
        OWN_KEY,
        /** The facility's policy has the master key sign everything. */
        MASTER_MODE,
        /** The employee has no key, and the policy lets the master key stand in for this call. */
        MASTER_FALLBACK,
        /** Nobody acts, and the policy lets the master key stand in for this call. */
        MASTER_WITHOUT_ACTOR
    }

    /** Why no key was chosen. */
    enum Gap {
        /** The employee who acts has no key, and no other may sign. */
        NO_INDIVIDUAL_KEY,
        /** The facility has no master key. */
        NO_MASTER_KEY,
        /**
         * Each call here belongs to an employee, and none was named. If calls in which nobody acts may be signed
         * with the master key, a {@link KeyPolicy.MasterFallback} says so.
         */
        NO_ACTOR;

        /**
         * What to do about it.
         *
         * @return a clause in English, without a full stop
         */
        public String remedy() {
            return remedy(Messages.english());
        }

        /**
         * What to do about it.
         *
         * @param messages the language
         * @return a clause, without a full stop
         */
        public String remedy(Messages messages) {
            return Checks.notNull(messages, "messages").text("gap." + name() + ".remedy");
        }
    }

    /**
     * The call is signed with this key.
     *
     * @param owner whose key it is
     * @param key the secret; its {@code toString()} shows nothing
     * @param version which of the owner's keys it is
     * @param choice why this one
     */
    record Resolved(KeyOwner owner, UserApiKey key, KeyVersion version, Choice choice) implements KeyResolution {

        /** Refuses null. */
        public Resolved {
            Checks.notNull(owner, "owner");
            Checks.notNull(key, "key");
            Checks.notNull(version, "version");
            Checks.notNull(choice, "choice");
        }

        @Override
        public String sentence(Messages messages) {
            return Checks.notNull(messages, "messages").text("choice." + choice);
        }
    }

    /**
     * There is no key for this call; it must not be sent.
     *
     * @param request the call
     * @param gap why there is none
     */
    record Unresolved(KeyRequest request, Gap gap) implements KeyResolution {

        /** Refuses null. */
        public Unresolved {
            Checks.notNull(request, "request");
            Checks.notNull(gap, "gap");
        }

        @Override
        public String sentence(Messages messages) {
            return Checks.notNull(messages, "messages")
                    .text(
                            "gap." + gap,
                            request.facility(),
                            request.actor().map(UserId::value).orElse("-"),
                            gap.remedy(messages),
                            request.facility().jurisdiction().displayName(messages));
        }

        /** {@return what is missing and what to do about it, in an English sentence for engineers} */
        @Override
        public String toString() {
            return "No key for " + request + " (" + gap + "): " + gap.remedy() + ".";
        }
    }
}

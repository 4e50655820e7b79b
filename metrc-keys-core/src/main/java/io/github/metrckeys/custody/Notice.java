package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something about a key that whoever enters it should read. It holds no key.
 *
 * @param code what it is
 * @param other the other owner that it is about; empty where it is about no other
 * @param state whether it is about the key in force of that owner or the pending one; in force if it is about no other
 * @param shape what is odd about the form of the key; empty but for {@link Code#UNUSUAL_SHAPE}
 */
public record Notice(Code code, Optional<KeyOwner> other, KeyState state, Set<KeyShape> shape) {

    /** What there is to notice. The names are stable codes; more may be added. */
    public enum Code {
        /** The key has not the form that keys usually have. */
        UNUSUAL_SHAPE(false),
        /** Another person has this very key: each call would be signed with the key of somebody else than who acts. */
        SAME_KEY_OF_OTHER_PERSON(true),
        /** A person's key is that of a master key, which is not known to be that person's. */
        PERSONS_KEY_IS_MASTER_KEY(true),
        /** A master key is the key of a person, who is not recorded as the one whose key it is. */
        MASTER_KEY_IS_PERSONS_KEY(false),
        /** The same key is stored for another server, while each server has keys of its own. */
        SAME_KEY_IN_OTHER_JURISDICTION(false),
        /**
         * A key was saved in place of another one, which another owner on the same server still has. Where both are one
         * person's, that owner's key is dead: a Metrc user has one current key, and making a new one ends it
         * (observed).
         */
        OLD_KEY_STILL_STORED(false),
        /** The owner has this very key already. */
        UNCHANGED(false);

        private final boolean blocks;

        Code(boolean blocks) {
            this.blocks = blocks;
        }

        /**
         * Whether the key is not saved because of it, unless somebody says why it should be.
         *
         * @return true where it is not
         */
        public boolean blocks() {
            return blocks;
        }
    }

    /** Refuses null, and copies what it is given. */
    public Notice {
        Checks.notNull(code, "code");
        Checks.notNull(other, "other");
        Checks.notNull(state, "state");
        Checks.notNull(shape, "shape");
        EnumSet<KeyShape> ordered = EnumSet.noneOf(KeyShape.class);
        ordered.addAll(shape);
        shape = Collections.unmodifiableSet(ordered);
    }

    static Notice of(Code code) {
        return new Notice(code, Optional.empty(), KeyState.IN_FORCE, Set.of());
    }

    static Notice about(Code code, KeyInfo other) {
        return new Notice(code, Optional.of(other.owner()), other.state(), Set.of());
    }

    /**
     * Whether the key is not saved because of this, unless somebody says why it should be.
     *
     * @return true where it is not
     */
    public boolean blocks() {
        return code.blocks();
    }

    /**
     * What to read, and what to do.
     *
     * @return an English sentence
     */
    public String sentence() {
        return sentence(Messages.english());
    }

    /**
     * What to read, and what to do.
     *
     * @param messages the language
     * @return a sentence
     */
    public String sentence(Messages messages) {
        Checks.notNull(messages, "messages");
        boolean ofPerson = code == Code.OLD_KEY_STILL_STORED && isIndividual();
        return messages.text(
                "notice." + code + (ofPerson ? "_PERSON" : ""),
                other.map(owner -> inWords(owner, messages)).orElseGet(() -> messages.text("notice.ANY_OWNER")),
                shape.stream().map(oddity -> messages.text("shape." + oddity)).collect(Collectors.joining(", ")));
    }

    private boolean isIndividual() {
        return other.filter(KeyOwner.Individual.class::isInstance).isPresent();
    }

    private String inWords(KeyOwner owner, Messages messages) {
        String unverified = state == KeyState.PENDING ? "_UNVERIFIED" : "";
        return owner instanceof KeyOwner.Individual individual
                ? messages.text("owner.INDIVIDUAL" + unverified, individual.user(), individual.jurisdiction())
                : messages.text("owner.MASTER" + unverified, ((KeyOwner.Master) owner).facility());
    }

    /** {@return the code and the English sentence} */
    @Override
    public String toString() {
        return code + ": " + sentence();
    }
}

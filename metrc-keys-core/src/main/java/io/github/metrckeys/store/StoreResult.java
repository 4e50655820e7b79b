package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;

/** What came of a change in a store: it was made, or somebody else was faster. */
public sealed interface StoreResult {

    /**
     * The version of a change that was made, for a caller to whom a conflict is an error.
     *
     * @return the version that was stored or removed
     * @throws MetrcKeysException with {@link ErrorCode#VERSION_CONFLICT} if the change was not made
     */
    KeyVersion orThrow();

    /**
     * The change was made.
     *
     * @param version the version that is now there, or that was removed
     */
    record Done(KeyVersion version) implements StoreResult {

        /** Refuses null. */
        public Done {
            Checks.notNull(version, "version");
        }

        @Override
        public KeyVersion orThrow() {
            return version;
        }
    }

    /**
     * The change was not made, since another version was there than the expected one. Nothing was touched.
     *
     * @param owner whose key it is
     * @param state whether it is the owner's key in force or the pending one
     * @param expected the version that the caller expected
     * @param actual the version that is there, {@link KeyVersion#NONE} if none is
     */
    record Conflict(KeyOwner owner, KeyState state, KeyVersion expected, KeyVersion actual) implements StoreResult {

        /** Refuses null. */
        public Conflict {
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(expected, "expected");
            Checks.notNull(actual, "actual");
        }

        @Override
        public KeyVersion orThrow() {
            throw new MetrcKeysException(
                    ErrorCode.VERSION_CONFLICT,
                    "The " + state.keyOf(owner) + " is at " + shown(actual) + ", not at " + shown(expected)
                            + ": read it again and decide again.");
        }

        private static String shown(KeyVersion version) {
            return version.equals(KeyVersion.NONE) ? "no version (there is none)" : version.toString();
        }
    }
}

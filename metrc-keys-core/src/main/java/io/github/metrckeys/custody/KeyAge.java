package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old a stored key is.
 *
 * @param owner whose key it is
 * @param version which of the owner's keys it is
 * @param age how long ago it was stored; in Metrc the key is at least as old. Zero, and never negative, where that is in the
 *     future
 * @param lastVerified when Metrc last said something about it; empty where that was not recorded
 * @param lastUsed when it last signed a call; empty where that was not recorded
 * @param old whether it is older than the application lets keys become
 * @param storedInTheFuture whether the clock says that it is still to be stored: it was set back since, or was wrong then, and
 *     the age says nothing
 */
public record KeyAge(
        KeyOwner owner,
        KeyVersion version,
        Duration age,
        Optional<Instant> lastVerified,
        Optional<Instant> lastUsed,
        boolean old,
        boolean storedInTheFuture) {

    /**
     * Describes a key.
     *
     * @param owner whose key it is
     * @param version which of the owner's keys it is
     * @param age how long ago it was stored
     * @param lastVerified when Metrc last said something about it
     * @param lastUsed when it last signed a call
     * @param old whether it is older than the application lets keys become
     * @param storedInTheFuture whether the clock says that it is still to be stored
     */
    public KeyAge {
        Checks.notNull(owner, "owner");
        Checks.notNull(version, "version");
        Checks.notNull(age, "age");
        Checks.notNull(lastVerified, "lastVerified");
        Checks.notNull(lastUsed, "lastUsed");
    }
}

package io.github.metrckeys.custody;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.Checks;
import java.util.List;

/**
 * What a person who leaves leaves behind.
 *
 * @param user the person
 * @param removed the owners whose keys were removed, waiting ones among them
 * @param masterKeysEnding the facilities whose master key is this person's: it stays in the store, and what it signs stands under
 *     this person's name in Metrc, until it ends there along with the person's access (inferred); so another person's key has to
 *     be entered there
 */
public record Departure(UserId user, List<KeyOwner> removed, List<Facility> masterKeysEnding) {

    /**
     * Describes a departure.
     *
     * @param user the person
     * @param removed the owners whose keys were removed
     * @param masterKeysEnding the facilities whose master key is this person's
     */
    public Departure {
        Checks.notNull(user, "user");
        removed = List.copyOf(Checks.notNull(removed, "removed"));
        masterKeysEnding = List.copyOf(Checks.notNull(masterKeysEnding, "masterKeysEnding"));
    }
}

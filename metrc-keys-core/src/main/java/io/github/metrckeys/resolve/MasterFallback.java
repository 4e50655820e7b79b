package io.github.metrckeys.resolve;

import io.github.metrckeys.Access;
import io.github.metrckeys.internal.Checks;

/**
 * Whether the master key may stand in where an employee has no key, or where nobody acts.
 *
 * <p>It never stands in for a key that is there and was refused, nor after an error.
 */
public enum MasterFallback {
    /** The master key never stands in. */
    NEVER,
    /** The master key may look, and changes nothing: what the state sees is done by employees alone. */
    READS_ONLY,
    /** The master key may do everything; what an employee without a key does stands under another person's name. */
    ALWAYS;

    /**
     * Whether the master key may stand in for a call.
     *
     * @param access what the call does
     * @return true where it may
     */
    public boolean covers(Access access) {
        Checks.notNull(access, "access");
        return switch (this) {
            case NEVER -> false;
            case READS_ONLY -> access == Access.READ;
            case ALWAYS -> true;
        };
    }
}

package io.github.metrckeys.store;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;

/**
 * Which of the keys of one {@link KeyState} that an owner has had over time is meant. These versions grow and never
 * repeat, also after the key was removed. The same number in the other state is another key.
 *
 * @param number 1 or more; 0 stands for "no key is there"
 */
public record KeyVersion(long number) implements Comparable<KeyVersion> {

    /** The expected version of somebody who believes that no key is there yet. */
    public static final KeyVersion NONE = new KeyVersion(0);

    /**
     * Checks what it is given.
     *
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the number is negative
     */
    public KeyVersion {
        if (number < 0) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The version " + number + " of a key is negative: use the one that the store gave.");
        }
    }

    @Override
    public int compareTo(KeyVersion other) {
        return Long.compare(number, other.number);
    }

    /** {@return the number, such as {@code v3}} */
    @Override
    public String toString() {
        return "v" + number;
    }
}

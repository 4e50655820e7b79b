package io.github.metrckeys.error;

import java.io.Serial;
import java.util.Objects;

/**
 * Thrown if an argument cannot be right. The message names the argument and says how to fix it.
 *
 * <p>The message never contains a key. It may contain a license number, a user id, a code or an address (without user
 * info and query).
 */
public final class InvalidInputException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    private final ErrorCode code;

    /**
     * Creates the exception.
     *
     * @param code what kind of thing is wrong
     * @param message names the argument and says how to fix it; must not contain a secret
     */
    public InvalidInputException(ErrorCode code, String message) {
        super(Objects.requireNonNull(message, "message must not be null"));
        this.code = Objects.requireNonNull(code, "code must not be null");
    }

    /**
     * What kind of thing is wrong.
     *
     * @return the stable code
     */
    public ErrorCode code() {
        return code;
    }
}

package io.github.metrckeys.error;

import java.io.Serial;
import java.util.Objects;

/**
 * Says that an argument cannot be what it is meant to be: the message names the thing and how to mend it.
 *
 * <p>The message never repeats a key. It may repeat a license number, a user id, a code or an address (without user
 * info and query).
 */
public final class InvalidInputException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    private final ErrorCode code;

    /**
     * Says what is wrong.
     *
     * @param code what kind of thing is wrong
     * @param message names the thing and the mend, without any secret
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

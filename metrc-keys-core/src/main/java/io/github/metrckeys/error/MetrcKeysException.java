package io.github.metrckeys.error;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the library could not find out or do what it was asked, although the input was valid. The message says what
 * to do next.
 *
 * <p>Expected answers, such as a key that Metrc refuses or a key that nobody has entered yet, are values and never this
 * exception. The message never contains a key.
 */
public class MetrcKeysException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    private final ErrorCode code;

    /**
     * Creates the exception.
     *
     * @param code what kind of problem it is
     * @param message what happened and what to do next; must not contain a secret
     */
    public MetrcKeysException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param code what kind of problem it is
     * @param message what happened and what to do next; must not contain a secret
     * @param cause what prevented it, or null
     */
    public MetrcKeysException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message must not be null"), cause);
        this.code = Objects.requireNonNull(code, "code must not be null");
    }

    /**
     * What kind of problem it is.
     *
     * @return the stable code
     */
    public final ErrorCode code() {
        return code;
    }
}

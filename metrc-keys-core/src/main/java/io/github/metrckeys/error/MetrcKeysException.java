package io.github.metrckeys.error;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says that the library could not find out or could not do what it was asked, although the question was a proper one:
 * the message tells what to do next.
 *
 * <p>Expected answers, such as a key that Metrc refuses or a key that nobody has entered yet, are values and never
 * this exception. The message carries no key.
 */
public class MetrcKeysException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    private final ErrorCode code;

    /**
     * Says what could not be done.
     *
     * @param code what kind of trouble it is
     * @param message what happened and what to do next, without any secret
     */
    public MetrcKeysException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Says what could not be done, and what stood in the way.
     *
     * @param code what kind of trouble it is
     * @param message what happened and what to do next, without any secret
     * @param cause what stood in the way, or null
     */
    public MetrcKeysException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message must not be null"), cause);
        this.code = Objects.requireNonNull(code, "code must not be null");
    }

    /**
     * What kind of trouble it is.
     *
     * @return the stable code
     */
    public final ErrorCode code() {
        return code;
    }
}

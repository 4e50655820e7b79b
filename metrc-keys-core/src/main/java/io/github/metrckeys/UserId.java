package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/**
 * The application's own id of an employee. The library only compares and prints it.
 *
 * @param value the id, 1 to {@value #MAX_LENGTH} characters, without control characters; surrounding white space is
 *     removed, and case matters
 */
public record UserId(String value) {

    /** The longest id that is accepted, in characters. */
    public static final int MAX_LENGTH = 200;

    /**
     * Checks the id.
     *
     * @throws InvalidInputException with {@link ErrorCode#USER_ID_INVALID} if it is empty, too long or contains a
     *     control character
     */
    public UserId {
        value = Checks.text(
                value,
                "value",
                "The user id",
                MAX_LENGTH,
                ErrorCode.USER_ID_INVALID,
                "pass the id under which your application knows the employee");
    }

    /**
     * Creates a user id.
     *
     * @param value the application's own id of an employee
     * @return the user id
     * @throws InvalidInputException with {@link ErrorCode#USER_ID_INVALID} if it is empty, too long or contains a
     *     control character
     */
    public static UserId of(String value) {
        return new UserId(value);
    }

    /** {@return the id alone} */
    @Override
    public String toString() {
        return value;
    }
}

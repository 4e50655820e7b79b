package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/**
 * The application's own id of an employee. The library compares it and prints it, and reads nothing into it.
 *
 * @param value the id, 1 to {@value #MAX_LENGTH} characters, none of them a control character; surrounding white space
 *     is dropped, upper and lower case are told apart
 */
public record UserId(String value) {

    /** The longest id that is taken, in characters. */
    public static final int MAX_LENGTH = 200;

    /**
     * Checks what it is given.
     *
     * @throws InvalidInputException with {@link ErrorCode#USER_ID_INVALID} where it is empty, too long or has a control
     *     character in it
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
     * Makes a user id.
     *
     * @param value the application's own id of an employee
     * @return the user id
     * @throws InvalidInputException with {@link ErrorCode#USER_ID_INVALID} where it is empty, too long or has a control
     *     character in it
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

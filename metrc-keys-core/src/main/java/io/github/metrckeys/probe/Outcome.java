package io.github.metrckeys.probe;

import io.github.metrckeys.internal.Checks;

/** What an answer of Metrc, or the want of one, says. */
public enum Outcome {
    /** The call succeeded. */
    SUCCEEDED,
    /**
     * The call was refused to this key: 401 or 403. The pages define 401 as "no valid authentication" and 403 as "no
     * access" (documented); in practice 401 comes for both (observed), so they are treated alike.
     */
    REFUSED,
    /** The server does not know the call: 404. */
    NOT_FOUND,
    /** Too many calls: 429. */
    THROTTLED,
    /** No answer, or one that says that the server has failed: 5xx. */
    UNAVAILABLE,
    /** An answer that Metrc does not give, such as a page of a gateway or a redirect. */
    UNEXPECTED;

    /**
     * Reads a status and the form of the body.
     *
     * @param status the HTTP status
     * @param body what form the body has
     * @return what the answer says
     */
    public static Outcome of(int status, BodyForm body) {
        Checks.notNull(body, "body");
        if (status >= 500 || status == 408) {
            return UNAVAILABLE;
        }
        if (status == 429) {
            return THROTTLED;
        }
        if (body == BodyForm.MARKUP) {
            // A refusal by a gateway, in HTML, is not Metrc's word about the key.
            return UNEXPECTED;
        }
        return switch (status) {
            case 401, 403 -> REFUSED;
            case 404 -> NOT_FOUND;
            default -> status == 200 && body == BodyForm.JSON ? SUCCEEDED : UNEXPECTED;
        };
    }

    /** What form the body of an answer has. */
    public enum BodyForm {
        /** A whole JSON array or object. */
        JSON,
        /** A page of HTML or XML. */
        MARKUP,
        /** Nothing, plain text, or broken JSON. */
        OTHER
    }
}

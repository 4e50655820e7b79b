package io.github.metrckeys.internal.diagnosis;

/** What an answer of Metrc, or a missing answer, says. */
public enum Outcome {
    /** The call succeeded. */
    SUCCEEDED,
    /**
     * Metrc refused the call to this key: 401 or 403. Metrc's pages define 401 as "invalid or no authentication" and
     * 403 as "no access" (documented). In practice 401 comes for nearly everything, and 403 was never seen (observed),
     * so they are treated alike.
     */
    REFUSED,
    /** The server does not know the call: 404. */
    NOT_FOUND,
    /** Too many calls: 429. */
    THROTTLED,
    /** No answer, or a server error: 5xx. */
    UNAVAILABLE,
    /**
     * The call went to another address: a redirect, or the 405 that a client gets if it turned a redirected POST into a
     * GET (observed).
     */
    REDIRECTED,
    /** A write had too many objects: 413. */
    TOO_LARGE,
    /** Metrc did not understand what was sent: a 4xx status without another meaning. */
    INVALID,
    /** An answer that Metrc does not give, such as a page of a gateway. */
    UNEXPECTED;

    /** The meaning of a status if the body of the answer is not known. */
    public static Outcome of(int status) {
        return switch (status) {
            case 401, 403 -> REFUSED;
            case 404 -> NOT_FOUND;
            case 405 -> REDIRECTED;
            case 408 -> UNAVAILABLE;
            case 413 -> TOO_LARGE;
            case 429 -> THROTTLED;
            default ->
                switch (status / 100) {
                    case 2 -> SUCCEEDED;
                    case 3 -> REDIRECTED;
                    case 4 -> INVALID;
                    case 5 -> UNAVAILABLE;
                    default -> UNEXPECTED;
                };
        };
    }

    /** The meaning of the answer to a GET for a list, from its status and the form of its body. */
    public static Outcome of(int status, BodyForm body) {
        if (status >= 600) {
            // No status of HTTP: some gateways say that they have failed by one such as 999 (inferred).
            return UNAVAILABLE;
        }
        Outcome said = of(status);
        return switch (said) {
            case THROTTLED, UNAVAILABLE -> said;
            // A refusal in HTML comes from a gateway, so it is not Metrc's answer about the key.
            case REFUSED, NOT_FOUND -> body == BodyForm.MARKUP ? UNEXPECTED : said;
            case SUCCEEDED -> status == 200 && body == BodyForm.JSON ? said : UNEXPECTED;
            case REDIRECTED, TOO_LARGE, INVALID, UNEXPECTED -> UNEXPECTED;
        };
    }

    /** The form of the body of an answer. */
    public enum BodyForm {
        /** A complete JSON array or object. */
        JSON,
        /** A page of HTML or XML. */
        MARKUP,
        /** Nothing, plain text, or broken JSON. */
        OTHER
    }
}

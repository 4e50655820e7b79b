package io.github.metrckeys.http;

import java.net.http.HttpResponse;
import java.util.Optional;

/** The reply to a call, or its absence. */
sealed interface Reply {

    /** An answer came. Its body is empty if it was longer than what is read into memory. */
    record Response(HttpResponse<Optional<byte[]>> response) implements Reply {}

    /** No answer came. */
    enum NoResponse implements Reply {
        /** The server could not be reached, or did not answer in time. */
        SILENCE,
        /** The server has asked to be left alone for longer than there was time, so the call was not sent. */
        THROTTLED
    }
}

package io.github.metrckeys.testkit.internal;

import java.nio.ByteBuffer;
import wiremock.org.eclipse.jetty.http.HttpStatus;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.util.Callback;

/** Lets the whole answer through, and settles the call before its last byte. */
final class WholeOutput extends AnswerOutput {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long expected;
    private final OpenCall call;
    private long written;

    WholeOutput(HttpOutput.Interceptor next, long expected, OpenCall call) {
        super(next);
        this.expected = expected;
        this.call = call;
    }

    /** Returns after how many bytes the client has all of the body, or {@link #UNKNOWN} if only the end tells. */
    static long bytesOnTheWire(HttpChannel channel, FakeResponse response) {
        if (channel.getRequest().isHead() || HttpStatus.hasNoBody(response.status())) {
            return 0;
        }
        return response.isChunked() ? UNKNOWN : response.body().length;
    }

    @Override
    public void write(ByteBuffer content, boolean last, Callback callback) {
        written += content.remaining();
        if (last || written >= expected) {
            call.settle();
        }
        getNextInterceptor().write(content, last, callback);
    }
}

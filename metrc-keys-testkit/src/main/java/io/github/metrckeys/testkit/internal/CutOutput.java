package io.github.metrckeys.testkit.internal;

import java.nio.ByteBuffer;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * Lets the first bytes of an answer through, then ends the matter in its own way. The rest is swallowed, so that WireMock
 * and Jetty believe they delivered it and neither report nor repair anything.
 */
final class CutOutput extends AnswerOutput {

    static final int NOT_EVEN_HEADERS = -1;

    private final Runnable end;
    private int left;
    private boolean cut;

    CutOutput(HttpOutput.Interceptor next, int bytes, Runnable end) {
        super(next);
        this.left = bytes;
        this.end = end;
    }

    @Override
    public void write(ByteBuffer content, boolean last, Callback callback) {
        if (cut) {
            swallow(content);
            callback.succeeded();
        } else if (left == NOT_EVEN_HEADERS) {
            cut = true;
            swallow(content);
            end.run();
            callback.succeeded();
        } else {
            writePart(content, callback);
        }
    }

    private void writePart(ByteBuffer content, Callback callback) {
        ByteBuffer part = content.slice();
        part.limit(Math.min(left, part.remaining()));
        left -= part.remaining();
        swallow(content);
        if (left > 0) {
            getNextInterceptor().write(part, false, callback);
            return;
        }
        cut = true;
        getNextInterceptor().write(part, false, Callback.from(() -> endAnd(callback), callback::failed));
    }

    private void endAnd(Callback callback) {
        end.run();
        callback.succeeded();
    }

    private static void swallow(ByteBuffer content) {
        content.position(content.limit());
    }
}

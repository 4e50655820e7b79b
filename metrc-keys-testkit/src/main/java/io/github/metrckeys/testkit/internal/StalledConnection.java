package io.github.metrckeys.testkit.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.util.BufferUtil;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * A connection on which nothing more is sent. It blocks no thread: the selector reports when the client disconnects.
 */
final class StalledConnection implements Callback {

    private static final int SCRAP = 1024;

    private final EndPoint endPoint;
    private final AsyncContext unfinished;
    private final PendingCalls.Call call;

    StalledConnection(EndPoint endPoint, AsyncContext unfinished, PendingCalls.Call call) {
        this.endPoint = endPoint;
        this.unfinished = unfinished;
        this.call = call;
    }

    void await() {
        unfinished.setTimeout(0);
        endPoint.setIdleTimeout(0);
        endPoint.fillInterested(this);
    }

    /** Called if the client sent something, which is ignored, or closed its side. */
    @Override
    public void succeeded() {
        ByteBuffer scrap = BufferUtil.allocate(SCRAP);
        try {
            int read = endPoint.fill(scrap);
            while (read > 0) {
                BufferUtil.clear(scrap);
                read = endPoint.fill(scrap);
            }
            if (read == 0) {
                endPoint.fillInterested(this);
                return;
            }
        } catch (IOException e) {
            // The client disconnected with a reset.
        }
        end();
    }

    @Override
    public void failed(Throwable failure) {
        end();
    }

    private void end() {
        call.end();
        endPoint.close();
        unfinished.complete();
    }
}

package io.github.metrckeys.testkit.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * The calls whose answer is not delivered yet.
 *
 * <p>A call is normally settled by its {@link AnswerOutput}. What the output never gets to see - the client left in the
 * middle of a body, the server was closed during a delay - is settled here.
 */
final class OpenCalls implements HttpChannel.Listener {

    private static final String ATTRIBUTE = OpenCall.class.getName();

    private final Set<OpenCall> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OpenCall open(Request request, Runnable onDelivered) {
        OpenCall call = new OpenCall(onDelivered, open);
        request.setAttribute(ATTRIBUTE, call);
        open.add(call);
        if (closed) {
            call.settle();
        }
        return call;
    }

    @Override
    public void onComplete(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof OpenCall call) {
            call.settle();
        }
    }

    /** Settles every call that is still open; one that opens later is settled at once. */
    void close() {
        closed = true;
        Set.copyOf(open).forEach(OpenCall::settle);
    }
}

package io.github.metrckeys.testkit.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.org.eclipse.jetty.io.EofException;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Response;

/** Sends one answer as its delivery specifies. It ends the call before the client can see the end of the answer. */
final class ResponseSender {

    private static final byte[] GARBAGE = "\0\1\2 this is not HTTP \3\4\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Request request;
    private final HttpChannel channel;
    private final FakeResponse answer;
    private final PendingCalls.Call call;

    ResponseSender(Request request, FakeResponse answer, PendingCalls.Call call) {
        this.request = request;
        this.channel = request.getHttpChannel();
        this.answer = answer;
        this.call = call;
    }

    void send() throws IOException {
        try {
            deliver();
        } finally {
            if (!request.isAsyncStarted()) {
                // Nothing more will be sent, even if the client disconnected.
                call.end();
            }
        }
    }

    private void deliver() throws IOException {
        Delivery delivery = answer.delivery();
        if (delivery instanceof Delivery.Delayed delayed) {
            sendLater(delayed.delay());
        } else if (delivery instanceof Delivery.Truncated truncated) {
            sendFirst(truncated.bytes());
            closeConnection();
        } else if (delivery instanceof Delivery.Stall stall) {
            sendFirst(stall.bytes());
            new StalledConnection(channel.getEndPoint(), request.startAsync(), call).await();
        } else if (delivery instanceof Delivery.Reset) {
            resetConnection();
        } else if (delivery instanceof Delivery.Empty) {
            closeConnection();
        } else if (delivery instanceof Delivery.Garbage) {
            channel.getEndPoint().flush(ByteBuffer.wrap(GARBAGE));
            closeConnection();
        } else {
            sendWhole();
        }
    }

    private void sendLater(Duration delay) {
        AsyncContext unfinished = request.startAsync();
        unfinished.setTimeout(0);
        channel.getConnector()
                .getScheduler()
                .schedule(() -> unfinished.start(() -> sendLate(unfinished)), NANOSECONDS.convert(delay), NANOSECONDS);
    }

    private void sendLate(AsyncContext unfinished) {
        try {
            sendWhole();
        } catch (IOException e) {
            // The client disconnected before the answer.
        } finally {
            call.end();
            unfinished.complete();
        }
    }

    private void sendWhole() throws IOException {
        HttpOutput output = begin();
        byte[] body = answer.body();
        if (request.isHead() || body.length == 0) {
            // The answer has only headers.
            call.end();
        }
        if (answer.isChunked()) {
            output.write(body, 0, body.length);
            // Without a flush before the end, Jetty sends a Content-Length and no chunks.
            output.flush();
            call.end();
        } else if (body.length > 0) {
            int last = body.length - 1;
            output.write(body, 0, last);
            call.end();
            output.write(body, last, 1);
        }
        output.close();
    }

    private void sendFirst(int bytes) throws IOException {
        HttpOutput output = begin();
        output.write(answer.body(), 0, bytes);
        output.flush();
    }

    private HttpOutput begin() {
        Response response = channel.getResponse();
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHttpFields()::add);
        if (answer.hasBody() && !answer.isChunked()) {
            response.setContentLengthLong(answer.body().length);
        }
        return response.getHttpOutput();
    }

    private void resetConnection() throws IOException {
        SocketOption<Integer> linger = StandardSocketOptions.SO_LINGER;
        // With a linger of 0, closing the connection sends a reset.
        ((NetworkChannel) channel.getEndPoint().getTransport()).setOption(linger, 0);
        closeConnection();
    }

    private void closeConnection() {
        call.end();
        channel.abort(new EofException("as the delivery specifies"));
    }
}

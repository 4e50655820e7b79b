package io.github.metrckeys.testkit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.SelectableChannelEndPoint;
import wiremock.org.eclipse.jetty.server.HttpChannel;

/** The ways in which the connection of a call can end badly. Each settles the call before the client can notice. */
final class Connection {

    private static final byte[] GARBAGE = "\0\1\2 this is not HTTP \3\4\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpChannel channel;
    private final OpenCall call;

    Connection(HttpChannel channel, OpenCall call) {
        this.channel = channel;
        this.call = call;
    }

    void close() {
        call.settle();
        channel.getEndPoint().close();
    }

    void reset() {
        SelectableChannelEndPoint endPoint = (SelectableChannelEndPoint) channel.getEndPoint();
        abandonUnsent((NetworkChannel) endPoint.getChannel());
        close();
    }

    void garbage() {
        EndPoint endPoint = channel.getEndPoint();
        try {
            endPoint.flush(ByteBuffer.wrap(GARBAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    void stall() {
        new StalledConnection(channel.getEndPoint(), channel.getRequest().startAsync(), call).await();
    }

    /** With a linger of 0 the close that follows sends a reset. */
    private static void abandonUnsent(NetworkChannel socket) {
        SocketOption<Integer> linger = StandardSocketOptions.SO_LINGER;
        try {
            socket.setOption(linger, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.metrckeys.testkit.internal;

import java.nio.ByteBuffer;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.util.Callback;

/** Stands between WireMock, which writes the answer, and the network: the place to see the last byte, and to cut. */
abstract class AnswerOutput implements HttpOutput.Interceptor {

    private final HttpOutput.Interceptor next;

    AnswerOutput(HttpOutput.Interceptor next) {
        this.next = next;
    }

    /** Puts the output that {@code response} asks for in front of the network. */
    static void install(HttpChannel channel, FakeResponse response, OpenCall call) {
        HttpOutput output = channel.getResponse().getHttpOutput();
        output.setInterceptor(forDelivery(output.getInterceptor(), channel, response, call));
    }

    private static AnswerOutput forDelivery(
            HttpOutput.Interceptor next, HttpChannel channel, FakeResponse response, OpenCall call) {
        Connection connection = new Connection(channel, call);
        Delivery delivery = response.delivery();
        if (delivery instanceof Delivery.Truncated truncated) {
            return new CutOutput(next, truncated.bytes(), connection::close);
        }
        if (delivery instanceof Delivery.Stall stall) {
            return new CutOutput(next, stall.bytes(), connection::stall);
        }
        if (delivery instanceof Delivery.Reset) {
            return new CutOutput(next, CutOutput.NOT_EVEN_HEADERS, connection::reset);
        }
        if (delivery instanceof Delivery.Empty) {
            return new CutOutput(next, CutOutput.NOT_EVEN_HEADERS, connection::close);
        }
        if (delivery instanceof Delivery.Garbage) {
            return new CutOutput(next, CutOutput.NOT_EVEN_HEADERS, connection::garbage);
        }
        return new WholeOutput(next, WholeOutput.bytesOnTheWire(channel, response), call);
    }

    @Override
    public final HttpOutput.Interceptor getNextInterceptor() {
        return next;
    }

    @Override
    public abstract void write(ByteBuffer content, boolean last, Callback callback);
}

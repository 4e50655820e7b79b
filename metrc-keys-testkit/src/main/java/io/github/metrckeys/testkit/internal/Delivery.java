package io.github.metrckeys.testkit.internal;

import java.time.Duration;
import java.util.Objects;

/** How an answer is delivered to the client. */
public sealed interface Delivery {

    /** The answer arrives whole and at once. */
    record Normal() implements Delivery {}

    /**
     * The answer arrives whole, after a delay; no server thread waits.
     *
     * @param delay the delay, in real time
     */
    record Delayed(Duration delay) implements Delivery {
        /** Creates a delay. Throws an IllegalArgumentException if it is negative. */
        public Delayed {
            Objects.requireNonNull(delay, "delay");
            if (delay.isNegative()) {
                throw new IllegalArgumentException("a delay cannot be negative: " + delay);
            }
        }
    }

    /** The connection is reset (TCP RST) instead of an answer. */
    record Reset() implements Delivery {}

    /** The connection is closed normally (TCP FIN) without a byte of an answer. */
    record Empty() implements Delivery {}

    /**
     * Status, headers and the first {@code bytes} of the body arrive, then the connection is closed: the body is
     * shorter than its Content-Length says, or its last chunk never comes.
     *
     * @param bytes how many bytes of the body arrive
     */
    record Truncated(int bytes) implements Delivery {
        /** Creates a truncation. Throws an IllegalArgumentException if the number is negative. */
        public Truncated {
            requireNotNegative(bytes);
        }
    }

    /**
     * Status, headers and the first {@code bytes} of the body arrive, then nothing, until the client or the server
     * closes the connection; no server thread waits.
     *
     * @param bytes how many bytes of the body arrive
     */
    record Stall(int bytes) implements Delivery {
        /** Creates a stall. Throws an IllegalArgumentException if the number is negative. */
        public Stall {
            requireNotNegative(bytes);
        }
    }

    /** Bytes that are not HTTP arrive instead of an answer, then the connection is closed. */
    record Garbage() implements Delivery {}

    private static void requireNotNegative(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a number of bytes cannot be negative: " + bytes);
        }
    }
}

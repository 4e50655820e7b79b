package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBodyTest {

    private final BoundedBody body = new BoundedBody(10);
    private final RecordedSubscription subscription = new RecordedSubscription();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10})
    void aBodyUpToTheLimitIsReadFromOneBuffer(int length) {
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer(0, length)));
        body.onComplete();

        assertThat(result()).isCompletedWithValueMatching(read -> contains(read, length));
        assertThat(subscription.canceled).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 10})
    void aBodyUpToTheLimitIsReadFromManyBuffers(int length) {
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer(0, 1), buffer(1, 1)));
        for (int i = 2; i < length; i++) {
            body.onNext(List.of(buffer(i, 1)));
        }
        body.onComplete();

        assertThat(result()).isCompletedWithValueMatching(read -> contains(read, length));
        assertThat(subscription.canceled).isFalse();
    }

    @Test
    void aBodyWithoutAnyBufferIsEmptyAndNotTooLong() {
        body.onSubscribe(subscription);
        body.onComplete();

        assertThat(result()).isCompletedWithValueMatching(read -> contains(read, 0));
    }

    @Test
    void onlyWhatRemainsOfABufferIsRead() {
        ByteBuffer buffer = buffer(0, 20);
        buffer.position(0).limit(3);
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer));
        body.onComplete();

        assertThat(result()).isCompletedWithValueMatching(read -> contains(read, 3));
    }

    @Test
    void aBodyOverTheLimitInOneBufferIsGivenUp() {
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer(0, 11)));

        assertThat(result()).isCompletedWithValueMatching(Optional::isEmpty);
        assertThat(subscription.canceled).isTrue();
    }

    @Test
    void aBodyOverTheLimitInManyBuffersIsGivenUp() {
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer(0, 5)));
        body.onNext(List.of(buffer(5, 5), buffer(10, 1)));

        assertThat(result()).isCompletedWithValueMatching(Optional::isEmpty);
        assertThat(subscription.canceled).isTrue();
    }

    @Test
    void whatComesAfterABodyWasGivenUpChangesNothing() {
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer(0, 11)));
        body.onNext(List.of(buffer(0, 1)));
        body.onComplete();
        body.onError(new IOException("closed"));

        assertThat(result()).isCompletedWithValueMatching(Optional::isEmpty);
    }

    @Test
    void aFailureIsPassedOn() {
        IOException failure = new IOException("reset");
        body.onSubscribe(subscription);
        body.onNext(List.of(buffer(0, 5)));
        body.onError(failure);

        assertThat(result()).isCompletedExceptionally();
        assertThat(result().handle((read, thrown) -> thrown)).isCompletedWithValue(failure);
    }

    @Test
    void everythingIsAskedForAtOnce() {
        body.onSubscribe(subscription);

        assertThat(subscription.requested).isEqualTo(Long.MAX_VALUE);
    }

    private CompletableFuture<Optional<byte[]>> result() {
        return body.getBody().toCompletableFuture();
    }

    private static boolean contains(Optional<byte[]> read, int length) {
        return read.filter(bytes -> Arrays.equals(bytes, bytes(0, length))).isPresent();
    }

    private static ByteBuffer buffer(int first, int length) {
        return ByteBuffer.wrap(bytes(first, length));
    }

    private static byte[] bytes(int first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    private static final class RecordedSubscription implements Flow.Subscription {
        private long requested;
        private boolean canceled;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            canceled = true;
        }
    }
}

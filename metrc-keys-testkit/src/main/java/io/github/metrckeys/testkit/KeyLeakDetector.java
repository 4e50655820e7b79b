package io.github.metrckeys.testkit;

import io.github.metrckeys.testkit.internal.FakeRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds keys in the wrong places. It is not a record, because a record prints its contents. */
final class KeyLeakDetector {

    private static final Set<String> HEADERS_FOR_KEYS = Set.of("authorization", MetrcRules.SANDBOX_SETUP_HEADER);

    private final List<String> keys;

    KeyLeakDetector(Collection<String> known, Optional<Credentials> credentials) {
        Stream<String> given = credentials.stream().flatMap(pair -> Stream.of(pair.vendorKey(), pair.userKey()));
        // Longest first, because one key may be the beginning of another.
        this.keys = Stream.concat(known.stream(), given.filter(key -> !key.isEmpty()))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Whether a key is anywhere in the request except in the header meant for it. */
    boolean detects(FakeRequest request) {
        String query = request.query().toString();
        String body = request.bodyText();
        return keys.stream()
                .anyMatch(key -> request.path().contains(key)
                        || query.contains(key)
                        || body.contains(key)
                        || request.headers().entrySet().stream()
                                .anyMatch(header -> !HEADERS_FOR_KEYS.contains(header.getKey())
                                        && header.getValue().contains(key)));
    }

    /** The same text without the keys in it. */
    String redact(String text) {
        String left = text;
        for (String key : keys) {
            left = left.replace(key, "[key]");
        }
        return left;
    }
}

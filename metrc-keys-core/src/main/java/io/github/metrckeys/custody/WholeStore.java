package io.github.metrckeys.custody;

import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a store holds, for whoever must miss no key of either state. */
final class WholeStore {

    private WholeStore() {}

    /** The keys in force, and then the pending ones. A key that comes into force meanwhile may be there as both. */
    static List<KeyInfo> list(KeyStore store) {
        // First, since a pending key is put in force before it is removed here: so no moment hides it.
        List<KeyInfo> pending = store.pending().list();
        return Stream.concat(store.list().stream(), pending.stream()).toList();
    }
}

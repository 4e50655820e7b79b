package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.util.List;
import java.util.Optional;

/** A store in which all keys have one fingerprint. */
record OneFingerprint(KeyStore store) implements KeyStore {

    private static final KeyFingerprint SAME = new KeyFingerprint("0123456789ab");

    @Override
    public KeysByOwner keys(KeyState state) {
        return new Keys(store.keys(state));
    }

    @Override
    public KeyFingerprint fingerprint(UserApiKey key) {
        return SAME;
    }

    private record Keys(KeysByOwner keys) implements KeysByOwner {

        @Override
        public Optional<StoredKey> find(KeyOwner owner) {
            return keys.find(owner);
        }

        @Override
        public StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
            return keys.put(owner, key, expected);
        }

        @Override
        public StoreResult remove(KeyOwner owner, KeyVersion expected) {
            return keys.remove(owner, expected);
        }

        @Override
        public List<KeyInfo> list() {
            return keys.list().stream()
                    .map(info -> new KeyInfo(info.owner(), info.state(), info.version(), info.storedAt(), SAME))
                    .toList();
        }
    }
}

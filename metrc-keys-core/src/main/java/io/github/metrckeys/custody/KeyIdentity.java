package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;

/** Which key of a store is meant: a version alone does not tell, since it counts for one state of one owner. */
record KeyIdentity(KeyOwner owner, KeyState state, KeyVersion version) {

    /** The key that a store lists. */
    static KeyIdentity of(KeyInfo info) {
        return new KeyIdentity(info.owner(), info.state(), info.version());
    }
}

package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoredKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who else has a key, and what that means. */
final class DuplicateKeys {

    private DuplicateKeys() {}

    /** The other owners who have this very key, in force or pending; of one who has it as both, the key in force. */
    static List<KeyInfo> othersWith(UserApiKey key, KeyOwner subject, KeyStore store) {
        Map<KeyOwner, KeyInfo> others = new LinkedHashMap<>();
        elsewhere(key, subject, store).forEach(info -> others.putIfAbsent(info.owner(), info));
        return List.copyOf(others.values());
    }

    /** Where else this very key is stored, in force or pending, and nothing of the subject's own. */
    static List<KeyInfo> elsewhere(UserApiKey key, KeyOwner subject, KeyStore store) {
        Set<KeyFingerprint> fingerprint = Set.of(store.fingerprint(key));
        return store.listAll().stream()
                .filter(info -> !info.owner().equals(subject))
                .filter(info -> isOneOf(List.of(key), fingerprint, info, store))
                .toList();
    }

    /**
     * Whether a stored key is one of these.
     *
     * @param fingerprints theirs, by which most other keys are told apart without being read
     */
    static boolean isOneOf(List<UserApiKey> keys, Set<KeyFingerprint> fingerprints, KeyInfo info, KeyStore store) {
        // Different keys may share a fingerprint.
        return fingerprints.contains(info.fingerprint())
                && find(info, store)
                        .filter(stored -> keys.contains(stored.key()))
                        .isPresent();
    }

    /** The key that is now where the store lists this one. */
    static Optional<StoredKey> find(KeyInfo info, KeyStore store) {
        return store.keys(info.state()).find(info.owner());
    }

    /** What it means that another owner has the same key. */
    static List<Notice> notices(KeyOwner subject, KeyInfo same, KeyHistory history) {
        KeyOwner other = same.owner();
        List<Notice> notices = new ArrayList<>();
        if (subject instanceof KeyOwner.Individual mine) {
            if (other instanceof KeyOwner.Individual theirs && !theirs.user().equals(mine.user())) {
                notices.add(Notice.about(Notice.Code.SAME_KEY_OF_OTHER_PERSON, same));
            }
            if (other instanceof KeyOwner.Master master && !history.isHolder(mine.user(), master)) {
                notices.add(Notice.about(Notice.Code.PERSONS_KEY_IS_MASTER_KEY, same));
            }
        }
        if (subject instanceof KeyOwner.Master master
                && other instanceof KeyOwner.Individual person
                && !history.isHolder(person.user(), master)) {
            notices.add(Notice.about(Notice.Code.MASTER_KEY_IS_PERSONS_KEY, same));
        }
        if (!subject.jurisdiction().equals(other.jurisdiction())) {
            notices.add(Notice.about(Notice.Code.SAME_KEY_IN_OTHER_JURISDICTION, same));
        }
        return notices;
    }
}

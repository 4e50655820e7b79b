package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who else has a key, and what that means. */
final class DuplicateKeys {

    private DuplicateKeys() {}

    /** The other owners who have this very key, in force or pending. */
    static List<KeyOwner> othersWith(UserApiKey key, KeyOwner subject, KeyStore store) {
        return elsewhere(key, subject, store).stream()
                .map(KeyInfo::owner)
                .distinct()
                .toList();
    }

    /** Where else this very key is stored, in force or pending, and nothing of the subject's own. */
    static List<KeyInfo> elsewhere(UserApiKey key, KeyOwner subject, KeyStore store) {
        KeyFingerprint fingerprint = store.fingerprint(key);
        return WholeStore.list(store).stream()
                .filter(info -> info.fingerprint().equals(fingerprint))
                .filter(info -> !info.owner().equals(subject))
                // Different keys may share a fingerprint.
                .filter(info -> store.keys(info.state())
                        .find(info.owner())
                        .filter(stored -> stored.key().equals(key))
                        .isPresent())
                .toList();
    }

    /** What it means that another owner has the same key. */
    static List<Notice> notices(
            KeyOwner subject, KeyOwner other, Function<KeyOwner.Master, Optional<UserId>> holderOf) {
        List<Notice> notices = new ArrayList<>();
        if (subject instanceof KeyOwner.Individual mine) {
            if (other instanceof KeyOwner.Individual theirs && !theirs.user().equals(mine.user())) {
                notices.add(Notice.about(Notice.Code.SAME_KEY_OF_OTHER_PERSON, other));
            }
            if (other instanceof KeyOwner.Master master && !isHolder(mine.user(), holderOf.apply(master))) {
                notices.add(Notice.about(Notice.Code.PERSONS_KEY_IS_MASTER_KEY, other));
            }
        }
        if (subject instanceof KeyOwner.Master master
                && other instanceof KeyOwner.Individual person
                && !isHolder(person.user(), holderOf.apply(master))) {
            notices.add(Notice.about(Notice.Code.MASTER_KEY_IS_PERSONS_KEY, other));
        }
        if (!subject.jurisdiction().equals(other.jurisdiction())) {
            notices.add(Notice.about(Notice.Code.SAME_KEY_IN_OTHER_JURISDICTION, other));
        }
        return notices;
    }

    private static boolean isHolder(UserId person, Optional<UserId> holder) {
        return holder.equals(Optional.of(person));
    }
}

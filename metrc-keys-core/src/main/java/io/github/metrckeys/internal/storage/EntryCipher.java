package io.github.metrckeys.internal.storage;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.crypto.AesGcm;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * Encrypts and decrypts what a store keeps. Data keys are unwrapped once and remembered.
 *
 * <p>Everything that stands beside an encrypted key in the clear is bound to it: an entry decrypts only under the
 * owner, version, time and fingerprint that it was stored with, and only in its own store.
 */
public final class EntryCipher {

    private static final String FINGERPRINTS = "fingerprints";

    private final KeyEncryptionKeys keys;
    private final Map<DataKey, SecretKey> unwrapped = new ConcurrentHashMap<>();

    /** Makes a cipher that asks these keys. */
    public EntryCipher(KeyEncryptionKeys keys) {
        this.keys = keys;
    }

    /** A new data key, wrapped by the newest key-encryption key. */
    public DataKey newDataKey() {
        return wrapped(UUID.randomUUID().toString(), AesGcm.random(AesGcm.KEY_LENGTH));
    }

    /** The same data key, wrapped by the newest key-encryption key. */
    public DataKey handedOver(DataKey dataKey) {
        return wrapped(dataKey.id(), secret(dataKey).getEncoded());
    }

    /** Wipes the secret in the end. */
    private DataKey wrapped(String id, byte[] secret) {
        try {
            KeyEncryptionKey newest = keys.newest();
            byte[] given = secret.clone();
            byte[] wrapped = newest.wrap(given);
            Arrays.fill(given, (byte) 0);
            checkUnwraps(newest, wrapped, secret);
            DataKey made = new DataKey(id, newest.id(), Base64.getEncoder().encodeToString(wrapped));
            unwrapped.put(made, AesGcm.key(secret));
            return made;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** What is encrypted with a data key that nobody gets back is lost, however often it was said to be stored. */
    private static void checkUnwraps(KeyEncryptionKey key, byte[] wrapped, byte[] secret) {
        Optional<byte[]> back = key.unwrap(wrapped);
        boolean same =
                back.filter(bytes -> MessageDigest.isEqual(bytes, secret)).isPresent();
        back.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        if (!same) {
            throw new MetrcKeysException(
                    ErrorCode.KEY_ENCRYPTION_KEY_WRONG,
                    "The key-encryption key " + key.id()
                            + " does not unwrap what it wrapped: nothing was stored with it. Fix it, or give another one"
                            + " first.");
        }
    }

    /** The data key to encrypt with: one that the newest key-encryption key has wrapped. */
    public Optional<DataKey> newest(Collection<DataKey> candidates) {
        return candidates.stream().filter(this::isNewest).min(Comparator.comparing(DataKey::id));
    }

    /** Whether the newest key-encryption key has wrapped this one. */
    public boolean isNewest(DataKey dataKey) {
        return dataKey.keyEncryptionKey().equals(keys.newest().id());
    }

    /** Encrypts a key. */
    public SealedEntry seal(String scope, KeyInfo info, UserApiKey key, DataKey dataKey) {
        byte[] plain = key.revealSecret().getBytes(StandardCharsets.UTF_8);
        return new SealedEntry(info, dataKey.id(), seal(dataKey, plain, bound(scope, info, dataKey.id())));
    }

    /** Decrypts a key; empty if anything about the entry was changed. */
    public Optional<UserApiKey> open(String scope, SealedEntry entry, DataKey dataKey) {
        return open(dataKey, entry.sealed(), bound(scope, entry.info(), entry.dataKey()))
                .map(plain -> {
                    try {
                        return UserApiKey.of(new String(plain, StandardCharsets.UTF_8));
                    } finally {
                        Arrays.fill(plain, (byte) 0);
                    }
                });
    }

    /** Whether an entry decrypts, without leaving the key in memory. */
    public boolean opens(String scope, SealedEntry entry, DataKey dataKey) {
        Optional<byte[]> plain = open(dataKey, entry.sealed(), bound(scope, entry.info(), entry.dataKey()));
        plain.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        return plain.isPresent();
    }

    /** Of an entry that does not decrypt: what it was stored as, if that is one of the others that are there. */
    public Optional<KeyInfo> storedAs(String scope, SealedEntry entry, DataKey dataKey, Collection<KeyInfo> others) {
        KeyInfo own = entry.info();
        return others.stream()
                .flatMap(other -> Stream.of(
                        other,
                        new KeyInfo(other.owner(), other.state(), own.version(), own.storedAt(), own.fingerprint())))
                .filter(other -> opens(scope, new SealedEntry(other, entry.dataKey(), entry.sealed()), dataKey))
                .findFirst();
    }

    /** The error for an entry that does not decrypt. */
    public MetrcKeysException unreadable(
            String where, String scope, SealedEntry entry, DataKey dataKey, Collection<KeyInfo> others) {
        KeySlot slot = KeySlot.of(entry.info());
        return storedAs(scope, entry, dataKey, others)
                .map(KeySlot::of)
                .map(other -> new MetrcKeysException(
                        ErrorCode.ENTRY_SWAPPED,
                        where + ": the entry of the " + slot + " holds what was stored for "
                                + (other.equals(slot) ? "another version of it" : "the " + other)
                                + ". Somebody changed it by hand; nothing was touched. Put the copy from your backup in its"
                                + " place, or remove the entry and enter the key again."))
                .orElseGet(() -> new MetrcKeysException(
                        ErrorCode.ENTRY_DAMAGED,
                        where + ": the entry of the " + slot
                                + " was changed since it was stored and cannot be decrypted."
                                + " Nothing was touched. Put the copy from your backup in its place, or remove the entry and"
                                + " enter the key again."));
    }

    /** A new secret for fingerprints, encrypted. */
    public String newFingerprintSecret(String scope, DataKey dataKey) {
        return seal(dataKey, AesGcm.random(Fingerprinter.SECRET_LENGTH), bound(scope, FINGERPRINTS));
    }

    /** The maker of a store's fingerprints; empty if its encrypted secret was changed. */
    public Optional<Fingerprinter> fingerprinter(String scope, String sealed, DataKey dataKey) {
        return open(dataKey, sealed, bound(scope, FINGERPRINTS)).map(Fingerprinter::of);
    }

    /** Encrypts a fingerprint secret anew under another data key; empty if it was changed. */
    public Optional<String> moveFingerprintSecret(String scope, String sealed, DataKey from, DataKey to) {
        return open(from, sealed, bound(scope, FINGERPRINTS))
                .map(secret -> seal(to, secret, bound(scope, FINGERPRINTS)));
    }

    /** A text that only who holds the data key can make for these bytes. */
    public String certify(String scope, DataKey dataKey, byte[] bytes) {
        return seal(dataKey, bytes.clone(), bound(scope, "certificate"));
    }

    /** Whether such a text was made for these bytes. */
    public boolean certified(String scope, DataKey dataKey, byte[] bytes, String certificate) {
        return open(dataKey, certificate, bound(scope, "certificate"))
                .filter(certified -> Arrays.equals(certified, bytes))
                .isPresent();
    }

    /** Wipes what it encrypts. */
    private String seal(DataKey dataKey, byte[] plain, byte[] bound) {
        try {
            return Base64.getEncoder().encodeToString(AesGcm.seal(secret(dataKey), plain, bound));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Optional<byte[]> open(DataKey dataKey, String sealed, byte[] bound) {
        return decoded(sealed).flatMap(bytes -> AesGcm.open(secret(dataKey), bytes, bound));
    }

    private SecretKey secret(DataKey dataKey) {
        SecretKey known = unwrapped.get(dataKey);
        return known != null ? known : unwrapped.computeIfAbsent(dataKey, this::unwrap);
    }

    private SecretKey unwrap(DataKey dataKey) {
        String id = dataKey.keyEncryptionKey();
        KeyEncryptionKey key = keys.find(id)
                .orElseThrow(() -> new MetrcKeysException(
                        ErrorCode.KEY_ENCRYPTION_KEY_MISSING,
                        "The store was encrypted with the key-encryption key " + id + ", and only " + keys.ids()
                                + " was given: give it too. Of several, the first one encrypts."));
        byte[] secret = decoded(dataKey.wrapped())
                .flatMap(key::unwrap)
                .filter(bytes -> bytes.length == AesGcm.KEY_LENGTH)
                .orElseThrow(() -> new MetrcKeysException(
                        ErrorCode.KEY_ENCRYPTION_KEY_WRONG,
                        "The key-encryption key or passphrase " + id
                                + " is not the one that the store was encrypted with. Nothing was touched: give the right"
                                + " one."));
        try {
            return AesGcm.key(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bound(String scope, KeyInfo info, String dataKey) {
        return bound(
                scope,
                "entry\n" + KeySlot.of(info).text() + "\n" + info.version().number() + "\n"
                        + info.storedAt().toEpochMilli() + "\n" + info.fingerprint() + "\n" + dataKey);
    }

    private static byte[] bound(String scope, String what) {
        return (scope + "\n" + what).getBytes(StandardCharsets.UTF_8);
    }
}

package io.github.metrckeys.file;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.KeySlot;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The format of the file: lines of words, in ASCII.
 *
 * <pre>
 * metrc-keys key store
 * format 1
 * written (name of this state)
 * store (name of the store)
 * last-version (number)
 * data-key (id) (id of the key-encryption key) (wrapped)
 * fingerprints (id of the data key) (encrypted)
 * entry (version) (stored at, in ms) (fingerprint) (id of the data key) (encrypted) (owner, in 3 words or 4)
 * end (SHA-256 of all lines before) (the same, encrypted)
 * </pre>
 *
 * <p>The sum tells a file that was cut short or hit by chance from a wrong passphrase, since it needs no key; the
 * encrypted sum tells whether somebody without the key has put lines in, or taken lines out, and fixed the sum.
 * Neither tells that the whole file was replaced by an older one.
 */
final class SnapshotFormat {

    /** The head of the file up to the end of the name of its state fits in. */
    static final int HEAD_LENGTH = 96;

    private static final String TITLE = "metrc-keys key store\n";
    private static final int FORMAT = 1;
    private static final String WRITTEN = "written ";
    private static final String END = "end ";

    private final Path file;
    private final EntryCipher cipher;

    SnapshotFormat(Path file, EntryCipher cipher) {
        this.file = file;
        this.cipher = cipher;
    }

    /** The name of the state that a file begins with, empty if it begins in another way. */
    static Optional<String> written(byte[] head) {
        String[] lines = ascii(head).split("\n", -1);
        return lines.length > 3 && (lines[0] + "\n").equals(TITLE) && lines[2].startsWith(WRITTEN)
                ? Optional.of(lines[2].substring(WRITTEN.length()))
                : Optional.empty();
    }

    /** Writes an snapshot down. */
    byte[] write(Snapshot snapshot) {
        StringBuilder text = new StringBuilder(512 + 400 * snapshot.entries().size());
        text.append(TITLE).append("format ").append(FORMAT).append('\n');
        text.append(WRITTEN).append(snapshot.written()).append('\n');
        text.append("store ").append(snapshot.store()).append('\n');
        text.append("last-version ").append(snapshot.lastVersion()).append('\n');
        for (DataKey key : snapshot.dataKeys().values()) {
            line(text, "data-key", key.id(), key.keyEncryptionKey(), key.wrapped());
        }
        line(text, "fingerprints", snapshot.fingerprintKey(), snapshot.fingerprintSecret());
        for (SealedEntry entry : snapshot.entries().values()) {
            KeyInfo info = entry.info();
            line(
                    text,
                    "entry",
                    Long.toString(info.version().number()),
                    Long.toString(info.storedAt().toEpochMilli()),
                    info.fingerprint().value(),
                    entry.dataKey(),
                    entry.sealed(),
                    KeySlot.of(info).text());
        }
        byte[] sum = sum(text.toString().getBytes(StandardCharsets.US_ASCII));
        line(
                text,
                "end",
                HexFormat.of().formatHex(sum),
                cipher.certify(scope(snapshot.store()), snapshot.fingerprintDataKey(), sum));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** What is bound to everything in a store. */
    static String scope(String store) {
        return "file\n" + store;
    }

    /**
     * Reads an snapshot back, and makes sure that all of it can be decrypted.
     *
     * @throws MetrcKeysException if it cannot be; the message names the file, and what is wrong
     */
    Snapshot read(byte[] bytes) {
        String text = checkedBeginning(bytes);
        int end = text.lastIndexOf("\n" + END) + 1;
        String[] last = end == 0 ? new String[0] : text.substring(end).split(" ", -1);
        if (last.length != 3 || !text.endsWith("\n")) {
            throw damaged("was cut short: its last line is missing or not whole");
        }
        String certificate = last[2].substring(0, last[2].length() - 1);
        if (certificate.contains("\n")) {
            throw damaged("was changed: there is something after its last line");
        }
        byte[] sum = sum(Arrays.copyOf(bytes, end));
        boolean whole = HexFormat.of().formatHex(sum).equals(last[1]);
        Snapshot snapshot = parsed(text.substring(0, end));
        try {
            snapshot.fingerprintDataKey();
            snapshot.entries().values().forEach(entry -> checkDecrypts(snapshot, entry));
            if (!whole) {
                throw damaged("was changed, and not in the keys themselves: its sum is another one");
            }
            if (!cipher.certified(scope(snapshot.store()), snapshot.fingerprintDataKey(), sum, certificate)) {
                throw damaged("was changed by somebody without the key: entries were put in or taken out");
            }
            return snapshot;
        } catch (IllegalArgumentException e) {
            throw damaged("names a data key that is not in it");
        } catch (MetrcKeysException e) {
            if (e.code() == ErrorCode.KEY_ENCRYPTION_KEY_WRONG || e.code() == ErrorCode.KEY_ENCRYPTION_KEY_MISSING) {
                throw whole
                        ? new MetrcKeysException(e.code(), file + ": " + e.getMessage(), e)
                        : damaged("was changed: its sum is another one");
            }
            throw e;
        }
    }

    private String checkedBeginning(byte[] bytes) {
        String text = ascii(bytes);
        if (text.length() < TITLE.length() && TITLE.startsWith(text)) {
            throw damaged(
                    text.isEmpty()
                            ? "is empty (take it away if nothing was stored there yet)"
                            : "was cut short: its first line is not whole");
        }
        if (!text.startsWith(TITLE)) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_FOREIGN,
                    file + " is no key store of this library; it was not touched. Give the path of another file.");
        }
        int lineEnd = text.indexOf('\n', TITLE.length());
        String format = lineEnd < 0 ? "" : text.substring(TITLE.length(), lineEnd);
        if (!format.matches("format [1-9]\\d{0,8}")) {
            throw damaged("has no number of a format in its second line");
        }
        if (Integer.parseInt(format.substring("format ".length())) > FORMAT) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_TOO_NEW,
                    file + " was written by a newer version of metrc-keys (" + format
                            + "); it was not touched. Use that version.");
        }
        return text;
    }

    private Snapshot parsed(String text) {
        String written = "";
        String store = "";
        long lastVersion = 0;
        List<String> fingerprints = List.of("", "");
        Map<String, DataKey> dataKeys = new LinkedHashMap<>();
        Map<KeySlot, SealedEntry> entries = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            List<String> words = List.of(line.split(" ", -1));
            try {
                switch (words.get(0)) {
                    case "written" -> written = words.get(1);
                    case "store" -> store = words.get(1);
                    case "last-version" -> lastVersion = Long.parseLong(words.get(1));
                    case "data-key" ->
                        dataKeys.put(words.get(1), new DataKey(words.get(1), words.get(2), words.get(3)));
                    case "fingerprints" -> fingerprints = List.of(words.get(1), words.get(2));
                    case "entry" -> put(entries, entry(words));
                    default -> {
                        if (number > 2) {
                            throw damaged("was changed: line " + number + " is not one that it can have");
                        }
                    }
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw damaged("was changed: line " + number + " is not understood");
            }
        }
        return new Snapshot(store, written, lastVersion, fingerprints.get(0), fingerprints.get(1), dataKeys, entries);
    }

    private void put(Map<KeySlot, SealedEntry> entries, SealedEntry entry) {
        KeySlot slot = KeySlot.of(entry.info());
        if (entries.put(slot, entry) != null) {
            throw new MetrcKeysException(
                    ErrorCode.ENTRY_DUPLICATE,
                    file + " has two entries of the " + slot
                            + ". Somebody changed it by hand; nothing was touched. Put the copy from your backup in its place.");
        }
    }

    private static SealedEntry entry(List<String> words) {
        KeySlot slot = KeySlot.parse(String.join(" ", words.subList(6, words.size())));
        KeyInfo info = new KeyInfo(
                slot.owner(),
                slot.state(),
                new KeyVersion(Long.parseLong(words.get(1))),
                Instant.ofEpochMilli(Long.parseLong(words.get(2))),
                new KeyFingerprint(words.get(3)));
        return new SealedEntry(info, words.get(4), words.get(5));
    }

    private void checkDecrypts(Snapshot snapshot, SealedEntry entry) {
        DataKey dataKey = snapshot.dataKeyOf(entry);
        if (!cipher.opens(scope(snapshot.store()), entry, dataKey)) {
            throw cipher.unreadable(file.toString(), scope(snapshot.store()), entry, dataKey, snapshot.infos());
        }
    }

    private MetrcKeysException damaged(String what) {
        return new MetrcKeysException(
                ErrorCode.STORE_DAMAGED,
                file + " " + what + ". It was not touched: put the copy from your backup in its place.");
    }

    private static void line(StringBuilder text, String... words) {
        text.append(String.join(" ", words)).append('\n');
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] sum(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

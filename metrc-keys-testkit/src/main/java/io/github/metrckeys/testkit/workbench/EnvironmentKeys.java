package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys in the environment. If the format of a key is unusual, a note on standard error says so; the key is still
 * used.
 */
final class EnvironmentKeys {

    private static final String VENDOR_KEY = "METRC_VENDOR_KEY";
    private static final String USER_KEY = "METRC_USER_KEY";
    private static final String MASTER_KEY = "METRC_MASTER_KEY";
    private static final String STORE_PASSPHRASE = "METRC_KEYS_SECRET";

    private final Map<String, String> environment;
    private final PrintWriter err;

    EnvironmentKeys(Map<String, String> environment, PrintWriter err) {
        this.environment = environment;
        this.err = err;
    }

    VendorApiKey vendorKey() {
        VendorApiKey key = taken(VENDOR_KEY, required(VENDOR_KEY, "the software vendor's API key"), VendorApiKey::of);
        warn(VENDOR_KEY, key.shape());
        return key;
    }

    UserApiKey userKey() {
        return userKey(USER_KEY, required(USER_KEY, "the API key to be validated"));
    }

    Optional<UserApiKey> masterKey() {
        return given(MASTER_KEY).map(key -> userKey(MASTER_KEY, key));
    }

    /** The key to validate as the master key. */
    UserApiKey masterOrUserKey() {
        return masterKey()
                .or(() -> given(USER_KEY).map(key -> userKey(USER_KEY, key)))
                .orElseThrow(() -> new UsageException(
                        MASTER_KEY + " is not set: put the master key into this environment variable."));
    }

    /** The key pasted into standard input. */
    UserApiKey pastedKey(String text) {
        return userKey("The key on standard input", text);
    }

    /** The passphrase of the key file. */
    char[] storePassphrase() {
        return required(STORE_PASSPHRASE, "the passphrase of the key file").toCharArray();
    }

    private UserApiKey userKey(String name, String text) {
        UserApiKey key = taken(name, text, UserApiKey::of);
        warn(name, key.shape());
        return key;
    }

    /** Parses a key. If the key is invalid, the exception names its variable. */
    private static <T> T taken(String name, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (InvalidInputException e) {
            throw new UsageException(name + ": " + e.getMessage());
        }
    }

    private String required(String name, String what) {
        return given(name)
                .orElseThrow(() ->
                        new UsageException(name + " is not set: put " + what + " into this environment variable."));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private void warn(String name, Set<KeyShape> shape) {
        for (KeyShape oddity : shape) {
            err.println("Note: " + name
                    + switch (oddity) {
                        case UNUSUAL_LENGTH ->
                            " does not have the usual length of 48 or 52 characters; perhaps it was cut short.";
                        case UNUSUAL_CHARACTERS ->
                            " has characters that keys seldom have; perhaps too much was pasted.";
                        case LOOKS_LIKE_EMAIL -> " looks like an e-mail address.";
                    });
        }
    }
}

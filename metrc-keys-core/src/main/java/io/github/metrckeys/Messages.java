package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sentences of the library in one language: everything that it says to people and not to programs.
 *
 * <pre>{@code
 * Messages spanish = Messages.of(ResourceBundle.getBundle("com.example.metrc", new Locale("es")));
 *
 * ReportFormat.HTML.render(report, spanish);
 * notice.sentence(spanish);
 * }</pre>
 *
 * <p>Whatever has something to say takes the messages to say it in. The English ones are in {@code messages.properties}
 * beside this class, each under a stable key: a code with a word before it, such as {@code remedy.GRANT_PERMISSION}. An
 * application that speaks another language, or prefers other words, gives a bundle of its own. Names that are Metrc's
 * own (of permissions, facility flags, license types and grants) are not translated, since people look for them in
 * Metrc. Exceptions and log lines are for engineers and stay English.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Messages {

    private static final Object[] WORDS = Collections.nCopies(10, "word").toArray();

    private final Map<String, String> patterns;
    private final Set<String> untranslated;

    private Messages(Map<String, String> patterns, Set<String> untranslated) {
        this.patterns = Map.copyOf(patterns);
        this.untranslated = Collections.unmodifiableSet(new TreeSet<>(untranslated));
    }

    /**
     * The sentences that come with the library.
     *
     * @return messages in English
     */
    public static Messages english() {
        return English.MESSAGES;
    }

    /**
     * Sentences of the application's own. They are read here, once.
     *
     * @param translation the sentences as patterns of {@link MessageFormat}, in which an apostrophe is written twice;
     *     those that it lacks or leaves blank are said in English
     * @return the messages
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if one of them is not such a pattern, or has
     *     a higher number in braces than the English sentences beside it; the message names its key
     */
    public static Messages of(ResourceBundle translation) {
        Checks.notNull(translation, "translation");
        Map<String, String> patterns = new HashMap<>(english().patterns);
        Set<String> untranslated = new TreeSet<>();
        for (String key : english().patterns.keySet()) {
            String text = text(translation, key);
            if (text.isBlank()) {
                untranslated.add(key);
            } else {
                patterns.put(key, text);
            }
        }
        return new Messages(patterns, untranslated);
    }

    private static String text(ResourceBundle translation, String key) {
        try {
            if (translation.getObject(key) instanceof String text) {
                // Words are filled in, never numbers or dates: a pattern that wants those fails here and not before a
                // reader.
                MessageFormat pattern = new MessageFormat(text, Locale.ROOT);
                String sample = pattern.format(WORDS);
                if (text.isBlank() || (placeholders(pattern) <= mostPlaceholders(key) && !sample.isBlank())) {
                    return text;
                }
            }
        } catch (MissingResourceException e) {
            return "";
        } catch (IllegalArgumentException e) {
            // It repeats the text, which the key is enough to find.
        }
        throw new InvalidInputException(
                ErrorCode.SETTING_INVALID,
                "The translation of " + key
                        + " cannot be used: correct its braces and apostrophes, and use no higher number in braces than the"
                        + " English sentences beside it.");
    }

    /** The sentences whose keys begin alike get the same words, and need not use all of them. */
    private static int mostPlaceholders(String key) {
        String family = key.substring(0, key.indexOf('.') + 1);
        return English.MESSAGES.patterns.entrySet().stream()
                .filter(english -> family.isEmpty()
                        ? english.getKey().equals(key)
                        : english.getKey().startsWith(family))
                .mapToInt(english -> placeholders(new MessageFormat(english.getValue(), Locale.ROOT)))
                .max()
                .orElse(0);
    }

    /** One more than the highest number in braces. */
    private static int placeholders(MessageFormat pattern) {
        return pattern.getFormatsByArgumentIndex().length;
    }

    /**
     * The language of the sentences, as HTML names it.
     *
     * @return such as {@code en}
     */
    public String language() {
        return text("language");
    }

    /**
     * What a translation lacks and is said in English, such as sentences of a newer version of the library. A test of a
     * translation checks that there is nothing.
     *
     * @return the keys, ordered; none of the English messages
     */
    public Set<String> untranslated() {
        return untranslated;
    }

    /**
     * Says the sentence of a key. It is for the library's own types, each of which knows its keys: ask those for a
     * sentence.
     *
     * @param key the key, such as {@code verdict.ALL_GOOD}
     * @param arguments what is filled in for {0}, {1} and so on
     * @return the text
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} if no sentence has the key
     */
    public String text(String key, Object... arguments) {
        Checks.notNull(key, "key");
        Checks.notNull(arguments, "arguments");
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new InvalidInputException(
                    ErrorCode.NAME_INVALID, "No sentence has the key " + key + ": use one of messages.properties.");
        }
        // ROOT, since no number in a sentence is for people to read with separators.
        return new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }

    /** {@return the language} */
    @Override
    public String toString() {
        return "Messages[" + language() + "]";
    }

    private static final class English {
        static final Messages MESSAGES = read();

        private static Messages read() {
            ResourceBundle bundle =
                    ResourceBundle.getBundle(Messages.class.getPackageName() + ".messages", Locale.ROOT);
            Map<String, String> patterns = new HashMap<>();
            bundle.keySet().forEach(key -> patterns.put(key, bundle.getString(key)));
            return new Messages(patterns, Set.of());
        }
    }
}

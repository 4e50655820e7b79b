package io.github.metrckeys.internal.text;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds things by their names, and suggests the nearest names if there is no match. */
public final class NearestName {

    private static final int SHOWN = 3;
    /** A longer name is not repeated: it may be anything, even a key that was pasted in the wrong place. */
    private static final int LONGEST_REPEATED = 32;

    private NearestName() {}

    /**
     * Returns the candidate with this name, ignoring case and the separators between words.
     *
     * @param kind what the candidates are, such as "role"
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} if there is none; the message suggests the
     *     nearest names
     */
    public static <T> T named(String kind, String name, Collection<T> candidates, Function<T, String> nameOf) {
        return candidates.stream()
                .filter(candidate -> folded(nameOf.apply(candidate)).equals(folded(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        ErrorCode.NAME_INVALID,
                        "There is no " + kind + " \"" + shown(name) + "\": the nearest are "
                                + String.join(
                                        ", ",
                                        of(name, candidates.stream().map(nameOf).toList()))
                                + "."));
    }

    /** The names that are most similar to a name, the most similar first. */
    public static List<String> of(String name, Collection<String> candidates) {
        String wanted = folded(name);
        return candidates.stream()
                .sorted(Comparator.comparing(
                                (String candidate) -> !folded(candidate).startsWith(wanted))
                        .thenComparingInt(candidate -> distance(folded(candidate), wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .distinct()
                .limit(SHOWN)
                .collect(Collectors.toUnmodifiableList());
    }

    /** The name, or only its length if it is so long that it may be something else. */
    public static String shown(String name) {
        return name.length() > LONGEST_REPEATED ? "(a name of " + name.length() + " characters)" : name;
    }

    /** The name in capitals, with underscores between its words. */
    public static String folded(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    /** The number of letters to insert, delete or change (Levenshtein distance). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

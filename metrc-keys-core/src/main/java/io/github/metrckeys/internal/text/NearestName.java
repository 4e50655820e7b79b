package io.github.metrckeys.internal.text;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds things by their names, and names the nearest ones where there is none. */
public final class NearestName {

    private static final int SHOWN = 3;
    /** A longer name is not repeated: it may be anything, a key pasted in the wrong place among them. */
    private static final int LONGEST_REPEATED = 32;

    private NearestName() {}

    /**
     * Returns the candidate of this name, whatever its case and whatever parts its words.
     *
     * @param kind what the candidates are, such as "role"
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} where there is none; the message names the nearest
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

    /** The names that are most like one, the likeliest first. */
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

    /** The name, unless it is so long that it may be something else. */
    public static String shown(String name) {
        return name.length() > LONGEST_REPEATED ? "(a name of " + name.length() + " characters)" : name;
    }

    private static String folded(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    /** How many letters have to be put in, left out or changed (Levenshtein). */
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

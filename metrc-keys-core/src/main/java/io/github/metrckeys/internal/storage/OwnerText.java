package io.github.metrckeys.internal.storage;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;

/**
 * Owners as stores and ledgers write them down: {@code user CO emp-7}, {@code master CO 402-00001}, one text for
 * each owner and one owner for each text.
 *
 * <p>All but the plainest characters are escaped, so that no collation takes two owners for one that differ in what it
 * overlooks.
 */
public final class OwnerText {

    private OwnerText() {}

    /** Writes an owner down. */
    public static String of(KeyOwner owner) {
        return owner instanceof KeyOwner.Individual individual
                ? "user " + escaped(individual.jurisdiction().id()) + " "
                        + escaped(individual.user().value())
                : "master " + escaped(owner.jurisdiction().id()) + " "
                        + escaped(((KeyOwner.Master) owner).facility().license().value());
    }

    /**
     * Reads an owner back.
     *
     * @throws IllegalArgumentException if no owner is written like that
     */
    public static KeyOwner parse(String text) {
        KeyOwner owner = parsed(text.split(" ", -1));
        if (!of(owner).equals(text)) {
            throw new IllegalArgumentException("An owner is written in one way only.");
        }
        return owner;
    }

    private static KeyOwner parsed(String[] words) {
        if (words.length != 3) {
            throw new IllegalArgumentException("An owner is written in three words.");
        }
        Jurisdiction jurisdiction = Jurisdiction.parse(Escapes.unescaped(words[1]));
        return switch (words[0]) {
            case "user" -> KeyOwner.individual(jurisdiction, UserId.of(Escapes.unescaped(words[2])));
            case "master" -> KeyOwner.master(Facility.of(jurisdiction, Escapes.unescaped(words[2])));
            default -> throw new IllegalArgumentException("An owner is a user or a master key.");
        };
    }

    private static String escaped(String text) {
        return Escapes.escaped(text, OwnerText::isPlain);
    }

    private static boolean isPlain(int unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '0' && unit <= '9')
                || "._@:/-".indexOf(unit) >= 0;
    }
}

package io.github.metrckeys.internal.storage;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Events as ledgers write them down: one line of ASCII for each event, one event for each line, its fields separated by
 * tabs. What is not printable ASCII is escaped.
 */
public final class EventText {

    private static final String NOTHING = "";

    private EventText() {}

    /** Writes an event down. */
    public static String of(KeyEvent event) {
        if (event instanceof KeyEvent.Stored stored) {
            return line(
                    "stored",
                    stored.at(),
                    slot(stored.owner(), stored.state()),
                    stored.version().number(),
                    stored.overrideReason().map(EventText::escaped).orElse(NOTHING));
        }
        if (event instanceof KeyEvent.Verified verified) {
            return line(
                    "verified",
                    verified.at(),
                    slot(verified.owner(), verified.state()),
                    verified.version().number(),
                    OwnerText.of(KeyOwner.master(verified.facility())),
                    verified.verdict().name());
        }
        if (event instanceof KeyEvent.Removed removed) {
            return line(
                    "removed",
                    removed.at(),
                    slot(removed.owner(), removed.state()),
                    removed.version().number());
        }
        if (event instanceof KeyEvent.Used used) {
            return line(
                    "used",
                    used.from(),
                    used.to(),
                    slot(used.owner(), used.state()),
                    used.version().number(),
                    used.actor().map(EventText::escaped).orElse(NOTHING),
                    used.choice().name(),
                    used.count());
        }
        if (event instanceof KeyEvent.HolderNamed named) {
            return line("holder", named.at(), OwnerText.of(named.masterOwner()), escaped(named.holder()));
        }
        KeyEvent.Left left = (KeyEvent.Left) event;
        return line("left", left.at(), escaped(left.user()));
    }

    /**
     * Reads an event back.
     *
     * @throws IllegalArgumentException if no event is written like that; the message repeats nothing of the line
     */
    public static KeyEvent parse(String line) {
        KeyEvent event;
        try {
            event = read(List.of(line.split("\t", -1)));
        } catch (DateTimeParseException | IndexOutOfBoundsException | ClassCastException e) {
            throw new IllegalArgumentException("No event is written like that.", e);
        }
        if (!of(event).equals(line)) {
            throw new IllegalArgumentException("An event is written in one way only.");
        }
        return event;
    }

    private static KeyEvent read(List<String> fields) {
        Instant at = Instant.parse(fields.get(1));
        return switch (fields.get(0)) {
            case "stored" -> {
                KeySlot slot = KeySlot.parse(fields.get(2));
                yield new KeyEvent.Stored(
                        at, slot.owner(), slot.state(), version(fields.get(3)), optional(fields.get(4)));
            }
            case "verified" -> {
                KeySlot slot = KeySlot.parse(fields.get(2));
                yield new KeyEvent.Verified(
                        at,
                        slot.owner(),
                        slot.state(),
                        version(fields.get(3)),
                        master(fields.get(4)).facility(),
                        Verdict.valueOf(fields.get(5)));
            }
            case "removed" -> {
                KeySlot slot = KeySlot.parse(fields.get(2));
                yield new KeyEvent.Removed(at, slot.owner(), slot.state(), version(fields.get(3)));
            }
            case "used" -> {
                KeySlot slot = KeySlot.parse(fields.get(3));
                yield new KeyEvent.Used(
                        at,
                        Instant.parse(fields.get(2)),
                        slot.owner(),
                        slot.state(),
                        version(fields.get(4)),
                        optional(fields.get(5)).map(UserId::of),
                        KeyResolution.Choice.valueOf(fields.get(6)),
                        Long.parseLong(fields.get(7)));
            }
            case "holder" -> new KeyEvent.HolderNamed(at, master(fields.get(2)), user(fields.get(3)));
            case "left" -> new KeyEvent.Left(at, user(fields.get(2)));
            default -> throw new IllegalArgumentException("There is no such kind of event.");
        };
    }

    private static String slot(KeyOwner owner, KeyState state) {
        return new KeySlot(owner, state).text();
    }

    private static Optional<String> optional(String field) {
        return Optional.of(field).filter(text -> !text.equals(NOTHING)).map(Escapes::unescaped);
    }

    private static String line(Object... fields) {
        return String.join("\t", Arrays.stream(fields).map(Object::toString).toList());
    }

    private static KeyVersion version(String field) {
        return new KeyVersion(Long.parseLong(field));
    }

    private static KeyOwner.Master master(String field) {
        return (KeyOwner.Master) OwnerText.parse(field);
    }

    private static UserId user(String field) {
        return UserId.of(Escapes.unescaped(field));
    }

    private static String escaped(UserId user) {
        return escaped(user.value());
    }

    private static String escaped(String text) {
        return Escapes.escaped(text, unit -> unit >= ' ' && unit <= '~' && unit != '%');
    }
}

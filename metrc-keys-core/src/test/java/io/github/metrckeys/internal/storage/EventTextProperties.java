package io.github.metrckeys.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An event and its line are the same thing. */
class EventTextProperties {

    @Property
    void everyEventComesBackAsItWas(@ForAll("events") KeyEvent event) {
        assertThat(EventText.parse(EventText.of(event))).isEqualTo(event);
    }

    @Property
    void anEventIsOneLineOfPrintableAscii(@ForAll("events") KeyEvent event) {
        assertThat(EventText.of(event)).matches("[\\t -~]+");
    }

    @Property
    void differentEventsAreDifferentLines(@ForAll("events") KeyEvent one, @ForAll("events") KeyEvent other) {
        assertThat(EventText.of(one).equals(EventText.of(other))).isEqualTo(one.equals(other));
    }

    @Property
    void whateverElseStandsThereIsRefused(@ForAll String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventText.parse(line));
    }

    @Property
    void aChangedLineIsRefusedOrAnotherEvent(@ForAll("events") KeyEvent event, @ForAll int at, @ForAll char character) {
        StringBuilder line = new StringBuilder(EventText.of(event));
        line.setCharAt(Math.floorMod(at, line.length()), character);
        String changed = line.toString();
        try {
            assertThat(EventText.of(EventText.parse(changed))).isEqualTo(changed);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<KeyEvent> events() {
        Arbitrary<Instant> times = times();
        Arbitrary<KeyOwner> owners = owners();
        Arbitrary<KeyState> states = Arbitraries.of(KeyState.class);
        Arbitrary<KeyVersion> versions = Arbitraries.longs().greaterOrEqual(0).map(KeyVersion::new);
        return Arbitraries.oneOf(
                Combinators.combine(times, owners, states, versions, texts().optional())
                        .as(KeyEvent.Stored::new),
                Combinators.combine(times, owners, states, versions, facilities(), Arbitraries.of(Verdict.class))
                        .as(KeyEvent.Verified::new),
                Combinators.combine(times, owners, states, versions).as(KeyEvent.Removed::new),
                Combinators.combine(
                                times,
                                times,
                                owners,
                                states,
                                versions,
                                users().optional(),
                                Arbitraries.of(KeyResolution.Choice.class),
                                Arbitraries.longs().greaterOrEqual(1))
                        .as(KeyEvent.Used::new),
                Combinators.combine(times, facilities().map(KeyOwner.Master::new), users())
                        .as(KeyEvent.HolderNamed::new),
                Combinators.combine(times, users()).as(KeyEvent.Left::new));
    }

    private static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<KeyOwner> owners() {
        return Arbitraries.oneOf(
                Combinators.combine(jurisdictions(), users()).as(KeyOwner::individual),
                facilities().map(KeyOwner::master));
    }

    private static Arbitrary<Facility> facilities() {
        return Combinators.combine(
                        jurisdictions(),
                        Arbitraries.strings()
                                .withCharRange('A', 'Z')
                                .numeric()
                                .withChars('-')
                                .ofMinLength(1)
                                .ofMaxLength(20)
                                .map(text -> "4" + text + "1"))
                .as(Facility::of);
    }

    private static Arbitrary<Jurisdiction> jurisdictions() {
        return Arbitraries.of(
                        "CO",
                        "MI/sandbox",
                        "CO@https://metrc.example",
                        "ZZ@http://127.0.0.1:8080/a%20path",
                        "CO@https://metrc.example/tab%09")
                .map(Jurisdiction::parse);
    }

    private static Arbitrary<UserId> users() {
        return texts().map(UserId::of);
    }

    /** Texts of every kind of character, unpaired surrogates among them, that an id may have. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(UserId.MAX_LENGTH - 2),
                        Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(UserId.MAX_LENGTH - 2),
                        Arbitraries.of("%", "%0009", "-", "\\t", "Zo\u00eb \u4e2d", "\uD83D\uDD11", "\uD83D", "stored"))
                .filter(text -> Checks.firstControl(text) < 0)
                .map(text -> "x" + text + "x");
    }
}

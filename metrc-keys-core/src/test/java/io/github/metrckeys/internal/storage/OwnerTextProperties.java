package io.github.metrckeys.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OwnerTextProperties {

    @Property
    void everyOwnerIsReadBack(@ForAll("owners") KeyOwner owner) {
        assertThat(OwnerText.parse(OwnerText.of(owner))).isEqualTo(owner);
    }

    @Property
    void differentOwnersAreWrittenDifferently(@ForAll("owners") KeyOwner one, @ForAll("owners") KeyOwner other) {
        assertThat(OwnerText.of(one).equals(OwnerText.of(other))).isEqualTo(one.equals(other));
    }

    @Property
    void anOwnerIsWrittenInPrintableAscii(@ForAll("owners") KeyOwner owner) {
        assertThat(OwnerText.of(owner)).matches("[ -~]+");
    }

    @Example
    void aUserIdWithHalfACharacterIsNoOtherUserId() {
        assertThat(OwnerText.of(user("emp\uD83D"))).isNotEqualTo(OwnerText.of(user("emp\uD83E")));
        assertThat(OwnerText.parse(OwnerText.of(user("emp\uD83D")))).isEqualTo(user("emp\uD83D"));
    }

    @Example
    void whatNoOwnerIsWrittenLikeIsRefused() {
        for (String wrong : List.of(
                "",
                "user",
                "user CO",
                "user CO kim lee",
                "boss CO kim",
                "user co kim",
                "user CO %0065mp",
                "unverified user CO kim",
                "master CO ")) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> OwnerText.parse(wrong));
        }
    }

    private static KeyOwner user(String id) {
        return KeyOwner.individual(Jurisdiction.of("CO"), UserId.of(id));
    }

    @Provide
    Arbitrary<KeyOwner> owners() {
        Jurisdiction colorado = Jurisdiction.of("CO");
        Arbitrary<Jurisdiction> servers = Arbitraries.of(
                colorado,
                colorado.sandbox(),
                colorado.at(URI.create("http://127.0.0.1:8080/a%20b")),
                Jurisdiction.of("MD"),
                Jurisdiction.of("ZZ", URI.create("https://metrc.example")));
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("ab%0 \u00e9\u4e2d~'\"\\.")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> "x" + text + "x");
        return Arbitraries.oneOf(
                Combinators.combine(servers, names).as((server, name) -> KeyOwner.individual(server, UserId.of(name))),
                servers.map(server -> KeyOwner.master(Facility.of(server, "402-00001"))));
    }
}

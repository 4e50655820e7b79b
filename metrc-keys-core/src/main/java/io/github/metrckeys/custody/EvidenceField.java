package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.store.KeyState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that every export says of a key.
 *
 * @param name its name in JSON
 * @param value reads it: a text, a number or a truth value, and null for what is not known
 */
record EvidenceField(String name, Function<CustodyEvidence.KeyRecord, @Nullable Object> value) {

    /** All of them, in the order that every export has. */
    static final List<EvidenceField> ALL = List.of(
            new EvidenceField("kind", key -> key.owner().mode().name()),
            new EvidenceField("jurisdiction", key -> key.owner().jurisdiction().id()),
            new EvidenceField(
                    "user",
                    key -> key.owner() instanceof KeyOwner.Individual individual
                            ? individual.user().value()
                            : null),
            new EvidenceField(
                    "license",
                    key -> key.owner() instanceof KeyOwner.Master master
                            ? master.facility().license().value()
                            : null),
            new EvidenceField("waiting", key -> key.state() == KeyState.PENDING),
            new EvidenceField("version", key -> key.version().number()),
            new EvidenceField("from", key -> text(key.from())),
            new EvidenceField("until", key -> text(key.until())),
            new EvidenceField("held", CustodyEvidence.KeyRecord::held),
            new EvidenceField("verifiedAt", key -> text(key.verifiedAt())),
            new EvidenceField("verdict", key -> text(key.verdict())),
            new EvidenceField("lastUsedAt", key -> text(key.lastUsedAt())),
            new EvidenceField("uses", CustodyEvidence.KeyRecord::uses),
            new EvidenceField("overrideReason", key -> text(key.overrideReason())));

    /** Its name in tables: {@code verified_at} for {@code verifiedAt}. */
    String column() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Nullable
    Object of(CustodyEvidence.KeyRecord key) {
        return value.apply(key);
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}

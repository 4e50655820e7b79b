package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.store.KeyState;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every export says of a key, in this order. */
enum EvidenceField {
    KIND("kind", key -> key.owner().mode().name()),
    JURISDICTION("jurisdiction", key -> key.owner().jurisdiction().id()),
    USER(
            "user",
            key -> key.owner() instanceof KeyOwner.Individual individual
                    ? individual.user().value()
                    : null),
    LICENSE(
            "license",
            key -> key.owner() instanceof KeyOwner.Master master
                    ? master.facility().license().value()
                    : null),
    WAITING("waiting", key -> key.state() == KeyState.PENDING),
    VERSION("version", key -> key.version().number()),
    FROM("from", key -> text(key.from())),
    UNTIL("until", key -> text(key.until())),
    HELD("held", CustodyEvidence.KeyRecord::held),
    VERIFIED_AT("verifiedAt", key -> text(key.verifiedAt())),
    VERDICT("verdict", key -> text(key.verdict())),
    LAST_USED_AT("lastUsedAt", key -> text(key.lastUsedAt())),
    USES("uses", CustodyEvidence.KeyRecord::uses),
    OVERRIDE_REASON("overrideReason", key -> text(key.overrideReason()));

    private final String label;
    private final Function<CustodyEvidence.KeyRecord, @Nullable Object> value;

    EvidenceField(String label, Function<CustodyEvidence.KeyRecord, @Nullable Object> value) {
        this.label = label;
        this.value = value;
    }

    /** The name in JSON. */
    String label() {
        return label;
    }

    /** The name of the column. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A text, a number or a truth value; null for what is not known. */
    @Nullable
    Object of(CustodyEvidence.KeyRecord key) {
        return value.apply(key);
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}

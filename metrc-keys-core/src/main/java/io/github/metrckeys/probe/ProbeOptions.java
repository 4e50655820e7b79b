package io.github.metrckeys.probe;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The optional parts of a {@link ProbeRequest}. They are written only while a request is being created. */
final class ProbeOptions {

    @Nullable
    UserApiKey masterKey;

    @Nullable
    UserApiKey controlKey;

    @Nullable
    Role role;

    @Nullable
    String employeeLicense;

    @Nullable
    String employeeName;

    Set<Circumstance> circumstances = Set.of();
    Set<Endpoint> successes = Set.of();
    Map<Jurisdiction, VendorApiKey> alsoAsk = Map.of();
    ProbeRequest.Depth depth = ProbeRequest.Depth.FULL;
    boolean inBatch;

    /** A copy with a change. */
    ProbeOptions with(Consumer<ProbeOptions> change) {
        ProbeOptions copy = new ProbeOptions();
        copy.masterKey = masterKey;
        copy.controlKey = controlKey;
        copy.role = role;
        copy.employeeLicense = employeeLicense;
        copy.employeeName = employeeName;
        copy.circumstances = circumstances;
        copy.successes = successes;
        copy.alsoAsk = alsoAsk;
        copy.depth = depth;
        copy.inBatch = inBatch;
        change.accept(copy);
        return copy;
    }

    /** Whether a text contains one of the keys in here. */
    boolean holdKey(String text) {
        return (masterKey != null && masterKey.standsIn(text))
                || (controlKey != null && controlKey.standsIn(text))
                || alsoAsk.values().stream().anyMatch(key -> key.standsIn(text));
    }
}

package io.github.metrckeys.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.custody.CustodyEvidence;
import io.github.metrckeys.internal.check.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes who had which key when as JSON of the schema {@value #SCHEMA}. Codes never change their meaning, and fields may be added.
 *
 * <p>{@link #jsonSchema()} describes every field; what is not known is null. No key and no fingerprint is in it.
 */
public final class CustodyJson {

    /** The name and version of the form, which every export carries. */
    public static final String SCHEMA = "metrc-keys/custody/1";

    private CustodyJson() {}

    /**
     * Writes evidence on one line.
     *
     * @param evidence the evidence
     * @return a JSON object
     */
    public static String write(CustodyEvidence evidence) {
        Checks.notNull(evidence, "evidence");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        ArrayNode keys = json.putArray("keys");
        evidence.records().forEach(key -> write(key, keys.addObject()));
        ArrayNode fallbackUses = json.putArray("fallbackUses");
        evidence.fallbackUses()
                .forEach((user, calls) ->
                        fallbackUses.addObject().put("user", user.value()).put("calls", calls));
        return json.toString();
    }

    /**
     * The JSON Schema (draft 2020-12) of what is written here.
     *
     * @return a JSON object
     */
    public static String jsonSchema() {
        return SchemaFile.text("custody-1.schema.json");
    }

    private static void write(CustodyEvidence.KeyRecord key, ObjectNode json) {
        KeyOwner owner = key.owner() instanceof KeyOwner.Unverified waiting ? waiting.owner() : key.owner();
        json.put("kind", owner.mode().name());
        json.put("jurisdiction", owner.jurisdiction().id());
        json.put(
                "user",
                owner instanceof KeyOwner.Individual individual
                        ? individual.user().value()
                        : null);
        json.put(
                "license",
                owner instanceof KeyOwner.Master master
                        ? master.facility().license().value()
                        : null);
        json.put("waiting", key.owner() instanceof KeyOwner.Unverified);
        json.put("version", key.version().number());
        json.put("from", text(key.from()));
        json.put("until", text(key.until()));
        json.put("held", key.held());
        json.put("verifiedAt", text(key.verifiedAt()));
        json.put("verdict", text(key.verdict()));
        json.put("lastUsedAt", text(key.lastUsedAt()));
        json.put("uses", key.uses());
        json.put("overrideReason", text(key.overrideReason()));
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}

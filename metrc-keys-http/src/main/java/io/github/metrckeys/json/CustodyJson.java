package io.github.metrckeys.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.custody.CustodyEvidence;
import io.github.metrckeys.internal.check.Checks;

/**
 * Writes who had which key when as JSON of the schema {@value #SCHEMA}. Codes never change their meaning, and fields
 * may be added.
 *
 * <p>{@link #jsonSchema()} describes every field; what is not known is null. No key and no fingerprint is in it.
 */
public final class CustodyJson {

    /** The name and version of the form, which every export carries. */
    public static final String SCHEMA = "metrc-keys/custody/1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

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
        evidence.records().forEach(key -> {
            ObjectNode fields = keys.addObject();
            key.fields().forEach((name, value) -> fields.set(name, MAPPER.valueToTree(value)));
        });
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
}

package io.github.metrckeys.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.PermissionChecklist;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes reports as JSON of the schema {@value #SCHEMA}, and reads them back; writes checklists. Codes never change their meaning, and
 * fields may be added.
 *
 * <p>{@link #jsonSchema()} describes every field; what is not known is null.
 */
public final class ReportJson {

    /** The name and version of the form, which every report carries. */
    public static final String SCHEMA = "metrc-keys/validation-report/1";

    /** The name and version of the form, which every roster carries. */
    public static final String ROSTER_SCHEMA = "metrc-keys/roster/1";

    /** The name and version of the form that every checklist carries. */
    public static final String CHECKLIST_SCHEMA = "metrc-keys/permission-checklist/1";

    static final String READ = "READ";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReportJson() {}

    /**
     * Writes a report on one line, with English sentences.
     *
     * @param report the report
     * @return a JSON object
     */
    public static String write(ValidationReport report) {
        return write(report, Messages.english());
    }

    /**
     * Writes a report on one line.
     *
     * @param report the report
     * @param messages the language of the fields that are for people
     * @return a JSON object
     */
    public static String write(ValidationReport report, Messages messages) {
        Checks.notNull(report, "report");
        Checks.notNull(messages, "messages");
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        json.set("subject", subject(report.subject()));
        facility(json, report.facility());
        json.put("licenseType", report.licenseType().orElse(null));
        json.put("role", report.role().map(Role::name).orElse(null));
        json.put("verdict", report.verdict().name());
        json.put("cause", report.cause().map(Enum::name).orElse(null));
        json.put("summary", report.summary(messages));
        json.put("checkedAt", report.checkedAt().toString());
        json.put("durationMillis", report.duration().toMillis());
        json.put("calls", report.calls());
        ArrayNode licenses = json.putArray("attachedLicenses");
        report.findings().licenses().forEach(license -> licenses.add(license.value()));
        json.put(
                "acceptedAt",
                report.findings().acceptedAt().map(Jurisdiction::id).orElse(null));
        json.set(
                "listedUnder",
                report.findings().holder().map(ReportJson::holder).orElse(null));
        json.put("masterKey", report.findings().masterKey().name());
        json.set("readOut", permissionList(report.findings().permissionList()));
        ArrayNode lines = json.putArray("lines");
        report.lines().forEach(line -> lines.add(line(line, messages)));
        remedies(json, report.remedies(), remedy -> remedy.sentence(report, messages));
        steps(json, report.steps(messages));
        ArrayNode surplus = json.putArray("surplus");
        report.surplus().forEach(permission -> surplus.add(permission.name()));
        return json.toString();
    }

    /**
     * Writes a roster on one line, with English sentences.
     *
     * @param roster the roster
     * @return a JSON object of the schema {@value #ROSTER_SCHEMA}
     */
    public static String write(Roster roster) {
        return write(roster, Messages.english());
    }

    /**
     * Writes a roster on one line.
     *
     * @param roster the roster
     * @param messages the language of the fields that are for people
     * @return a JSON object of the schema {@value #ROSTER_SCHEMA}
     */
    public static String write(Roster roster, Messages messages) {
        Checks.notNull(roster, "roster");
        Checks.notNull(messages, "messages");
        ObjectNode json = NODES.objectNode();
        json.put("schema", ROSTER_SCHEMA);
        facility(json, roster.facility());
        json.put("role", roster.role().name());
        json.put("ready", roster.ready());
        ArrayNode rows = json.putArray("rows");
        for (Roster.Row row : roster.rows()) {
            ObjectNode fields = rows.addObject();
            fields.put("user", row.employee().user().value());
            fields.put("name", row.employee().name().orElse(null));
            fields.put("state", row.state().name());
            fields.put("summary", row.summary(messages));
            remedies(fields, row.remedies(), remedy -> row.sentence(remedy, messages));
            steps(fields, row.steps(messages));
        }
        return json.toString();
    }

    /**
     * Writes a checklist on one line, with English words.
     *
     * @param checklist the checklist
     * @return a JSON object of the form {@value #CHECKLIST_SCHEMA}
     */
    public static String write(PermissionChecklist checklist) {
        return write(checklist, Messages.english());
    }

    /**
     * Writes a checklist on one line.
     *
     * @param checklist the checklist
     * @param messages the language of the fields that are for people
     * @return a JSON object of the form {@value #CHECKLIST_SCHEMA}
     */
    public static String write(PermissionChecklist checklist, Messages messages) {
        Checks.notNull(checklist, "checklist");
        Checks.notNull(messages, "messages");
        ObjectNode json = NODES.objectNode();
        json.put("schema", CHECKLIST_SCHEMA);
        json.put("role", checklist.role().name());
        json.put("licenseType", checklist.licenseType().orElse(null));
        json.put("fits", checklist.fits());
        ArrayNode boxes = json.putArray("boxes");
        for (PermissionChecklist.Box box : checklist.boxes()) {
            ObjectNode written = boxes.addObject();
            written.put("permission", box.permission().name());
            written.put("need", box.need().name());
            written.put("screen", box.screen().orElse(null));
            ArrayNode uses = written.putArray("uses");
            box.uses().forEach(use -> uses.add(use(use, messages)));
        }
        ArrayNode excluded = json.putArray("excluded");
        for (PermissionChecklist.Excluded each : checklist.excluded()) {
            ObjectNode written = use(each.use(), messages);
            ArrayNode flags = written.putArray("flags");
            each.flags().forEach(flag -> flags.add(flag.name()));
            written.put("certain", each.certain());
            excluded.add(written);
        }
        return json.toString();
    }

    private static ObjectNode use(PermissionChecklist.Use use, Messages messages) {
        ObjectNode json = NODES.objectNode();
        json.put("category", use.category().name());
        json.put("operation", use.operation().map(Enum::name).orElse(null));
        json.put("label", use.label(messages));
        json.put("need", use.need().name());
        return json;
    }

    /**
     * Writes an explanation of a call on one line, with English sentences.
     *
     * @param explanation the explanation
     * @param report the report that the explanation was made from
     * @return a JSON object with the fields {@code subject}, {@code license}, {@code cause}, {@code summary},
     *     {@code remedies} and {@code steps} of a report, and more of them
     */
    public static String write(Explanation explanation, ValidationReport report) {
        return write(explanation, report, Messages.english());
    }

    /**
     * Writes an explanation of a call on one line.
     *
     * @param explanation the explanation
     * @param report the report that the explanation was made from
     * @param messages the language of the fields that are for people
     * @return a JSON object with the fields {@code subject}, {@code license}, {@code cause}, {@code summary},
     *     {@code remedies} and {@code steps} of a report, and more of them
     */
    public static String write(Explanation explanation, ValidationReport report, Messages messages) {
        Checks.notNull(explanation, "explanation");
        Checks.notNull(report, "report");
        Checks.notNull(messages, "messages");
        ObjectNode json = NODES.objectNode();
        json.set("subject", subject(report.subject()));
        facility(json, report.facility());
        json.put("cause", explanation.cause().map(Enum::name).orElse(null));
        json.put("summary", explanation.sentence(report, messages));
        remedies(json, explanation.remedies(), remedy -> remedy.sentence(report, messages));
        steps(json, explanation.steps(report, messages));
        return json.toString();
    }

    /**
     * Reads a report that was written as JSON.
     *
     * <p>It is equal to the one that was written, but for the facility's flags, which JSON does not carry; a role that
     * the library does not have needs nothing by itself, while the lines keep their needs. Fields that this version
     * does not know are passed over, as a later version may have added them.
     *
     * @param json a JSON object of the schema {@value #SCHEMA}
     * @return the report
     * @throws InvalidInputException with {@link ErrorCode#REPORT_UNREADABLE} if the text is not such an object, is of
     *     another version, or has a code that this version does not know; the message names the field
     */
    public static ValidationReport read(String json) {
        return new ReportReader(Checks.notNull(json, "json")).read();
    }

    /**
     * The JSON Schema (draft 2020-12) of what is written here.
     *
     * @return a JSON object
     */
    public static String jsonSchema() {
        return SchemaFile.text("validation-report-1.schema.json");
    }

    /**
     * The JSON Schema (draft 2020-12) of a roster.
     *
     * @return a JSON object
     */
    public static String rosterJsonSchema() {
        return SchemaFile.text("roster-1.schema.json");
    }

    private static void facility(ObjectNode json, Facility facility) {
        json.put("jurisdiction", facility.jurisdiction().code());
        json.put("environment", facility.jurisdiction().environment().name());
        json.put("baseUri", facility.jurisdiction().baseUri().toString());
        json.put("license", facility.license().value());
    }

    private static ObjectNode subject(KeyOwner owner) {
        ObjectNode json = NODES.objectNode();
        json.put("kind", owner.mode().name());
        json.put(
                "user",
                owner instanceof KeyOwner.Individual individual
                        ? individual.user().value()
                        : null);
        return json;
    }

    private static JsonNode holder(ValidationReport.Findings.Holder holder) {
        ObjectNode json = NODES.objectNode();
        json.put("employeeLicense", holder.employeeLicense());
        json.put("name", holder.name().orElse(null));
        json.put("insteadOf", holder.insteadOf().orElse(null));
        return json;
    }

    private static ObjectNode line(ReportLine line, Messages messages) {
        ObjectNode json = NODES.objectNode();
        json.put("category", line.category().name());
        json.put("operation", line.operation().map(Enum::name).orElse(null));
        json.put("label", line.label(messages));
        json.put("access", line.access().name());
        json.put("status", line.status().name());
        json.put("cause", line.cause().map(Enum::name).orElse(null));
        json.put("need", line.need().name());
        json.put("disputed", line.disputed());
        json.set("requiredPermissions", rule(line.requiredPermissions()));
        if (!line.excludedBy().isEmpty()) {
            json.put(
                    "facilityFlag",
                    line.excludedBy().stream().map(FacilityFlag::name).collect(Collectors.joining("|")));
            json.put(
                    "facilityFlagBasis", line.endpoint().facility().provenance().name());
        }
        if (line.operation().isPresent() && !line.endpoint().gates().isEmpty()) {
            ArrayNode gates = json.putArray("gates");
            line.endpoint()
                    .gates()
                    .forEach(gate -> gates.addObject()
                            .put("holder", gate.holder().name())
                            .put("name", gate.name()));
        }
        ArrayNode evidence = json.putArray("evidence");
        line.evidence().forEach(seen -> evidence.add(evidence(seen)));
        return json;
    }

    private static ObjectNode permissionList(PermissionList permissionList) {
        ObjectNode json = NODES.objectNode();
        Optional<PermissionList.Read> read = Optional.of(permissionList)
                .filter(PermissionList.Read.class::isInstance)
                .map(PermissionList.Read.class::cast);
        json.put(
                "status",
                permissionList instanceof PermissionList.None none
                        ? none.reason().name()
                        : READ);
        json.put(
                "employeeLicense",
                read.map(PermissionList.Read::employeeLicense).orElse(null));
        json.put("found", read.map(r -> r.found().name()).orElse(null));
        json.put("readWith", read.map(r -> r.readWith().name()).orElse(null));
        ArrayNode granted = json.putArray("permissions");
        read.ifPresent(r -> r.granted().stream().map(Permission::name).forEach(granted::add));
        ArrayNode unknown = json.putArray("unknownPermissions");
        read.ifPresent(r -> r.unknown().stream().map(Permission::name).forEach(unknown::add));
        return json;
    }

    private static ObjectNode rule(Endpoint.PermissionRule rule) {
        ObjectNode json = NODES.objectNode();
        json.put("match", rule.match().name().toLowerCase(Locale.ROOT));
        ArrayNode names = json.putArray("names");
        rule.permissions().stream().map(Permission::name).forEach(names::add);
        return json;
    }

    private static ObjectNode evidence(Evidence seen) {
        ObjectNode json = NODES.objectNode();
        if (seen instanceof Evidence.Observed observed) {
            json.put("kind", "OBSERVED");
            json.put("method", observed.endpoint().method().name());
            json.put("path", observed.endpoint().path());
            if (observed.httpStatus().isPresent()) {
                json.put("httpStatus", observed.httpStatus().getAsInt());
            } else {
                json.putNull("httpStatus");
            }
            json.put("signed", observed.signed().name());
        } else if (seen instanceof Evidence.Declared declared) {
            json.put("kind", "DECLARED");
            json.put("permission", declared.permission().name());
            json.put("granted", declared.granted());
        }
        return json;
    }

    private static void remedies(ObjectNode json, List<Remedy> remedies, Function<Remedy, String> sentence) {
        ArrayNode array = json.putArray("remedies");
        for (Remedy remedy : remedies) {
            ObjectNode fields = array.addObject();
            fields.put("code", remedy.code().name());
            fields.put("who", remedy.who().name());
            fields.put("text", sentence.apply(remedy));
            ArrayNode permissions = fields.putArray("permissions");
            remedy.permissions().stream().map(Permission::name).forEach(permissions::add);
        }
    }

    private static void steps(ObjectNode json, List<Remedy.Step> steps) {
        ArrayNode array = json.putArray("steps");
        steps.forEach(step -> array.addObject()
                .put("who", step.who().name())
                .put("number", step.number())
                .put("text", step.text()));
    }
}

package io.github.metrckeys.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.report.Verdict;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a report back. Whatever is wrong is told by the place of the field, and never by what stands there. */
final class ReportReader {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_SHOWN = 40;

    private final String text;

    ReportReader(String text) {
        this.text = text;
    }

    /** A value and where it stands. */
    private record Field(String place, JsonNode value) {

        Field at(String name) {
            if (!value.isObject()) {
                throw unreadable(place, "is no object");
            }
            return new Field(place.isEmpty() ? name : place + "." + name, value.path(name));
        }

        boolean isNull() {
            return value.isMissingNode() || value.isNull();
        }

        String text() {
            if (!value.isTextual()) {
                throw unreadable(place, "is no text");
            }
            return value.textValue();
        }

        Optional<String> optionalText() {
            return isNull() ? Optional.empty() : Optional.of(text());
        }

        long number(long most) {
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.longValue() < 0
                    || value.longValue() > most) {
                throw unreadable(place, "is no whole number from 0 to " + most);
            }
            return value.longValue();
        }

        boolean truth() {
            if (!value.isBoolean()) {
                throw unreadable(place, "is neither true nor false");
            }
            return value.booleanValue();
        }

        List<Field> elements() {
            if (!value.isArray()) {
                throw unreadable(place, "is no list");
            }
            List<Field> elements = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                elements.add(new Field(place + "[" + i + "]", value.get(i)));
            }
            return elements;
        }

        /** A code: one that this version does not know is not passed over, for nothing of a report is to get lost. */
        <E extends Enum<E>> E code(Class<E> type) {
            String name = text();
            try {
                return Enum.valueOf(type, name);
            } catch (IllegalArgumentException e) {
                String shown = name.length() > LONGEST_SHOWN ? "" : " " + name;
                throw unreadable(
                        place,
                        "has a code" + shown + " that this version does not know: read it with a newer metrc-keys");
            }
        }

        <E extends Enum<E>> Optional<E> optionalCode(Class<E> type) {
            return isNull() ? Optional.empty() : Optional.of(code(type));
        }

        /** A text that has to be a value of the library's. */
        <T> T as(Function<String, T> type) {
            String given = text();
            try {
                return type.apply(given);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw unreadable(place, "cannot be read");
            }
        }
    }

    private static InvalidInputException unreadable(String place, String what) {
        return new InvalidInputException(
                ErrorCode.REPORT_UNREADABLE,
                "This is no report of the schema " + ReportJson.SCHEMA + ": " + (place.isEmpty() ? "it" : place) + " "
                        + what + ".");
    }

    ValidationReport read() {
        Field root = new Field("", parse());
        Field schema = root.at("schema");
        if (!schema.text().equals(ReportJson.SCHEMA)) {
            throw unreadable("schema", "names another one: read it with the version of metrc-keys that wrote it");
        }
        Facility facility = facility(root);
        return new ValidationReport(
                subject(root.at("subject"), facility),
                facility,
                root.at("role").isNull()
                        ? Optional.empty()
                        : Optional.of(root.at("role").as(ReportReader::role)),
                findings(root),
                new ValidationReport.Diagnosis(
                        root.at("verdict").code(Verdict.class),
                        root.at("cause").optionalCode(Cause.class),
                        root.at("lines").elements().stream()
                                .map(ReportReader::line)
                                .toList(),
                        root.at("remedies").elements().stream()
                                .map(ReportReader::remedy)
                                .toList()),
                root.at("checkedAt").as(Instant::parse),
                Duration.ofMillis(root.at("durationMillis").number(Long.MAX_VALUE)),
                (int) root.at("calls").number(Integer.MAX_VALUE));
    }

    private JsonNode parse() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Jackson's own message repeats what stands there.
            throw unreadable("", "is not JSON, or nested too deep");
        }
    }

    private static Facility facility(Field root) {
        String code = root.at("jurisdiction").text();
        Jurisdiction server = switch (root.at("environment").code(Jurisdiction.Environment.class)) {
            case PRODUCTION -> root.at("jurisdiction").as(Jurisdiction::of);
            case SANDBOX ->
                root.at("jurisdiction").as(name -> Jurisdiction.of(name).sandbox());
            case CUSTOM -> root.at("baseUri").as(address -> Jurisdiction.of(code, URI.create(address)));
        };
        return new Facility(server, root.at("license").as(LicenseNumber::of));
    }

    private static KeyOwner subject(Field subject, Facility facility) {
        return switch (subject.at("kind").code(KeyMode.class)) {
            case MASTER -> KeyOwner.master(facility);
            case INDIVIDUAL ->
                KeyOwner.individual(facility.jurisdiction(), subject.at("user").as(UserId::of));
        };
    }

    private static Role role(String name) {
        return Role.standard().stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseGet(() -> Role.named(name));
    }

    private static ValidationReport.Findings findings(Field root) {
        return new ValidationReport.Findings(
                root.at("licenseType").optionalText(),
                FacilityFlags.UNKNOWN,
                root.at("attachedLicenses").elements().stream()
                        .map(license -> license.as(LicenseNumber::of))
                        .toList(),
                permissionList(root.at("readOut")),
                root.at("acceptedAt").isNull()
                        ? Optional.empty()
                        : Optional.of(root.at("acceptedAt").as(Jurisdiction::parse)),
                holder(root.at("listedUnder")),
                // Reports of the first versions do not have it.
                root.at("masterKey").optionalCode(MasterKey.class).orElse(MasterKey.NOT_TRIED));
    }

    private static Optional<Holder> holder(Field holder) {
        return holder.isNull()
                ? Optional.empty()
                : Optional.of(new Holder(
                        holder.at("employeeLicense").text(),
                        holder.at("name").optionalText(),
                        holder.at("insteadOf").optionalText()));
    }

    private static PermissionList permissionList(Field permissionList) {
        if (!permissionList.at("status").text().equals(ReportJson.READ)) {
            return new PermissionList.None(permissionList.at("status").code(PermissionList.Reason.class));
        }
        Set<Permission> granted = permissionList.at("permissions").elements().stream()
                .map(permission -> permission.as(Permission::of))
                .collect(Collectors.toUnmodifiableSet());
        return new PermissionList.Read(
                permissionList.at("employeeLicense").text(),
                permissionList.at("found").code(PermissionList.Found.class),
                permissionList.at("readWith").code(KeyMode.class),
                granted);
    }

    private static ReportLine line(Field line) {
        PermissionCategory category = line.at("category").code(PermissionCategory.class);
        Optional<Operation> operation = line.at("operation").optionalCode(Operation.class);
        return new ReportLine(
                category,
                operation,
                operation.map(Operation::endpoint).orElseGet(category::readEndpoint),
                line.at("need").code(Role.Need.class),
                line.at("status").code(ReportLine.Status.class),
                line.at("cause").optionalCode(Cause.class),
                flags(line.at("facilityFlag")),
                line.at("evidence").elements().stream()
                        .map(ReportReader::evidence)
                        .toList());
    }

    private static List<FacilityFlag> flags(Field flags) {
        return flags.isNull()
                ? List.of()
                : flags.as(names -> List.of(names.split("\\|", -1)).stream()
                        .map(FacilityFlag::of)
                        .toList());
    }

    private static Evidence evidence(Field seen) {
        return switch (seen.at("kind").text()) {
            case "OBSERVED" ->
                new Evidence.Observed(
                        endpoint(seen),
                        seen.at("httpStatus").isNull()
                                ? OptionalInt.empty()
                                : OptionalInt.of((int) seen.at("httpStatus").number(999)),
                        seen.at("signed").code(Evidence.Signed.class));
            case "DECLARED" ->
                new Evidence.Declared(
                        seen.at("permission").as(Permission::of),
                        seen.at("granted").truth());
            default -> throw unreadable(seen.at("kind").place(), "is of a kind that this version does not know");
        };
    }

    private static Endpoint endpoint(Field seen) {
        HttpMethod method = seen.at("method").code(HttpMethod.class);
        return EndpointCatalog.standard()
                .find(method, seen.at("path").text())
                .orElseThrow(() -> unreadable(seen.at("path").place(), "names no endpoint that this version knows"));
    }

    private static Remedy remedy(Field remedy) {
        return new Remedy(
                remedy.at("code").code(Remedy.Code.class),
                remedy.at("permissions").elements().stream()
                        .map(permission -> permission.as(Permission::of))
                        .toList());
    }
}

package io.github.metrckeys.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Metrc's answers, in Metrc's format. */
final class MetrcResponses {

    /** Fields of FacilityType that are not booleans: null in the examples on Metrc's page (documented). */
    static final Set<String> NUMBERS = Set.of(
            "RestrictHarvestPlantRestoreTimeHours",
            "RestrictPlantBatchAdjustmentTimeHours",
            "RestrictWholesalePriceEditDays",
            "TotalMemberPatientsAllowed");

    /** The error messages on Metrc's pages (documented). */
    private static final Map<Integer, String> SENTENCES = Map.of(
            401, "Invalid or no authentication provided.",
            403, "The authenticated user does not have access to the requested resource.",
            404, "The requested resource could not be found (incorrect or invalid URI).",
            429,
                    "The limit of API calls allowed has been exceeded."
                            + " Please pace the usage rate of the API more apart.",
            500, "An error has occurred while executing your request.");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MetrcResponses() {}

    static FakeResponse error(int status) {
        return error(status, SENTENCES.getOrDefault(status, "Status " + status + "."));
    }

    static FakeResponse error(int status, String message) {
        return FakeResponse.json(
                status, NODES.objectNode().put("Message", message).toString());
    }

    static FakeResponse throttled(int retryAfterSeconds) {
        return FakeResponse.of(
                429,
                Map.of("Content-Type", "application/json", "Retry-After", Integer.toString(retryAfterSeconds)),
                NODES.objectNode()
                        .put("Message", SENTENCES.getOrDefault(429, ""))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    static FakeResponse empty() {
        return FakeResponse.of(200, Map.of(), new byte[0]);
    }

    static FakeResponse json(String body) {
        return FakeResponse.json(200, body);
    }

    /** The envelope of a list (documented). */
    static FakeResponse page(List<ObjectNode> all, int number, int size) {
        long first = (number - 1L) * size;
        List<ObjectNode> shown = all.stream().skip(first).limit(size).toList();
        ObjectNode page = NODES.objectNode();
        page.putArray("Data").addAll(shown);
        page.put("Total", all.size());
        page.put("TotalRecords", all.size());
        page.put("PageSize", size);
        page.put("RecordsOnPage", shown.size());
        page.put("Page", number);
        page.put("CurrentPage", number);
        page.put("TotalPages", (all.size() + size - 1) / size);
        return json(page.toString());
    }

    static FakeResponse facilities(FakeUser user, List<FakeFacility> facilities) {
        ArrayNode list = NODES.arrayNode();
        for (FakeFacility facility : facilities) {
            user.attachment(facility).ifPresent(attachment -> list.add(facility(facility, attachment)));
        }
        return json(list.toString());
    }

    private static ObjectNode facility(FakeFacility facility, FakeUser.Attachment attachment) {
        ObjectNode json = NODES.objectNode();
        json.put("FacilityId", facility.id());
        json.put("HireDate", facility.startDate().toString());
        json.put("IsOwner", false);
        json.put("IsManager", false);
        json.put("IsFinancialContact", false);
        json.putNull("Email");
        json.putArray("Occupations");
        json.put("Name", facility.name());
        json.put("Alias", facility.name());
        json.put("DisplayName", facility.name());
        json.put("CredentialedDate", facility.startDate().toString());
        json.putNull("SupportActivationDate");
        json.putNull("SupportExpirationDate");
        ObjectNode type = json.putObject("FacilityType");
        for (FacilityFlag flag : FacilityFlag.known()) {
            if (NUMBERS.contains(flag.name())) {
                type.putNull(flag.name());
            } else {
                type.put(flag.name(), facility.flags().value(flag).orElse(false));
            }
        }
        ObjectNode license = json.putObject("License");
        license.put("Number", facility.license());
        license.put("EmployeeLicenseNumber", attachment.employeeLicense());
        license.put("StartDate", facility.startDate().toString());
        license.put("EndDate", facility.endDate().toString());
        license.put("LicenseType", facility.licenseType());
        json.putNull("AllowTransferOfOnHoldPackages");
        json.putNull("AllowTransferOfOnRecallPackages");
        return json;
    }

    static ObjectNode employee(FakeUser user, FakeFacility facility, FakeUser.Attachment attachment) {
        ObjectNode json = NODES.objectNode();
        json.put("FullName", user.fullName());
        ObjectNode license = json.putObject("License");
        license.put("Number", facility.license());
        license.put("EmployeeLicenseNumber", attachment.employeeLicense());
        license.put("StartDate", facility.startDate().toString());
        license.put("EndDate", facility.endDate().toString());
        license.put("LicenseType", facility.licenseType());
        json.put("IsIndustryAdmin", false);
        json.put("IsOwner", false);
        json.put("IsManager", false);
        return json;
    }

    /** The sandbox's answer with a new user key; its format is inferred. */
    static FakeResponse sandboxUser(FakeUser user) {
        return json(NODES.objectNode().put("UserKey", user.key().revealSecret()).toString());
    }

    /** Metrc lists the permissions in lower case (documented). */
    static FakeResponse permissions(Set<Permission> permissions) {
        ArrayNode names = NODES.arrayNode();
        permissions.stream().sorted().forEach(p -> names.add(p.name().toLowerCase(Locale.ROOT)));
        return json(names.toString());
    }
}

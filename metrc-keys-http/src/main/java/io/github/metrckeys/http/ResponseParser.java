package io.github.metrckeys.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.diagnosis.FacilityList;
import io.github.metrckeys.internal.diagnosis.FacilityProfile;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import io.github.metrckeys.internal.diagnosis.Outcome.BodyForm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what Metrc answered, or whatever else answered in its place. A pure function of the answer: nothing in it makes
 * this class throw, and the only texts that it passes on are license numbers, license types and the names of flags.
 */
final class ResponseParser {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());
    /** White space, and the bytes of a byte order mark in UTF-8, before a page. */
    private static final String BEFORE_MARKUP = " \t\r\n\f\u00ef\u00bb\u00bf";

    /** More than any company has licenses in a state, and few enough to be held in memory as trees. */
    private static final int MOST_FACILITIES = 20_000;

    /** Metrc's pages name some 100 permissions. */
    private static final int MOST_PERMISSIONS = 2_000;

    /** What names of license types are made of, with no run of characters long enough for a key. */
    private static final Pattern LICENSE_TYPE = Pattern.compile("(?!.*[^ ]{17})[\\p{L}\\p{N} &()/.,'+:-]{1,100}");

    /** Longer than any word of a permission's name, and than what a key or two in some disguise is cut down to. */
    private static final Pattern LONG_WORD = Pattern.compile("\\S{41}");

    private static final Pattern EMPLOYEE_LICENSE = Pattern.compile("[\\p{L}\\p{N}_./ -]{1,40}");
    private static final Set<FacilityFlag> FLAGS = FacilityFlag.known();
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration PAUSE_WHERE_NONE_IS_NAMED = Duration.ofSeconds(1);

    private ResponseParser() {}

    /** Reads the answer to a call for a list. */
    static Observation list(Endpoint endpoint, Reply reply) {
        if (!(reply instanceof Reply.Response answered)) {
            return absent(endpoint, reply);
        }
        HttpResponse<Optional<byte[]>> response = answered.response();
        Optional<byte[]> body = response.body();
        Optional<OptionalLong> json = body.flatMap(ResponseParser::firstRecordId);
        BodyForm form = form(json.isPresent(), body, response);
        Outcome outcome = Outcome.of(response.statusCode(), form);
        return new Observation(
                endpoint,
                outcome,
                OptionalInt.of(response.statusCode()),
                outcome == Outcome.SUCCEEDED ? json.orElse(OptionalLong.empty()) : OptionalLong.empty());
    }

    /** Reads the answer to the call for the list of facilities, which is a bare array (documented). */
    static FacilityList facilities(Endpoint endpoint, Reply reply) {
        if (!(reply instanceof Reply.Response answered)) {
            return FacilityList.without(absent(endpoint, reply));
        }
        HttpResponse<Optional<byte[]>> response = answered.response();
        Optional<byte[]> body = response.body();
        Optional<List<JsonNode>> json =
                response.statusCode() == 200 ? body.flatMap(ResponseParser::array) : Optional.empty();
        BodyForm form = form(json.isPresent(), body, response);
        Outcome outcome = Outcome.of(response.statusCode(), form);
        Observation observation = Observation.answered(endpoint, outcome, response.statusCode());
        if (outcome != Outcome.SUCCEEDED) {
            return FacilityList.without(observation);
        }
        List<JsonNode> entries = json.orElse(List.of());
        List<FacilityProfile> facilities =
                entries.stream().flatMap(entry -> facility(entry).stream()).toList();
        return new FacilityList(observation, facilities, facilities.size() == entries.size());
    }

    /**
     * Reads an employee's permissions, which are a bare array of names (documented). A list with anything else in it
     * does not count: what it lacks would look like missing permissions.
     */
    static Optional<Set<Permission>> permissions(Reply reply) {
        return entries(reply).flatMap(entries -> {
            Set<Permission> permissions = new HashSet<>();
            for (JsonNode entry : entries) {
                if (!entry.isTextual()
                        || entries.size() > MOST_PERMISSIONS
                        || LONG_WORD.matcher(entry.textValue()).find()) {
                    return Optional.empty();
                }
                try {
                    permissions.add(Permission.listed(entry.textValue()));
                } catch (InvalidInputException e) {
                    return Optional.empty();
                }
            }
            return Optional.of(permissions);
        });
    }

    /** An employee in the list of a license; an employee whose number cannot be read counts too. */
    record Employee(String fullName, Optional<String> employeeLicense) {}

    /** One page of the list of employees. */
    record EmployeePage(List<Employee> employees, int totalPages) {}

    /** Reads a page of the list of employees: an envelope, or a bare array if paging was not asked for. */
    static Optional<EmployeePage> employees(Reply reply) {
        if (!(reply instanceof Reply.Response answered)
                || answered.response().statusCode() != 200
                || answered.response().body().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(answered.response().body().get());
            JsonNode entries = root.isArray() ? root : root.path("Data");
            if (!entries.isArray()) {
                return Optional.empty();
            }
            List<Employee> employees = new ArrayList<>();
            for (JsonNode entry : entries) {
                employees.add(new Employee(
                        entry.path("FullName").asText(),
                        employeeLicense(entry.path("License").path("EmployeeLicenseNumber"))));
            }
            // Without the number of pages, nobody knows whether a later page has somebody of the same name.
            if (root.isObject() && !root.path("TotalPages").isInt()) {
                return Optional.empty();
            }
            return Optional.of(new EmployeePage(
                    employees, Math.max(1, root.path("TotalPages").asInt(1))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<JsonNode>> entries(Reply reply) {
        return reply instanceof Reply.Response answered && answered.response().statusCode() == 200
                ? answered.response().body().flatMap(ResponseParser::array)
                : Optional.empty();
    }

    /** How long a server that answered 429 wants to be left alone. */
    static Duration retryAfter(HttpResponse<?> response) {
        Duration pause = response.headers()
                .firstValue("Retry-After")
                .map(String::strip)
                .flatMap(text -> SECONDS.matcher(text).matches() ? seconds(text) : untilDate(text, response))
                .orElse(PAUSE_WHERE_NONE_IS_NAMED);
        if (pause.compareTo(PAUSE_WHERE_NONE_IS_NAMED) < 0) {
            return PAUSE_WHERE_NONE_IS_NAMED;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static Optional<Duration> seconds(String text) {
        return Optional.of(text.length() > 5 ? LONGEST_PAUSE : Duration.ofSeconds(Long.parseLong(text)));
    }

    /** HTTP also allows a date, which is compared with the server's own date if the answer has one. */
    private static Optional<Duration> untilDate(String text, HttpResponse<?> response) {
        Optional<Instant> until = httpDate(text);
        Instant now = response.headers()
                .firstValue("Date")
                .flatMap(ResponseParser::httpDate)
                .orElseGet(Instant::now);
        return until.map(date -> Duration.between(now, date));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Observation absent(Endpoint endpoint, Reply reply) {
        return Observation.unanswered(
                endpoint, reply == Reply.NoResponse.THROTTLED ? Outcome.THROTTLED : Outcome.UNAVAILABLE);
    }

    private static BodyForm form(boolean json, Optional<byte[]> body, HttpResponse<?> response) {
        if (json) {
            return BodyForm.JSON;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        // Metrc's own texts are short: a text that does not end comes from something else, as a page does.
        boolean markup = type.contains("html")
                || body.isEmpty()
                || body.filter(ResponseParser::startsWithTag).isPresent();
        return markup ? BodyForm.MARKUP : BodyForm.OTHER;
    }

    private static boolean startsWithTag(byte[] body) {
        int i = 0;
        while (i < body.length && BEFORE_MARKUP.indexOf(body[i] & 0xff) >= 0) {
            i++;
        }
        return i < body.length && body[i] == '<';
    }

    /**
     * The id of the first record of a list; empty if the body is not one whole list: a bare array, or an envelope with
     * an array of Data (documented). An object of another form, such as an error with status 200, is not a list.
     */
    private static Optional<OptionalLong> firstRecordId(byte[] body) {
        OptionalLong id = OptionalLong.empty();
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            boolean list = first == JsonToken.START_ARRAY;
            for (JsonToken token = first; !parser.getParsingContext().inRoot(); token = parser.nextToken()) {
                list |= token == JsonToken.START_ARRAY && isData(parser);
                if (token == JsonToken.VALUE_NUMBER_INT
                        && id.isEmpty()
                        && "Id".equals(parser.currentName())
                        && isOfFirstRecord(parser)
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                    id = OptionalLong.of(parser.getLongValue());
                }
            }
            return list && parser.nextToken() == null ? Optional.of(id) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfFirstRecord(JsonParser parser) {
        // Only paths of shallow fields are looked at: a body with a million deep ones would take minutes.
        if (parser.getParsingContext().getNestingDepth() > 4) {
            return false;
        }
        String place = place(parser);
        return place.equals("/Data/0/Id") || place.equals("/0/Id");
    }

    /** The parser is at the beginning of an array, whose own context has no name. */
    private static boolean isData(JsonParser parser) {
        JsonStreamContext around = parser.getParsingContext().getParent();
        return around.inObject()
                && "Data".equals(around.getCurrentName())
                && around.getParent().inRoot();
    }

    private static String place(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    /** The entries of a whole JSON array, read one by one; empty if the body is not one. */
    private static Optional<List<JsonNode>> array(byte[] body) {
        List<JsonNode> entries = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (entries.size() == MOST_FACILITIES) {
                    return Optional.empty();
                }
                entries.add(JSON.readTree(parser));
            }
            return parser.nextToken() == null ? Optional.of(entries) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<FacilityProfile> facility(JsonNode entry) {
        JsonNode license = entry.path("License");
        JsonNode number = license.path("Number");
        // asText() of null is "null", which would look like the number of another license.
        if (!number.isTextual() && !number.isIntegralNumber()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FacilityProfile(
                    LicenseNumber.of(number.asText()),
                    licenseType(license.path("LicenseType")),
                    date(license.path("EndDate")),
                    flags(entry.path("FacilityType")),
                    employeeLicense(license.path("EmployeeLicenseNumber"))));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> licenseType(JsonNode type) {
        return Optional.of(type.asText().strip())
                .filter(text -> type.isTextual() && LICENSE_TYPE.matcher(text).matches());
    }

    /** Becomes part of an address, and of reports. */
    static Optional<String> employeeLicense(JsonNode number) {
        return Optional.of(number.asText().strip())
                .filter(text -> (number.isTextual() || number.isIntegralNumber())
                        && EMPLOYEE_LICENSE.matcher(text).matches());
    }

    private static Optional<LocalDate> date(JsonNode date) {
        try {
            String text = date.asText();
            return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static FacilityFlags flags(JsonNode facilityType) {
        Map<FacilityFlag, Boolean> values = new HashMap<>();
        facilityType.properties().forEach(field -> {
            // Nothing asks for an unknown name, and a server may put anything there.
            FLAGS.stream()
                    .filter(flag -> field.getValue().isBoolean() && flag.name().equals(field.getKey()))
                    .forEach(flag -> values.put(flag, field.getValue().booleanValue()));
        });
        return new FacilityFlags(values);
    }
}

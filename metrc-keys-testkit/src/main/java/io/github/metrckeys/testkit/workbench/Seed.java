package io.github.metrckeys.testkit.workbench;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeLimits;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The initial content of a fake Metrc, read from JSON. Everything in it is checked. An error names the file, the place
 * in the file and the fix; it never contains a key.
 */
final class Seed {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Some editors on Windows write it at the beginning of a file. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String source;
    private final Node root;

    private Seed(String source, JsonNode root) {
        this.source = source;
        this.root = new Node("", root);
    }

    /** The example: a shop in Colorado, with keys that belong to nobody. */
    static String example() {
        try (InputStream in = Seed.class.getResourceAsStream("example-seed.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Seed read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UsageException("The seed file " + file + " is not there: check the path.");
        } catch (MalformedInputException e) {
            throw new UsageException("The seed file " + file + " is not text in UTF-8: save it as that.");
        } catch (IOException e) {
            throw new UsageException("The seed file " + file + " cannot be read: check that it is a file, and yours.");
        }
    }

    static Seed parse(String source, String json) {
        try {
            return new Seed(source, JSON.readTree(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json));
        } catch (JsonProcessingException e) {
            // Jackson's message may repeat part of the file, which contains keys.
            JsonLocation at = e.getLocation();
            throw new UsageException(source + " is not valid JSON, or names a field twice, at line " + at.getLineNr()
                    + ", column " + at.getColumnNr() + ": fix it there.");
        }
    }

    /** Starts a fake with this content. */
    FakeMetrc start(int port) {
        root.onlyFields(
                "jurisdiction",
                "vendorKeys",
                "facilities",
                "users",
                "missingPermissionStatus",
                "limits",
                "latencyMillis");
        List<Node> vendorKeys = root.list("vendorKeys");
        if (vendorKeys.isEmpty()) {
            throw wrong("vendorKeys", "is missing or empty", "name at least one vendor key");
        }
        FakeMetrc.Builder builder = FakeMetrc.builder()
                .vendorKey(checked(
                        vendorKeys.get(0),
                        () -> VendorApiKey.of(vendorKeys.get(0).text())))
                .limits(limits());
        root.optional("jurisdiction").ifPresent(code -> checked(code, () -> builder.jurisdiction(code.text())));
        root.optional("missingPermissionStatus")
                .ifPresent(status -> checked(status, () -> builder.missingPermissionStatus(status.number())));
        root.optional("latencyMillis")
                .ifPresent(millis -> checked(millis, () -> builder.latency(Duration.ofMillis(millis.number()))));
        FakeMetrc metrc = builder.startAlone(port);
        try {
            vendorKeys.stream()
                    .skip(1)
                    .forEach(key -> checked(key, () -> metrc.addVendor(VendorApiKey.of(key.text()))));
            root.list("facilities").forEach(facility -> addFacility(metrc, facility));
            root.list("users").forEach(user -> addUser(metrc, user));
            return metrc;
        } catch (RuntimeException e) {
            metrc.close();
            throw e;
        }
    }

    private FakeLimits limits() {
        Optional<Node> limits = root.optional("limits");
        if (limits.isEmpty()) {
            return FakeLimits.METRC;
        }
        Node given = limits.get();
        given.onlyFields("facilityPerSecond", "facilityConcurrent", "vendorPerSecond", "vendorConcurrent");
        return checked(
                given,
                () -> new FakeLimits(
                        given.optional("facilityPerSecond")
                                .map(Node::number)
                                .orElse(FakeLimits.METRC.facilityPerSecond()),
                        given.optional("facilityConcurrent")
                                .map(Node::number)
                                .orElse(FakeLimits.METRC.facilityConcurrent()),
                        given.optional("vendorPerSecond").map(Node::number).orElse(FakeLimits.METRC.vendorPerSecond()),
                        given.optional("vendorConcurrent")
                                .map(Node::number)
                                .orElse(FakeLimits.METRC.vendorConcurrent())));
    }

    private void addFacility(FakeMetrc metrc, Node seed) {
        seed.onlyFields("license", "name", "licenseType", "flags", "startDate", "endDate");
        Node license = seed.required("license");
        FakeFacility facility = checked(license, () -> metrc.addFacility(license.text()));
        seed.optional("name").ifPresent(name -> facility.name(name.text()));
        seed.optional("licenseType").ifPresent(type -> facility.licenseType(type.text()));
        seed.optional("startDate").ifPresent(date -> facility.startDate(date.date()));
        seed.optional("endDate").ifPresent(date -> facility.endDate(date.date()));
        seed.optional("flags").ifPresent(flags -> checked(flags, () -> facility.flags(flags.texts())));
    }

    private void addUser(FakeMetrc metrc, Node seed) {
        seed.onlyFields("id", "fullName", "key", "facilities");
        Node id = seed.required("id");
        Node key = seed.required("key");
        String name = checked(id, () -> UserId.of(id.text())).value();
        if (metrc.user(name).isPresent()) {
            throw wrong(id.place, "is there twice", "give each user their own id");
        }
        FakeUser user = checked(key, () -> metrc.addUser(name, UserApiKey.of(key.text())));
        seed.optional("fullName").ifPresent(fullName -> user.fullName(fullName.text()));
        Set<FakeFacility> seen = new HashSet<>();
        for (Node attachment : seed.list("facilities")) {
            attachment.onlyFields("license", "employeeLicense", "permissions");
            Node license = attachment.required("license");
            FakeFacility facility = metrc.facility(license.text())
                    .orElseThrow(() -> wrong(
                            license.place, "is no license among the facilities", "add it there, or correct it here"));
            if (!seen.add(facility)) {
                throw wrong(license.place, "is there twice for this user", "put the permissions into one entry");
            }
            Optional<Node> permissions = attachment.optional("permissions");
            permissions.ifPresentOrElse(
                    names -> checked(names, () -> user.attach(facility, names.texts())), () -> user.attach(facility));
            attachment.optional("employeeLicense").ifPresent(number -> user.employeeLicense(facility, number.text()));
        }
    }

    /** Runs an action. If the fake refuses a value, the exception names its place in the file. */
    private <T> T checked(Node node, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(source + ", " + node.place + ": " + e.getMessage());
        }
    }

    private UsageException wrong(String place, String what, String fix) {
        return new UsageException(source + ": " + place + " " + what + ": " + fix + ".");
    }

    /** A value in the file, with its place. */
    private final class Node {
        private final String place;
        private final JsonNode value;

        Node(String place, JsonNode value) {
            this.place = place;
            this.value = value;
        }

        void onlyFields(String... names) {
            if (!value.isObject()) {
                throw wrong(shown(), "is not an object", "write it in braces");
            }
            Set<String> known = Set.of(names);
            value.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw wrong(
                            inside(name.length() > 32 ? "a long name" : name),
                            "is not known",
                            "use " + String.join(", ", names) + ", or leave it out");
                }
            });
        }

        Optional<Node> optional(String name) {
            return value.hasNonNull(name) ? Optional.of(new Node(inside(name), value.get(name))) : Optional.empty();
        }

        Node required(String name) {
            return optional(name).orElseThrow(() -> wrong(inside(name), "is missing", "add it"));
        }

        List<Node> list(String name) {
            return optional(name).map(Node::elements).orElse(List.of());
        }

        private List<Node> elements() {
            if (!value.isArray()) {
                throw wrong(place, "is not a list", "write it in square brackets");
            }
            List<Node> elements = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                elements.add(new Node(place + "[" + i + "]", value.get(i)));
            }
            return elements;
        }

        String text() {
            if (!value.isTextual()) {
                throw wrong(place, "is not a text", "write it in quotes");
            }
            return value.textValue();
        }

        String[] texts() {
            return elements().stream().map(Node::text).toArray(String[]::new);
        }

        int number() {
            if (!value.isInt()) {
                throw wrong(place, "is not a whole number of at most " + Integer.MAX_VALUE, "write it in digits");
            }
            return value.intValue();
        }

        LocalDate date() {
            try {
                return LocalDate.parse(text());
            } catch (DateTimeParseException e) {
                throw wrong(place, "is not a date", "write it as 2030-12-31");
            }
        }

        private String inside(String name) {
            return place.isEmpty() ? name : place + "." + name;
        }

        private String shown() {
            return place.isEmpty() ? "the whole file" : place;
        }
    }
}

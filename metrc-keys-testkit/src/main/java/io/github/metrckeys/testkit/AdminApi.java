package io.github.metrckeys.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.testkit.internal.FakeRequest;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The administration API of a fake that runs as a process: {@code /_fake/} shows and changes its world. It accepts keys
 * and never returns one.
 */
final class AdminApi {

    static final String ROOT = "/_fake";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final MetrcState state;

    AdminApi(MetrcState state) {
        this.state = state;
    }

    FakeResponse answer(FakeRequest request) {
        List<String> place = List.of(request.path().substring(ROOT.length()).split("/", -1)).stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
        try {
            return route(request, place);
        } catch (NotFoundException e) {
            return problem(404, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return problem(400, String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            // Jackson's message may repeat part of the body, which may contain a key.
            return problem(
                    400,
                    "The body is not valid JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".");
        }
    }

    /** Thrown if the path names something that does not exist. */
    private static final class NotFoundException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    private FakeResponse route(FakeRequest request, List<String> place) throws JsonProcessingException {
        String first = place.isEmpty() ? "" : place.get(0);
        return switch (request.method() + " " + first + " " + place.size()) {
            case "GET  0" -> AdminPage.of(state);
            case "GET coverage 1" -> AdminPage.coverage();
            case "GET world 1" -> MetrcResponses.json(state().toString());
            case "GET calls 1" -> MetrcResponses.json(calls().toString());
            case "DELETE calls 1" -> done(() -> state.journal().clear());
            case "POST faults 1" -> done(fault(JSON.readTree(request.bodyText())));
            case "DELETE faults 1" -> done(state::clearFaults);
            case "PUT users 3" -> changeUser(userAt(place), place.get(2), JSON.readTree(request.bodyText()));
            case "PUT users 4" -> attach(userAt(place), place, JSON.readTree(request.bodyText()));
            case "DELETE users 4" -> done(() -> userAt(place).detach(facility(place)));
            default ->
                problem(
                        404,
                        "There is no " + request.method() + " " + request.path() + " here; there are: GET /_fake/world,"
                                + " GET and DELETE /_fake/calls, POST and DELETE /_fake/faults,"
                                + " PUT /_fake/users/ID/key and /_fake/users/ID/active,"
                                + " PUT and DELETE /_fake/users/ID/facilities/LICENSE.");
        };
    }

    private static FakeResponse changeUser(FakeUser user, String what, JsonNode body) {
        switch (what) {
            case "key" -> {
                onlyFields(body, "key");
                user.replaceKey(UserApiKey.of(text(body, "key")));
            }
            case "active" -> {
                onlyFields(body, "active");
                if (!body.path("active").isBoolean()) {
                    throw new IllegalArgumentException("The body has no \"active\": send {\"active\": true} or false.");
                }
                if (body.path("active").booleanValue()) {
                    user.activate();
                } else {
                    user.deactivate();
                }
            }
            default ->
                throw new NotFoundException(
                        "A user has no \"" + what + "\" to be set: use key, active or facilities/LICENSE.");
        }
        return done();
    }

    private FakeResponse attach(FakeUser user, List<String> place, JsonNode body) {
        FakeFacility facility = facility(place);
        onlyFields(body, "permissions", "employeeLicense");
        if (!body.path("permissions").isArray()) {
            throw new IllegalArgumentException("The body has no \"permissions\": send {\"permissions\": [\"...\"]}.");
        }
        List<String> permissions = new ArrayList<>();
        body.path("permissions").forEach(name -> permissions.add(name.asText()));
        Optional<String> employeeLicense =
                body.has("employeeLicense") ? Optional.of(text(body, "employeeLicense")) : Optional.empty();
        user.attach(facility, permissions.toArray(String[]::new));
        employeeLicense.ifPresent(number -> user.employeeLicense(facility, number));
        return done();
    }

    private Runnable fault(JsonNode body) {
        onlyFields(body, "kind", "status", "retryAfter", "millis", "onCall", "user", "method", "path");
        FakeFault kind = switch (text(body, "kind")) {
            case "status" -> FakeFault.status(number(body, "status"));
            case "html" -> FakeFault.html(number(body, "status"));
            case "throttled" -> FakeFault.throttled(number(body, "retryAfter"));
            case "delay" -> FakeFault.delay(Duration.ofMillis(number(body, "millis")));
            case "reset" -> FakeFault.reset();
            case "noAnswer" -> FakeFault.noAnswer();
            case "truncated" -> FakeFault.truncated();
            case "stall" -> FakeFault.stall();
            case "malformedJson" -> FakeFault.malformedJson();
            default ->
                throw new IllegalArgumentException("There is no such kind of fault: use status, html,"
                        + " throttled, delay, reset, noAnswer, truncated, stall or malformedJson.");
        };
        FakeFault counted = body.has("onCall") ? kind.onCall(number(body, "onCall")) : kind;
        FakeFault fault = body.has("user") ? counted.by(user(text(body, "user"))) : counted;
        Optional<HttpMethod> method = body.has("method") ? Optional.of(method(text(body, "method"))) : Optional.empty();
        if (body.has("path") && method.isEmpty()) {
            throw new IllegalArgumentException("The body has a \"path\" without a \"method\": send both.");
        }
        Optional<String> path = body.has("path") ? Optional.of(text(body, "path")) : Optional.empty();
        MetrcState.ArmedFault armed = new MetrcState.ArmedFault(method, path, fault);
        return () -> state.addFault(armed);
    }

    private static HttpMethod method(String name) {
        return Arrays.stream(HttpMethod.values())
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no such method: use one of " + List.of(HttpMethod.values()) + "."));
    }

    private FakeUser userAt(List<String> place) {
        return state.user(place.get(1))
                .orElseThrow(() -> new NotFoundException("There is no user " + place.get(1) + "; there are: "
                        + state.users().stream().map(FakeUser::id).collect(Collectors.joining(", ")) + "."));
    }

    private FakeUser user(String id) {
        return state.user(id).orElseThrow(() -> new IllegalArgumentException("There is no user " + id + "."));
    }

    private FakeFacility facility(List<String> place) {
        if (!place.get(2).equals("facilities")) {
            throw new NotFoundException("A user has no \"" + place.get(2) + "\": use facilities/LICENSE.");
        }
        return state.facility(place.get(3))
                .orElseThrow(() -> new NotFoundException("There is no license " + place.get(3) + "; there are: "
                        + state.facilities().stream().map(FakeFacility::license).collect(Collectors.joining(", "))
                        + "."));
    }

    private ObjectNode state() {
        ObjectNode json = NODES.objectNode();
        json.put("jurisdiction", state.jurisdictionCode());
        ArrayNode facilities = json.putArray("facilities");
        for (FakeFacility facility : state.facilities()) {
            ObjectNode entry = facilities.addObject();
            entry.put("license", facility.license());
            entry.put("name", facility.name());
            entry.put("licenseType", facility.licenseType());
            entry.put("endDate", facility.endDate().toString());
            ArrayNode flags = entry.putArray("flags");
            facility.trueFlags().forEach(flag -> flags.add(flag.name()));
        }
        ArrayNode users = json.putArray("users");
        for (FakeUser user : state.users()) {
            ObjectNode entry = users.addObject();
            entry.put("id", user.id());
            entry.put("fullName", user.fullName());
            entry.put("active", user.active());
            entry.put("keyEnding", user.key().lastCharacters());
            ArrayNode attachments = entry.putArray("facilities");
            user.attachments().forEach((facility, attachment) -> {
                ObjectNode attached = attachments.addObject();
                attached.put("license", facility.license());
                attached.put("employeeLicense", attachment.employeeLicense());
                ArrayNode permissions = attached.putArray("permissions");
                attachment.permissions().stream().sorted().forEach(p -> permissions.add(p.name()));
            });
        }
        return json;
    }

    private ArrayNode calls() {
        ArrayNode json = NODES.arrayNode();
        for (FakeCall call : state.journal().calls()) {
            ObjectNode entry = json.addObject();
            entry.put("at", call.at().toString());
            entry.put("method", call.method());
            entry.put("path", call.path());
            entry.put("license", call.license().orElse(null));
            entry.put("signer", call.signer().orElse(null));
            entry.put("keyEnding", call.keyEnding());
            entry.put("status", call.status());
            entry.put("reason", call.reason());
            ArrayNode unread = entry.putArray("unreadParameters");
            call.unreadParameters().stream().sorted().forEach(unread::add);
        }
        return json;
    }

    /**
     * An unknown field is a mistake of the sender. Its name is not repeated, because it may be anything, even a key.
     */
    private static void onlyFields(JsonNode body, String... names) {
        List<String> known = List.of(names);
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "The body has a field that nothing here reads: use " + String.join(", ", names) + ".");
            }
        });
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw new IllegalArgumentException("The body has no text \"" + field + "\".");
        }
        return body.path(field).textValue();
    }

    private static int number(JsonNode body, String field) {
        if (!body.path(field).isInt()) {
            throw new IllegalArgumentException("The body has no whole number \"" + field + "\".");
        }
        return body.path(field).intValue();
    }

    private static FakeResponse done(Runnable action) {
        action.run();
        return done();
    }

    private static FakeResponse done() {
        return MetrcResponses.json("{\"done\":true}");
    }

    private static FakeResponse problem(int status, String what) {
        return FakeResponse.json(status, NODES.objectNode().put("error", what).toString());
    }
}

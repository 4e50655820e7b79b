package io.github.metrckeys.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.Access;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.testkit.internal.Delivery;
import io.github.metrckeys.testkit.internal.FakeRequest;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The rules by which Metrc answers a call: a function of its state and the request, without a socket.
 *
 * <p>Where each rule comes from:
 *
 * <ul>
 *   <li>Observed: 401 for a refused pair of keys, and for a facility type that cannot hold the records.
 *   <li>Documented: 401 for a record of another license, the limits, the envelope of lists, and at most 10 objects per
 *       write.
 *   <li>Unknown: whether a missing permission is answered 401 or 403. The fake has a setting for it.
 *   <li>Inferred: everything else. 401 for a deactivated user, for a license that belongs to somebody else, has ended
 *       or is not named, and for an employee license number that is not given; the order of these checks; 405 for a
 *       method that a path does not have; 400 for paging out of range; an empty list if nothing is known about the
 *       body.
 * </ul>
 */
final class MetrcRules {

    /** The sandbox's setup call takes only the vendor key, in this header (observed). */
    static final String SANDBOX_SETUP_HEADER = "x-metrc-key";

    private static final String SANDBOX_SETUP = "/sandbox/v2/integrator/setup";
    private static final int MOST_OBJECTS_IN_A_WRITE = 10;
    private static final int LARGEST_PAGE = 20;
    private static final EndpointCatalog CATALOG = EndpointCatalog.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MetrcState state;

    MetrcRules(MetrcState state) {
        this.state = state;
    }

    FakeResponse answer(FakeRequest request, Optional<Credentials> credentials) {
        Instant now = state.now();
        Optional<FakeUser> signer = credentials.flatMap(pair -> state.holder(pair.userKey()));
        Optional<Endpoint> endpoint = endpoint(request);
        Decision decision = decide(request, credentials, signer, endpoint, now);
        Optional<FakeFault> fault = decision.authenticated()
                ? state.fault(request.method(), endpoint.map(Endpoint::path).orElse(request.path()), signer)
                : Optional.empty();
        FakeResponse answer = fault.map(f -> f.applyTo(decision.response())).orElseGet(decision::response);
        KeyLeakDetector detector = state.leakDetector(credentials);
        boolean leaked = detector.detects(request);
        UnaryOperator<String> shown = leaked ? detector::redact : UnaryOperator.identity();
        state.journal()
                .add(new FakeCall(
                        now,
                        request.method(),
                        shown.apply(request.path()),
                        license(request).map(shown),
                        signer.map(FakeUser::id),
                        credentials.map(pair -> Keys.ending(pair.userKey())).orElse(""),
                        answer.status(),
                        fault.map(FakeFault::toString).orElse(decision.reason()),
                        unread(request, endpoint).stream().map(shown).collect(Collectors.toUnmodifiableSet()),
                        leaked));
        boolean late = !state.latency().isZero() && answer.delivery() instanceof Delivery.Normal;
        return (late ? answer.delivered(new Delivery.Delayed(state.latency())) : answer)
                .onDelivered(decision.afterwards());
    }

    /** An answer, and the reason for it. */
    private record Decision(FakeResponse response, String reason, boolean authenticated, Runnable afterwards) {

        static Decision of(FakeResponse response, String reason) {
            return new Decision(response, reason, true, () -> {});
        }

        static Decision status(int status, String reason) {
            return of(MetrcResponses.error(status), reason);
        }

        static Decision unauthenticated(String reason) {
            return new Decision(MetrcResponses.error(401), reason, false, () -> {});
        }

        Decision after(Runnable action) {
            return new Decision(response, reason, authenticated, action);
        }
    }

    private Decision decide(
            FakeRequest request,
            Optional<Credentials> credentials,
            Optional<FakeUser> signer,
            Optional<Endpoint> endpoint,
            Instant now) {
        if (credentials.isEmpty()) {
            return sandboxSetup(request);
        }
        Optional<RateLimiter> vendor = state.vendorLimiter(credentials.get().vendorKey());
        if (vendor.isEmpty()) {
            return Decision.unauthenticated("the vendor key is not in use");
        }
        if (signer.isEmpty()) {
            return Decision.unauthenticated("no user has this key");
        }
        if (!signer.get().active()) {
            return Decision.unauthenticated("the user is deactivated");
        }
        if (endpoint.isEmpty()) {
            return unknown(request);
        }
        if (endpoint.get().access() == Access.WRITE) {
            return decideOnAccess(request, signer.get(), endpoint.get(), now);
        }
        List<RateLimiter> limiters = new ArrayList<>(List.of(vendor.get()));
        license(request).flatMap(state::facility).map(state::facilityLimiter).ifPresent(limiters::add);
        return withinLimits(limiters, now, () -> decideOnAccess(request, signer.get(), endpoint.get(), now));
    }

    private static Decision withinLimits(List<RateLimiter> limiters, Instant now, Supplier<Decision> decision) {
        List<RateLimiter> entered = new ArrayList<>();
        for (RateLimiter limiter : limiters) {
            if (!limiter.enter(now)) {
                entered.forEach(RateLimiter::leave);
                return Decision.of(MetrcResponses.throttled(1), "over the limits");
            }
            entered.add(limiter);
        }
        return decision.get().after(() -> entered.forEach(RateLimiter::leave));
    }

    private Decision sandboxSetup(FakeRequest request) {
        boolean vendorKnown = request.header(SANDBOX_SETUP_HEADER)
                .flatMap(state::vendorLimiter)
                .isPresent();
        if (!vendorKnown
                || !request.path().equals(SANDBOX_SETUP)
                || !request.method().equals("POST")) {
            return Decision.unauthenticated("no pair of keys");
        }
        return Decision.of(MetrcResponses.sandboxUser(state.addSandboxUser()), "a new sandbox user");
    }

    private Decision unknown(FakeRequest request) {
        boolean otherMethod = Arrays.stream(HttpMethod.values())
                .anyMatch(method -> CATALOG.find(method, request.path()).isPresent());
        if (otherMethod) {
            return Decision.status(405, "the path does not have this method");
        }
        boolean knownToBeMissing = request.path().equalsIgnoreCase("/plants/v2/active")
                || request.path().matches("/[^/]+/v1(/.*)?");
        if (knownToBeMissing || state.unknownEndpointStatus() == 404) {
            return Decision.status(404, "there is no such endpoint");
        }
        return Decision.of(
                MetrcResponses.error(
                        state.unknownEndpointStatus(),
                        "The fake Metrc does not know " + request.method() + " " + request.path()
                                + "; whether the real one does is another question."),
                "not in the catalog");
    }

    /** The checks after authentication: the license, what its type can hold, the user's permissions. */
    private Decision decideOnAccess(FakeRequest request, FakeUser user, Endpoint endpoint, Instant now) {
        Optional<FakeFacility> facility = license(request).flatMap(state::facility);
        if (!endpoint.namesFacility()) {
            return user.attachments().values().stream()
                                    .anyMatch(a -> endpoint.permissions().allows(a.permissions()))
                            || endpoint.permissions().permissions().isEmpty()
                    ? content(request, user, endpoint, facility)
                    : Decision.status(state.missingPermissionStatus(), "permission missing at every facility");
        }
        Optional<FakeUser.Attachment> attachment = facility.flatMap(user::attachment);
        if (facility.isEmpty() || attachment.isEmpty()) {
            return Decision.status(401, "the user is not attached to this license");
        }
        if (facility.get().endDate().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return Decision.status(401, "the license has ended");
        }
        Optional<Decision> byType =
                LicenseTypeRules.refusal(endpoint, facility.get()).map(reason -> Decision.status(401, reason));
        if (byType.isPresent()) {
            return byType.get();
        }
        return endpoint.permissions().allows(attachment.get().permissions())
                ? content(request, user, endpoint, facility)
                : Decision.status(
                        state.missingPermissionStatus(),
                        "permission missing: "
                                + endpoint.permissions()
                                        .missing(attachment.get().permissions()));
    }

    private Decision content(FakeRequest request, FakeUser user, Endpoint endpoint, Optional<FakeFacility> facility) {
        if (!state.grants(endpoint)) {
            return Decision.status(401, "a grant besides the permission is missing");
        }
        if (endpoint.access() == Access.WRITE && objects(request) > MOST_OBJECTS_IN_A_WRITE) {
            return Decision.status(413, "more than 10 objects in one write");
        }
        if (endpoint.namesRecord() && !hasRecord(request, user, endpoint, facility)) {
            return Decision.status(401, "the record does not belong to this license");
        }
        return switch (endpoint.method() + " " + endpoint.path()) {
            case "GET /facilities/v2" -> Decision.of(MetrcResponses.facilities(user, state.facilities()), "in order");
            case "GET /employees/v2" -> page(request, endpoint, employees(facility.orElseThrow()));
            case "GET /employees/v2/permissions" -> permissions(request, facility.orElseThrow());
            default ->
                switch (endpoint.answer()) {
                    case PAGE -> page(request, endpoint, List.of());
                    case ARRAY -> Decision.of(MetrcResponses.json("[]"), "in order");
                    case OBJECT -> Decision.of(MetrcResponses.json("{}"), "in order");
                    case IDS -> Decision.of(MetrcResponses.json("{\"Ids\":[],\"Warnings\":null}"), "in order");
                    case NONE ->
                        Decision.of(
                                endpoint.access() == Access.READ ? MetrcResponses.json("[]") : MetrcResponses.empty(),
                                "in order");
                };
        };
    }

    private Decision page(FakeRequest request, Endpoint endpoint, List<ObjectNode> all) {
        boolean asked = request.query().containsKey(Endpoint.PAGE_NUMBER)
                || request.query().containsKey(Endpoint.PAGE_SIZE);
        if (asked && state.refusesPaging(endpoint.path())) {
            return Decision.status(404, "this list does not take paging here");
        }
        OptionalInt number = number(request, Endpoint.PAGE_NUMBER, 1, Integer.MAX_VALUE);
        OptionalInt size =
                number(request, Endpoint.PAGE_SIZE, asked ? LARGEST_PAGE : Math.max(1, all.size()), LARGEST_PAGE);
        return number.isEmpty() || size.isEmpty()
                ? Decision.status(400, "pageNumber counts from 1, pageSize is 1 to 20")
                : Decision.of(MetrcResponses.page(all, number.getAsInt(), size.getAsInt()), "in order");
    }

    /** The value of a parameter: the default if it is not given, empty if it is out of range. */
    private static OptionalInt number(FakeRequest request, String parameter, int otherwise, int most) {
        List<String> values = request.query().getOrDefault(parameter, List.of());
        if (values.isEmpty()) {
            return OptionalInt.of(otherwise);
        }
        try {
            int value = Integer.parseInt(values.get(0));
            return value >= 1 && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private List<ObjectNode> employees(FakeFacility facility) {
        return state.users().stream()
                .flatMap(user -> user.attachment(facility).stream()
                        .map(attachment -> MetrcResponses.employee(user, facility, attachment)))
                .toList();
    }

    private Decision permissions(FakeRequest request, FakeFacility facility) {
        Optional<String> wanted = parameter(request, "employeeLicenseNumber");
        return state.users().stream()
                .flatMap(user -> user.attachment(facility).stream())
                .filter(attachment -> wanted.filter(attachment.employeeLicense()::equalsIgnoreCase)
                        .isPresent())
                .findFirst()
                .map(attachment -> Decision.of(MetrcResponses.permissions(attachment.permissions()), "in order"))
                .orElseGet(() -> Decision.status(401, "no employee of this license has this number"));
    }

    private boolean hasRecord(FakeRequest request, FakeUser user, Endpoint endpoint, Optional<FakeFacility> facility) {
        String id = valueOfVariable(endpoint.path(), request.path());
        return facility
                .map(List::of)
                .orElseGet(() -> List.copyOf(user.attachments().keySet()))
                .stream()
                .anyMatch(f -> f.has(id));
    }

    private static String valueOfVariable(String pattern, String path) {
        String[] patterns = pattern.split("/", -1);
        String[] segments = path.split("/", -1);
        int variable = 0;
        while (!patterns[variable].startsWith("{")) {
            variable++;
        }
        return segments[variable];
    }

    private static int objects(FakeRequest request) {
        try {
            JsonNode body = JSON.readTree(request.bodyText());
            return body.isArray() ? body.size() : 1;
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    private static Optional<Endpoint> endpoint(FakeRequest request) {
        return Arrays.stream(HttpMethod.values())
                .filter(method -> method.name().equals(request.method()))
                .findFirst()
                .flatMap(method -> CATALOG.find(method, request.path()));
    }

    private static Optional<String> license(FakeRequest request) {
        return parameter(request, Endpoint.LICENSE_NUMBER);
    }

    private static Optional<String> parameter(FakeRequest request, String name) {
        return request.query().getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Set<String> unread(FakeRequest request, Optional<Endpoint> endpoint) {
        return request.query().keySet().stream()
                .filter(name ->
                        endpoint.filter(e -> e.parameters().contains(name)).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}

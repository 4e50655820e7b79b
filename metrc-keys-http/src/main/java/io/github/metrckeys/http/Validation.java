package io.github.metrckeys.http;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.probe.Diagnostician;
import io.github.metrckeys.probe.FacilityProfile;
import io.github.metrckeys.probe.Liveness;
import io.github.metrckeys.probe.Observation;
import io.github.metrckeys.probe.Outcome;
import io.github.metrckeys.probe.ProbeEvidence;
import io.github.metrckeys.probe.ProbePlan;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One validation under way: it asks, and collects what was answered. What to ask and what the answers mean is decided by
 * {@link ProbePlan} and {@link Diagnostician}.
 */
final class Validation {

    private static final Logger LOG = LoggerFactory.getLogger(Validation.class);
    private static final Endpoint FACILITIES = PermissionCategory.FACILITIES.readEndpoint();
    /** A license has ended when its last day is over everywhere: which clock Metrc goes by is not known. */
    private static final ZoneOffset LAST_TO_END_A_DAY = ZoneOffset.ofHours(-12);

    private static final String PACKAGE_ID = "packageId";
    private static final int BAD_REQUEST = 400;

    private final ProbeRequest request;
    private final Conversation metrc;
    private final int parallelism;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();

    Validation(ProbeRequest request, Conversation metrc, int parallelism, Instant startedAt) {
        this.request = request;
        this.metrc = metrc;
        this.parallelism = parallelism;
        this.startedAt = startedAt;
    }

    CompletableFuture<ValidationReport> start() {
        return liveness(request.userKey()).thenCompose(this::afterOpening).thenApply(this::report);
    }

    private CompletableFuture<ProbeEvidence> afterOpening(Liveness opening) {
        ProbeEvidence evidence = ProbeEvidence.opened(
                request.subject(), request.facility(), opening, LocalDate.ofInstant(startedAt, LAST_TO_END_A_DAY));
        if (opening.refused()) {
            return request.controlKey()
                    .map(key -> liveness(key).thenApply(evidence::withControl))
                    .orElseGet(() -> CompletableFuture.completedFuture(evidence));
        }
        return evidence.profile()
                .map(facility ->
                        observe(facility).thenApply(evidence::withObservations).thenCompose(this::close))
                .orElseGet(() -> CompletableFuture.completedFuture(evidence));
    }

    private CompletableFuture<ProbeEvidence> close(ProbeEvidence evidence) {
        return evidence.needsClosing()
                ? liveness(request.userKey()).thenApply(evidence::withClosing)
                : CompletableFuture.completedFuture(evidence);
    }

    private ValidationReport report(ProbeEvidence evidence) {
        ValidationReport report = new ValidationReport(
                request.subject(),
                request.facility(),
                evidence.profile().flatMap(FacilityProfile::licenseType).filter(this::holdsNoKey),
                Diagnostician.diagnose(evidence),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                metrc.calls());
        LOG.debug("{}: {} after {} calls", request, report.verdict(), report.calls());
        return report;
    }

    /** The type is the one text of the server's that a report repeats, and a server can echo what it was sent. */
    private boolean holdsNoKey(String text) {
        return !request.vendorKey().standsIn(text) && !request.userKey().standsIn(text);
    }

    private CompletableFuture<Map<PermissionCategory, Observation>> observe(FacilityProfile facility) {
        ProbePlan plan = ProbePlan.of(facility);
        Map<PermissionCategory, Observation> seen = new ConcurrentHashMap<>();
        CompletableFuture<OptionalLong> firstPackage = new CompletableFuture<>();
        if (plan.calls().stream().noneMatch(step -> step.category() == PermissionCategory.PACKAGES)) {
            firstPackage.complete(OptionalLong.empty());
        }
        return Parallel.forEach(
                        plan.calls(),
                        parallelism,
                        step -> observe(step.endpoint(), facility.license(), firstPackage)
                                .whenComplete((observation, fault) -> {
                                    if (observation != null) {
                                        seen.put(step.category(), observation);
                                    }
                                    if (step.category() == PermissionCategory.PACKAGES) {
                                        firstPackage.complete(
                                                observation == null
                                                        ? OptionalLong.empty()
                                                        : observation.firstRecordId());
                                    }
                                }))
                .thenApply(done -> seen);
    }

    /** Looks at one part of Metrc. Laboratory results are those of a package: of the first that was seen, if any. */
    private CompletableFuture<Observation> observe(
            Endpoint endpoint, LicenseNumber license, CompletableFuture<OptionalLong> firstPackage) {
        return endpoint.parameters().contains(PACKAGE_ID)
                ? firstPackage.thenCompose(id -> list(endpoint, license, id)
                        .thenApply(observation -> id.isPresent() ? observation : aboutNoRecord(observation)))
                : list(endpoint, license, OptionalLong.empty());
    }

    /** A call that could not name the record that it is about, for there is none, may be called a bad one (inferred). */
    private static Observation aboutNoRecord(Observation observation) {
        return observation.httpStatus().equals(OptionalInt.of(BAD_REQUEST))
                ? Observation.answered(observation.endpoint(), Outcome.NOT_FOUND, BAD_REQUEST)
                : observation;
    }

    private CompletableFuture<Observation> list(Endpoint endpoint, LicenseNumber license, OptionalLong packageId) {
        Map<String, String> query = new LinkedHashMap<>();
        // As Metrc writes it, which may differ from what was typed.
        query.put(Endpoint.LICENSE_NUMBER, license.value());
        packageId.ifPresent(id -> query.put(PACKAGE_ID, Long.toString(id)));
        if (!endpoint.paged()) {
            return ask(endpoint, query);
        }
        Map<String, String> paged = new LinkedHashMap<>(query);
        paged.put(Endpoint.PAGE_NUMBER, "1");
        paged.put(Endpoint.PAGE_SIZE, "1");
        // Some lists answer 404 where paging is asked for, and work without (observed).
        return ask(endpoint, paged)
                .thenCompose(observation -> observation.outcome() == Outcome.NOT_FOUND
                        ? ask(endpoint, query)
                        : CompletableFuture.completedFuture(observation));
    }

    private CompletableFuture<Observation> ask(Endpoint endpoint, Map<String, String> query) {
        return metrc.get(endpoint, query, request.userKey()).thenApply(reply -> Answers.list(endpoint, reply));
    }

    private CompletableFuture<Liveness> liveness(UserApiKey key) {
        return metrc.get(FACILITIES, Map.of(), key).thenApply(reply -> Answers.liveness(FACILITIES, reply));
    }
}

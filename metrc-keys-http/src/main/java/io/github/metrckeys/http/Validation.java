package io.github.metrckeys.http;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.Diagnostician;
import io.github.metrckeys.internal.diagnosis.FacilityList;
import io.github.metrckeys.internal.diagnosis.FacilityProfile;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import io.github.metrckeys.internal.diagnosis.ProbeCase;
import io.github.metrckeys.internal.diagnosis.ProbeEvidence;
import io.github.metrckeys.internal.diagnosis.ProbePlan;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one validation: it sends the calls and collects the answers. {@link ProbePlan} decides what to ask, and {@link
 * Diagnostician} what the answers mean.
 */
final class Validation {

    private static final Logger LOG = LoggerFactory.getLogger(Validation.class);
    private static final Endpoint FACILITIES = PermissionCategory.FACILITIES.readEndpoint();
    /** A license has ended when its last day is over everywhere: which time zone Metrc uses is not known. */
    private static final ZoneOffset LAST_TO_END_A_DAY = ZoneOffset.ofHours(-12);

    /** As many as a report shows; Metrc shows the rest. */
    private static final int MOST_LICENSES = 100;

    private static final String PACKAGE_ID = "packageId";
    private static final int BAD_REQUEST = 400;

    private final ProbeRequest request;
    private final MetrcSession metrc;
    private final int parallelism;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();

    Validation(ProbeRequest request, MetrcSession metrc, int parallelism, Instant startedAt) {
        this.request = request;
        this.metrc = metrc;
        this.parallelism = parallelism;
        this.startedAt = startedAt;
    }

    CompletableFuture<ValidationReport> start() {
        return askFacilities(metrc.get(FACILITIES, Map.of(), request.userKey()))
                .thenCompose(this::afterOpening)
                .thenApply(this::report);
    }

    private CompletableFuture<ProbeEvidence> afterOpening(FacilityList opening) {
        LocalDate today = LocalDate.ofInstant(startedAt, LAST_TO_END_A_DAY);
        ProbeEvidence evidence = ProbeEvidence.opened(about(request, today), opening)
                .withMasterKey(isTheMasterKey() ? MasterKey.SAME_KEY : MasterKey.NOT_TRIED);
        if (opening.refused()) {
            return control(evidence).thenCompose(this::swap).thenCompose(this::askElsewhere);
        }
        if (evidence.profile().isEmpty()) {
            return CompletableFuture.completedFuture(evidence);
        }
        FacilityProfile facility = evidence.profile().get();
        return loginOnly()
                ? readPermissions(facility, false).thenApply(reading -> with(evidence, reading))
                : observe(facility).thenApply(evidence::withObservations).thenCompose(seen -> finish(seen, facility));
    }

    /** What a request is about, without its keys. */
    static ProbeCase about(ProbeRequest request, LocalDate today) {
        return new ProbeCase(
                request.subject(),
                request.facility(),
                request.role(),
                request.circumstances(),
                request.successes(),
                !request.userKey().shape().isEmpty(),
                request.employeeLicense().isPresent(),
                request.depth() == ProbeRequest.Depth.FULL,
                today);
    }

    private boolean loginOnly() {
        return request.depth() == ProbeRequest.Depth.LOGIN;
    }

    private CompletableFuture<ProbeEvidence> control(ProbeEvidence evidence) {
        return request.controlKey()
                .map(key -> askFacilities(metrc.get(FACILITIES, Map.of(), key))
                        .thenApply(answer -> withControl(evidence, key, answer)))
                .orElseGet(() -> CompletableFuture.completedFuture(evidence));
    }

    private CompletableFuture<ProbeEvidence> swap(ProbeEvidence evidence) {
        return evidence.mayBeSwapped() && MetrcSession.couldBeVendorKey(request.userKey()) && !loginOnly()
                ? askFacilities(metrc.getSwapped(FACILITIES, request.userKey())).thenApply(evidence::withSwapped)
                : CompletableFuture.completedFuture(evidence);
    }

    /** Only if the request consents to it. */
    private CompletableFuture<ProbeEvidence> askElsewhere(ProbeEvidence evidence) {
        boolean settled = evidence.swapped().filter(FacilityList::alive).isPresent() || loginOnly();
        Map<Jurisdiction, VendorApiKey> servers = settled ? Map.of() : request.alsoAsk();
        Map<Jurisdiction, FacilityList> seen = new ConcurrentHashMap<>();
        return Parallel.forEach(
                        servers.entrySet(),
                        parallelism,
                        server -> askFacilities(
                                        metrc.getAt(server.getKey(), server.getValue(), FACILITIES, request.userKey()))
                                .thenAccept(answer -> seen.put(server.getKey(), answer)))
                .thenApply(done -> evidence.withElsewhere(seen));
    }

    /** Reading the permissions and the closing check do not wait for each other: together they take one round trip. */
    private CompletableFuture<ProbeEvidence> finish(ProbeEvidence evidence, FacilityProfile facility) {
        boolean seesEmployees = Optional.ofNullable(evidence.observations().get(PermissionCategory.EMPLOYEES))
                .filter(seen -> seen.outcome() == Outcome.SUCCEEDED)
                .isPresent();
        CompletableFuture<ProbeEvidence> read = readPermissions(facility, seesEmployees)
                .thenCompose(reading -> seeMasterKey(with(evidence, reading), reading));
        CompletableFuture<Optional<FacilityList>> closing = evidence.needsClosing()
                ? askFacilities(metrc.get(FACILITIES, Map.of(), request.userKey()))
                        .thenApply(Optional::of)
                : CompletableFuture.completedFuture(Optional.empty());
        return read.thenCombine(
                        closing, (seen, last) -> last.map(seen::withClosing).orElse(seen))
                .thenCompose(this::closeAfterTheList);
    }

    /** A refused list may be what needs the closing check, and only then it comes after the list. */
    private CompletableFuture<ProbeEvidence> closeAfterTheList(ProbeEvidence evidence) {
        return evidence.closing().isEmpty() && evidence.needsClosing()
                ? askFacilities(metrc.get(FACILITIES, Map.of(), request.userKey()))
                        .thenApply(evidence::withClosing)
                : CompletableFuture.completedFuture(evidence);
    }

    private ProbeEvidence with(ProbeEvidence evidence, PermissionReader.Reading reading) {
        return evidence.withPermissionList(reading.list())
                .withHolder(reading.whoseKey().holder())
                .withListRefusedToKey(reading.refusedToKey())
                .withMasterKey(
                        isTheMasterKey() && !reading.whoseKey().confirmed()
                                ? MasterKey.SAME_KEY
                                : reading.masterKeyWorks() ? MasterKey.WORKS : MasterKey.NOT_TRIED);
    }

    /** A master key that was refused the list of permissions may be dead, or lack Manage Employees: one call tells. */
    private CompletableFuture<ProbeEvidence> seeMasterKey(ProbeEvidence evidence, PermissionReader.Reading reading) {
        return reading.masterKeyRefused() && !reading.masterKeyWorks()
                ? askFacilities(metrc.get(
                                FACILITIES, Map.of(), request.masterKey().orElseThrow()))
                        .thenApply(answer -> evidence.withMasterKey(seen(answer)))
                : CompletableFuture.completedFuture(evidence);
    }

    private ProbeEvidence withControl(ProbeEvidence evidence, UserApiKey key, FacilityList answer) {
        ProbeEvidence more = evidence.withControl(answer);
        return request.masterKey().filter(key::equals).isPresent() ? more.withMasterKey(seen(answer)) : more;
    }

    private static MasterKey seen(FacilityList answer) {
        return answer.alive() ? MasterKey.WORKS : answer.refused() ? MasterKey.REFUSED : MasterKey.NOT_TRIED;
    }

    private boolean isTheMasterKey() {
        return request.subject().mode() == KeyMode.INDIVIDUAL
                && request.masterKey().filter(request.userKey()::equals).isPresent();
    }

    private CompletableFuture<PermissionReader.Reading> readPermissions(
            FacilityProfile facility, boolean seesEmployees) {
        return new PermissionReader(metrc, request, facility).read(seesEmployees);
    }

    private ValidationReport report(ProbeEvidence evidence) {
        Optional<FacilityProfile> profile = evidence.profile();
        ValidationReport.Findings findings = new ValidationReport.Findings(
                profile.flatMap(FacilityProfile::licenseType).filter(this::holdsNoKey),
                profile.map(FacilityProfile::flags).orElse(FacilityFlags.UNKNOWN),
                evidence.opening().facilities().stream()
                        .map(FacilityProfile::license)
                        .filter(license -> holdsNoKey(license.value()))
                        .limit(MOST_LICENSES)
                        .toList(),
                evidence.permissionList(),
                evidence.acceptedAt(),
                evidence.holder(),
                evidence.masterKey());
        ValidationReport report = new ValidationReport(
                request.subject(),
                request.facility(),
                request.role(),
                findings,
                Diagnostician.diagnose(evidence),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                metrc.calls());
        LOG.debug("{}: {} after {} calls", request, report.verdict(), report.calls());
        return report;
    }

    /** A server can echo what it was sent, and a report repeats some of the server's texts. */
    private boolean holdsNoKey(String text) {
        return !request.holdsKey(text);
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

    /**
     * A call that could not name the record that it is about, for there is none, may be called a bad one (inferred).
     */
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
        CompletableFuture<Reply> reply = endpoint.paged()
                ? metrc.getPage(endpoint, query, 1, 1, request.userKey())
                : metrc.get(endpoint, query, request.userKey());
        return reply.thenApply(answer -> ResponseParser.list(endpoint, answer));
    }

    private static CompletableFuture<FacilityList> askFacilities(CompletableFuture<Reply> reply) {
        return reply.thenApply(answer -> ResponseParser.facilities(FACILITIES, answer));
    }
}

package io.github.metrckeys.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.access.AccessDecision.Reason;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.fixture.AccessFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The cache against a model that keeps everything that ever happened and looks through it at every question. */
class AccessCacheProperties {

    private static final List<KeyOwner> OWNERS = List.of(AccessFixture.EMPLOYEE, AccessFixture.OTHER_EMPLOYEE);
    private static final List<Facility> FACILITIES = List.of(AccessFixture.SHOP, AccessFixture.OTHER_SHOP);
    private static final List<Operation> OPERATIONS = List.of(Operation.RING_SALE, Operation.CREATE_PACKAGE);
    private static final Duration FRESH = Duration.ofHours(12);

    /** What can happen. */
    enum Kind {
        CHECKED,
        CHECKED_AGAIN,
        OUTAGE,
        KEY_REFUSED,
        LICENSE_REFUSED,
        KEY_CHANGED,
        REFUSED_IN_USE,
        SUCCEEDED_IN_USE
    }

    /**
     * Something that happens.
     *
     * @param minutes how long after what happened before
     * @param age how many minutes ago the check began that is reported now
     */
    record Step(
            Kind kind,
            int owner,
            int facility,
            int minutes,
            int age,
            ReportLine.Status read,
            ReportLine.Status operation) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> either = Arbitraries.of(0, 1);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        either,
                        either,
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.of(ReportLine.Status.class),
                        Arbitraries.of(ReportLine.Status.class))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Property(tries = 3_000)
    void answersAsTheModelDoes(@ForAll("steps") List<Step> steps) {
        AccessFixture.Clock clock = new AccessFixture.Clock();
        AccessCache cache = AccessCache.builder().clock(clock).freshFor(FRESH).build();
        Model model = new Model();
        int number = 0;
        for (Step step : steps) {
            // No two things happen at one instant.
            Instant now = clock.pass(Duration.ofMinutes(step.minutes()).plusNanos(1_000));
            Instant began = now.minus(Duration.ofMinutes(step.age())).minusNanos(number++);
            KeyOwner owner = OWNERS.get(step.owner());
            Facility facility = FACILITIES.get(step.facility());
            switch (step.kind()) {
                case KEY_CHANGED -> {
                    cache.keyChanged(owner);
                    model.keyChanged(owner, now);
                }
                case REFUSED_IN_USE -> {
                    cache.refused(owner, facility);
                    model.add(new Event(step.kind(), owner, facility, now, Optional.empty()));
                }
                case SUCCEEDED_IN_USE -> {
                    cache.succeeded(owner, facility, Operation.RING_SALE);
                    model.add(new Event(step.kind(), owner, facility, now, Optional.empty()));
                }
                default -> {
                    ValidationReport report = report(step, owner, facility, began);
                    cache.record(report);
                    model.add(new Event(step.kind(), owner, facility, began, Optional.of(report)));
                }
            }
            for (KeyOwner each : OWNERS) {
                for (Facility place : FACILITIES) {
                    for (Operation operation : OPERATIONS) {
                        assertThat(code(cache.canPerform(each, place, operation)))
                                .isEqualTo(model.canPerform(each, place, operation, now));
                    }
                }
            }
        }
    }

    @Property(tries = 1_000)
    void itDoesNotMatterInWhichOrderReportsComeIn(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<ValidationReport> reports = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            reports.add(report(
                    step,
                    OWNERS.get(step.owner()),
                    FACILITIES.get(step.facility()),
                    AccessFixture.NINE.minus(Duration.ofMinutes(step.age())).minusNanos(i)));
        }
        List<String> inOrder = answers(reports);

        Collections.shuffle(reports, random);

        assertThat(answers(reports)).isEqualTo(inOrder);
    }

    private static List<String> answers(List<ValidationReport> reports) {
        AccessCache cache =
                AccessCache.builder().clock(new AccessFixture.Clock()).build();
        reports.forEach(cache::record);
        return OWNERS.stream()
                .flatMap(owner -> FACILITIES.stream()
                        .flatMap(facility -> Stream.concat(
                                OPERATIONS.stream()
                                        .map(operation -> code(cache.canPerform(owner, facility, operation))),
                                Stream.of(
                                        code(cache.canRead(owner, facility, PermissionCategory.SALES)),
                                        cache.lastReport(owner, facility)
                                                .map(last -> last.checkedAt().toString())
                                                .orElse("-")))))
                .toList();
    }

    private static ValidationReport report(Step step, KeyOwner owner, Facility facility, Instant began) {
        return switch (step.kind()) {
            case OUTAGE -> AccessFixture.outage(owner, facility, began);
            case KEY_REFUSED -> AccessFixture.refused(owner, facility, began, Cause.USER_KEY_REJECTED);
            case LICENSE_REFUSED -> AccessFixture.refused(owner, facility, began, Cause.LICENSE_NOT_ATTACHED);
            default ->
                AccessFixture.report(
                        owner,
                        facility,
                        began,
                        AccessFixture.line(PermissionCategory.SALES, step.read()),
                        AccessFixture.line(Operation.RING_SALE, step.operation()));
        };
    }

    private static String code(AccessDecision answer) {
        if (answer instanceof AccessDecision.Yes yes) {
            return "YES " + yes.asOf();
        }
        if (answer instanceof AccessDecision.No no) {
            return no.cause() + " " + no.asOf();
        }
        AccessDecision.Unknown unknown = (AccessDecision.Unknown) answer;
        return unknown.reason() + unknown.asOf().map(asOf -> " " + asOf).orElse("");
    }

    private record Event(Kind kind, KeyOwner owner, Facility facility, Instant at, Optional<ValidationReport> report) {

        boolean keyTaken() {
            return kind == Kind.CHECKED || kind == Kind.CHECKED_AGAIN;
        }

        boolean works() {
            return keyTaken() || kind == Kind.SUCCEEDED_IN_USE;
        }

        /** What it says about an operation; empty for nothing at all. */
        Optional<ReportLine.Status> says(Operation operation) {
            if (kind == Kind.SUCCEEDED_IN_USE) {
                return operation == Operation.RING_SALE ? Optional.of(ReportLine.Status.SUCCESS) : Optional.empty();
            }
            return keyTaken()
                    ? report.flatMap(found -> found.line(operation)).map(line -> line.status())
                    : Optional.empty();
        }

        boolean readGave(Operation operation, ReportLine.Status... statuses) {
            return keyTaken()
                    && report.flatMap(found -> found.line(operation.category()))
                            .filter(line -> List.of(statuses).contains(line.status()))
                            .isPresent();
        }
    }

    private static final class Model {
        private final List<Event> events = new ArrayList<>();
        private final List<Event> changes = new ArrayList<>();

        void keyChanged(KeyOwner owner, Instant now) {
            events.removeIf(event -> event.owner().equals(owner));
            changes.add(new Event(Kind.KEY_CHANGED, owner, AccessFixture.SHOP, now, Optional.empty()));
        }

        void add(Event event) {
            boolean late = changes.stream()
                    .anyMatch(change ->
                            change.owner().equals(event.owner()) && !event.at().isAfter(change.at()));
            if (!late) {
                events.add(event);
            }
        }

        private Optional<Event> newest(Predicate<Event> which) {
            return events.stream().filter(which).max((one, other) -> one.at().compareTo(other.at()));
        }

        String canPerform(KeyOwner owner, Facility facility, Operation operation, Instant now) {
            Predicate<Event> own = event -> event.owner().equals(owner);
            Predicate<Event> here = own.and(event -> event.facility().equals(facility));
            Optional<Event> keyRefused = newest(own.and(event -> event.kind() == Kind.KEY_REFUSED));
            Optional<Event> licenseRefused = newest(here.and(event -> event.kind() == Kind.LICENSE_REFUSED));
            Predicate<Event> ofLicense = own.and(event -> event.works() || event.kind() == Kind.LICENSE_REFUSED);
            Optional<Event> standing = Stream.of(
                            keyRefused.filter(event -> newest(ofLicense)
                                    .filter(works -> works.at().isAfter(event.at()))
                                    .isEmpty()),
                            licenseRefused.filter(event -> newest(here.and(Event::works))
                                    .filter(works -> works.at().isAfter(event.at()))
                                    .isEmpty()))
                    .flatMap(Optional::stream)
                    .max((one, other) -> one.at().compareTo(other.at()));
            if (standing.isPresent()) {
                Event refused = standing.get();
                return fresh(
                        refused.at(),
                        now,
                        refused.report().orElseThrow().cause().orElseThrow() + "");
            }
            Optional<Event> refused =
                    newest(event -> keyRefused.filter(event::equals).isPresent()
                            || (here.test(event)
                                    && (event.kind() == Kind.LICENSE_REFUSED || event.kind() == Kind.REFUSED_IN_USE)));
            Optional<Event> decided = newest(here.and(event -> event.says(operation)
                    .filter(says -> says == ReportLine.Status.SUCCESS
                            || says == ReportLine.Status.FAILURE
                            || says == ReportLine.Status.NOT_APPLICABLE)
                    .isPresent()));
            if (decided.isPresent()) {
                return decided(decided.get(), refused, here, operation, now);
            }
            Optional<Event> checked = newest(here.and(Event::keyTaken));
            if (refused.isPresent()
                    && checked.filter(event -> event.at().isAfter(refused.get().at()))
                            .isEmpty()) {
                return Reason.REFUSED_SINCE + " " + refused.get().at();
            }
            if (checked.isPresent()) {
                ReportLine.Status says = checked.get().says(operation).orElse(ReportLine.Status.UNPROVEN);
                Reason reason = says == ReportLine.Status.INCONCLUSIVE ? Reason.NO_VERDICT : Reason.NOT_PROVEN;
                return fresh(checked.get().at(), now, reason + "");
            }
            return newest(here.and(event -> event.kind() == Kind.OUTAGE))
                    .map(outage -> Reason.NO_VERDICT + " " + outage.at())
                    .or(() -> changes.stream()
                            .filter(own)
                            .reduce((first, second) -> second)
                            .map(change -> Reason.KEY_CHANGED + " " + change.at()))
                    .orElse(Reason.NEVER_CHECKED + "");
        }

        private String decided(
                Event decided, Optional<Event> refused, Predicate<Event> here, Operation operation, Instant now) {
            ReportLine.Status says = decided.says(operation).orElseThrow();
            if (says == ReportLine.Status.SUCCESS) {
                return refused.filter(event -> !decided.at().isAfter(event.at()))
                        .map(event -> Reason.REFUSED_SINCE + " " + event.at())
                        .orElseGet(() -> fresh(decided.at(), now, "YES"));
            }
            if (says == ReportLine.Status.NOT_APPLICABLE) {
                return fresh(decided.at(), now, Cause.LICENSE_TYPE_EXCLUDES + "");
            }
            Optional<Event> looked = newest(here.and(event -> event.readGave(
                            operation,
                            ReportLine.Status.SUCCESS,
                            ReportLine.Status.FAILURE,
                            ReportLine.Status.NOT_APPLICABLE)))
                    .filter(event -> event.readGave(operation, ReportLine.Status.SUCCESS))
                    .filter(event -> event.at().isAfter(decided.at()));
            return looked.map(event -> fresh(event.at(), now, Reason.NOT_PROVEN + ""))
                    .orElseGet(() -> fresh(decided.at(), now, Cause.PERMISSION_MISSING + ""));
        }

        private static String fresh(Instant at, Instant now, String code) {
            return (at.isBefore(now.minus(FRESH)) ? Reason.TOO_OLD + "" : code) + " " + at;
        }
    }
}

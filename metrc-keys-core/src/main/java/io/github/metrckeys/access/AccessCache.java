package io.github.metrckeys.access;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Remembers what reports said, and answers at once whether a key can do something: before a cashier has rung up a sale that
 * Metrc refuses. It asks nobody and does not wait.
 *
 * <pre>{@code
 * AccessCache book = AccessCache.builder().freshFor(Duration.ofHours(12)).build();
 * book.record(probe.validate(request));
 *
 * AccessDecision answer = book.canPerform(user, shop, Operation.RING_SALE);
 * }</pre>
 *
 * <p>What counts, where several reports speak about the same key at the same facility:
 *
 * <ul>
 *   <li>For each operation the youngest line that says yes or no, by when its check began. Reports may come in in any order.
 *   <li>An inconclusive report (an outage, too many calls) changes no answer. Neither does an inconclusive line.
 *   <li>A line that is unproven, as after a short check at the start of a shift, takes nothing away of what an earlier check
 *       has proven. One exception: an operation for which a permission was missing becomes {@link
 *       AccessDecision.Reason#NOT_PROVEN} once a younger check was let in where the operation belongs, for somebody may have granted
 *       it.
 *   <li>Where the key itself is refused, the answer is no at all facilities of its owner, since it is one key; where the
 *       license is not attached or has ended, at that facility alone. Either holds until the key is known to work again. An
 *       earlier yes is then {@link AccessDecision.Reason#REFUSED_SINCE} until it is proven anew; an earlier no stands, which the
 *       refusal does not contradict.
 *   <li>What is older than {@link Builder#freshFor} is {@link AccessDecision.Reason#TOO_OLD}, yes and no alike.
 * </ul>
 *
 * <p>The application tells what it learns itself: {@link #keyChanged}, {@link #refused}, {@link #succeeded}. When a check
 * began is compared with these by the clock: probe and book have to go by the same one. Where both fall on one instant, the
 * check counts as the earlier. A check that began in the future counts as begun when it was recorded.
 *
 * <p>A book holds reports and no keys, in memory only, and at most as many as it was built for. Safe for use by several
 * threads; whoever asks never waits for those who record.
 */
public final class AccessCache {

    private final Duration freshFor;
    private final int maximumSize;
    private final InstantSource clock;
    private final ConcurrentMap<KeyOwner, OwnerAccess> owners = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Object makingRoom = new Object();

    /**
     * When the youngest of what was dropped to make room was learned. A report about what is not in the book any more has to
     * be younger: the change of a key may be among what was dropped.
     */
    private final AtomicReference<Instant> forgottenUntil = new AtomicReference<>(FacilityAccess.NEVER);

    private AccessCache(Builder builder) {
        this.freshFor = builder.freshFor;
        this.maximumSize = builder.maximumSize;
        this.clock = builder.clock;
    }

    /**
     * Begins a book.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes note of a report. One whose check began before the owner's key was changed is about the old key, and passed over.
     *
     * @param report the report, of whatever depth and verdict
     */
    public void record(ValidationReport report) {
        Checks.notNull(report, "report");
        Instant now = clock.instant();
        Instant began = report.checkedAt().isAfter(now) ? now : report.checkedAt();
        update(report.subject(), pages -> {
            boolean ofOldKey = !began.isAfter(pages.changedAt());
            boolean ofForgotten = pages.existing(report.facility()) == null && !began.isAfter(forgottenUntil.get());
            return ofOldKey || ofForgotten ? pages : pages.recorded(report, began);
        });
    }

    /**
     * Takes note that an owner got another key. All that is known of the owner's old one is out of date at once, and so are
     * reports about it that come in later, whose check began before now.
     *
     * @param owner whose key was stored, replaced or removed
     */
    public void keyChanged(KeyOwner owner) {
        Checks.notNull(owner, "owner");
        Instant now = clock.instant();
        update(owner, pages -> OwnerAccess.changed(FacilityAccess.latest(pages.changedAt(), now)));
    }

    /**
     * Takes note that Metrc answered a call of the application's own with 401 or 403. Every yes at this facility whose check
     * began before now is out of date; other facilities are not touched, for a refusal there may be a permission that is
     * missing here. Whoever knows that the refused call did not need anything but the key validates it and records the report.
     *
     * @param owner whose key signed the call
     * @param facility which facility the call was about
     */
    public void refused(KeyOwner owner, Facility facility) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        Instant now = clock.instant();
        update(owner, pages -> pages.refusedInUse(facility, now));
    }

    /**
     * Takes note that Metrc carried an operation out for the application, which proves more than any report.
     *
     * @param owner whose key signed the call: the key that the owner has now
     * @param facility which facility the call was about
     * @param operation what was done
     */
    public void succeeded(KeyOwner owner, Facility facility, Operation operation) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        Checks.notNull(operation, "operation");
        Instant now = clock.instant();
        update(owner, pages -> pages.succeeded(facility, operation, now));
    }

    /**
     * Whether an employee's own key can carry out an operation.
     *
     * @param user whose key
     * @param facility where
     * @param operation what is to be done
     * @return yes, no or unknown, and as of when
     */
    public AccessDecision canPerform(UserId user, Facility facility, Operation operation) {
        return canPerform(individual(user, facility), facility, operation);
    }

    /**
     * Whether a key can carry out an operation.
     *
     * @param owner whose key; for a master key {@link KeyOwner#master}
     * @param facility where
     * @param operation what is to be done
     * @return yes, no or unknown, and as of when
     */
    public AccessDecision canPerform(KeyOwner owner, Facility facility, Operation operation) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        Checks.notNull(operation, "operation");
        OwnerAccess pages = owners.get(owner);
        return pages == null ? OwnerAccess.neverChecked() : pages.canPerform(facility, operation, oldest());
    }

    /**
     * Whether an employee's own key can look at a part of Metrc.
     *
     * @param user whose key
     * @param facility where
     * @param category the part; {@link PermissionCategory#FACILITIES} asks whether the key works at all
     * @return yes, no or unknown, and as of when
     */
    public AccessDecision canLook(UserId user, Facility facility, PermissionCategory category) {
        return canLook(individual(user, facility), facility, category);
    }

    /**
     * Whether a key can look at a part of Metrc.
     *
     * @param owner whose key; for a master key {@link KeyOwner#master}
     * @param facility where
     * @param category the part; {@link PermissionCategory#FACILITIES} asks whether the key works at all
     * @return yes, no or unknown, and as of when
     */
    public AccessDecision canLook(KeyOwner owner, Facility facility, PermissionCategory category) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        Checks.notNull(category, "category");
        OwnerAccess pages = owners.get(owner);
        return pages == null ? OwnerAccess.neverChecked() : pages.canLook(facility, category, oldest());
    }

    /**
     * The last report that came to a verdict, to be shown: however old it is, it says itself when its check began.
     *
     * @param owner whose key
     * @param facility where
     * @return the report; empty where there is none about the key that the owner has now
     */
    public Optional<ValidationReport> lastReport(KeyOwner owner, Facility facility) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        OwnerAccess pages = owners.get(owner);
        return pages == null ? Optional.empty() : pages.lastReport(facility);
    }

    private static KeyOwner individual(UserId user, Facility facility) {
        return KeyOwner.individual(Checks.notNull(facility, "facility").jurisdiction(), user);
    }

    private Instant oldest() {
        return clock.instant().minus(freshFor);
    }

    private void update(KeyOwner owner, UnaryOperator<OwnerAccess> change) {
        owners.compute(owner, (key, existing) -> {
            OwnerAccess before = existing == null ? OwnerAccess.EMPTY : existing;
            OwnerAccess after = change.apply(before);
            size.addAndGet(after.size() - before.size());
            return after.isEmpty() ? null : after;
        });
        if (size.get() > maximumSize) {
            makeRoom();
        }
    }

    /** What one owner has at one facility, or that the owner's key was changed. */
    private record Place(KeyOwner owner, Optional<Facility> facility, Instant touchedAt) {}

    /** Drops what was learned longest ago, a little more than has to be, so that this is not done at every report. */
    private void makeRoom() {
        synchronized (makingRoom) {
            int tooMany = size.get() - maximumSize;
            if (tooMany <= 0) {
                return;
            }
            List<Place> places = new ArrayList<>();
            owners.forEach((owner, pages) -> {
                if (pages.pages().isEmpty()) {
                    places.add(new Place(owner, Optional.empty(), pages.changedAt()));
                }
                for (Map.Entry<Facility, FacilityAccess> page : pages.pages().entrySet()) {
                    places.add(new Place(
                            owner, Optional.of(page.getKey()), page.getValue().touchedAt()));
                }
            });
            places.sort(Comparator.comparing(Place::touchedAt));
            places.stream().limit(tooMany + maximumSize / 16).forEach(this::forget);
        }
    }

    private void forget(Place place) {
        update(place.owner(), pages -> {
            OwnerAccess fewer = place.facility().map(pages::without).orElse(OwnerAccess.EMPTY);
            Instant ofPage = place.facility()
                    .map(pages::existing)
                    .map(FacilityAccess::touchedAt)
                    .orElse(FacilityAccess.NEVER);
            Instant dropped = fewer.isEmpty() ? FacilityAccess.latest(pages.touchedAt(), ofPage) : ofPage;
            forgottenUntil.accumulateAndGet(dropped, FacilityAccess::latest);
            return fewer;
        });
    }

    /** {@return how much is in the book} */
    @Override
    public String toString() {
        return "AccessBook[" + size + " of " + maximumSize + ", fresh for " + freshFor + "]";
    }

    /** Collects the settings of a book. Not safe for use by several threads. */
    public static final class Builder {

        private Duration freshFor = Duration.ofHours(12);
        private int maximumSize = 2_000;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets how long an answer is relied on.
         *
         * @param freshFor a second to 31 days; 12 hours where this is not called, which is one long shift and a choice of this
         *     library: Metrc tells nobody when permissions change
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} where the duration is out of range
         */
        public Builder freshFor(Duration freshFor) {
            Checks.notNull(freshFor, "freshFor");
            if (freshFor.compareTo(Duration.ofSeconds(1)) < 0 || freshFor.compareTo(Duration.ofDays(31)) > 0) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "The freshness of " + freshFor + " is out of range: set 1 second to 31 days.");
            }
            this.freshFor = freshFor;
            return this;
        }

        /**
         * Sets how much is remembered. What was learned longest ago is dropped for what is new.
         *
         * @param maximumSize the number of keys at facilities, each worth a report of some 10 kilobytes; 1 to 1,000,000, and
         *     2,000 where this is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} where the number is out of range
         */
        public Builder maximumSize(int maximumSize) {
            if (maximumSize < 1 || maximumSize > 1_000_000) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "The size of " + maximumSize + " is out of range: set 1 to 1,000,000 keys at facilities.");
            }
            this.maximumSize = maximumSize;
            return this;
        }

        /**
         * Sets where the time is taken from: the clock that the probe goes by too.
         *
         * @param clock the clock; that of the system where this is not called
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Makes the book.
         *
         * @return an empty book
         */
        public AccessCache build() {
            return new AccessCache(this);
        }
    }
}

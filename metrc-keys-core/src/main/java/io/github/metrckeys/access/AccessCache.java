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
 * Remembers what reports said, and tells at once whether a key can do something, before a cashier rings up a sale that
 * Metrc refuses. It asks nobody and does not wait.
 *
 * <pre>{@code
 * AccessCache cache = AccessCache.builder().freshFor(Duration.ofHours(12)).build();
 * cache.record(probe.validate(request));
 *
 * AccessDecision decision = cache.canPerform(user, shop, Operation.RING_SALE);
 * }</pre>
 *
 * <p>What counts, if several reports are about the same key at the same facility:
 *
 * <ul>
 *   <li>For each operation, the latest line that says yes or no, by when its check began. Reports may be recorded in
 *       any order.
 *   <li>An inconclusive report (an outage, too many calls) changes nothing. Neither does an inconclusive line.
 *   <li>An unproven line, as after a short check at login, takes nothing away from what an earlier check has proven.
 *       One exception: an operation for which a permission was missing becomes {@link AccessDecision.Reason#NOT_PROVEN}
 *       once a later check may read the part of Metrc that it belongs to, since somebody may have granted it.
 *   <li>If the key itself is refused, the decision is no at all facilities of its owner, since it is one key; if the
 *       license is not attached or has ended, at that facility alone. Either holds until the key is known to work
 *       again. An earlier yes is then {@link AccessDecision.Reason#REFUSED_SINCE} until it is proven again; an earlier
 *       no stands, which the refusal does not contradict.
 *   <li>What is older than {@link Builder#freshFor} is {@link AccessDecision.Reason#TOO_OLD}, both yes and no.
 * </ul>
 *
 * <p>The application tells what it learns itself: {@link #keyChanged}, {@link #refused}, {@link #succeeded}. The time
 * at which a check began is compared with these: probe and cache must use the same clock. If both are at one instant,
 * the check counts as the earlier. A check that began in the future counts as begun when it was recorded.
 *
 * <p>A cache holds reports and no keys, in memory only, and at most as many as it was built for. Safe for use by
 * several threads; readers never wait for writers.
 */
public final class AccessCache {

    private final Duration freshFor;
    private final int maximumSize;
    private final InstantSource clock;
    private final ConcurrentMap<KeyOwner, OwnerAccess> owners = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Object makingRoom = new Object();

    /**
     * When the latest of what was dropped to make room was learned. A report about something that is no longer in the
     * cache must be later: the change of a key may have been dropped.
     */
    private final AtomicReference<Instant> forgottenUntil = new AtomicReference<>(FacilityAccess.NEVER);

    private AccessCache(Builder builder) {
        this.freshFor = builder.freshFor;
        this.maximumSize = builder.maximumSize;
        this.clock = builder.clock;
    }

    /**
     * Starts building a cache.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Records a report. If its check began before the owner's key was changed, it is about the old key and is ignored.
     *
     * @param report the report, of whatever depth and verdict
     */
    public void record(ValidationReport report) {
        Checks.notNull(report, "report");
        Instant now = clock.instant();
        Instant began = report.checkedAt().isAfter(now) ? now : report.checkedAt();
        update(report.subject(), access -> {
            boolean ofOldKey = !began.isAfter(access.changedAt());
            boolean ofForgotten = access.existing(report.facility()) == null && !began.isAfter(forgottenUntil.get());
            return ofOldKey || ofForgotten ? access : access.recorded(report, began);
        });
    }

    /**
     * Records that an owner got another key. Everything that is known of the old key is out of date at once, and so are
     * reports about it that are recorded later and whose check began before now.
     *
     * @param owner whose key was stored, replaced or removed
     */
    public void keyChanged(KeyOwner owner) {
        Checks.notNull(owner, "owner");
        Instant now = clock.instant();
        update(owner, access -> OwnerAccess.changed(FacilityAccess.latest(access.changedAt(), now)));
    }

    /**
     * Records that Metrc answered a call of the application's own with 401 or 403. Every yes at this facility whose
     * check began before now is out of date. Other facilities are not touched, since the reason may be a permission
     * that is missing here only. If the refused call needs nothing but the key, validate the key and record the report.
     *
     * @param owner whose key signed the call
     * @param facility which facility the call was about
     */
    public void refused(KeyOwner owner, Facility facility) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        Instant now = clock.instant();
        update(owner, access -> access.refusedInUse(facility, now));
    }

    /**
     * Records that Metrc carried out an operation for the application, which proves more than any report.
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
        update(owner, access -> access.succeeded(facility, operation, now));
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
        OwnerAccess access = owners.get(owner);
        return access == null ? OwnerAccess.neverChecked() : access.canPerform(facility, operation, oldest());
    }

    /**
     * Whether an employee's own key can read a part of Metrc.
     *
     * @param user whose key
     * @param facility where
     * @param category the part; {@link PermissionCategory#FACILITIES} asks whether the key works at all
     * @return yes, no or unknown, and as of when
     */
    public AccessDecision canRead(UserId user, Facility facility, PermissionCategory category) {
        return canRead(individual(user, facility), facility, category);
    }

    /**
     * Whether a key can read a part of Metrc.
     *
     * @param owner whose key; for a master key {@link KeyOwner#master}
     * @param facility where
     * @param category the part; {@link PermissionCategory#FACILITIES} asks whether the key works at all
     * @return yes, no or unknown, and as of when
     */
    public AccessDecision canRead(KeyOwner owner, Facility facility, PermissionCategory category) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        Checks.notNull(category, "category");
        OwnerAccess access = owners.get(owner);
        return access == null ? OwnerAccess.neverChecked() : access.canRead(facility, category, oldest());
    }

    /**
     * The last report with a verdict, however old it is: it says when its check began.
     *
     * @param owner whose key
     * @param facility where
     * @return the report; empty if there is none about the key that the owner has now
     */
    public Optional<ValidationReport> lastReport(KeyOwner owner, Facility facility) {
        Checks.notNull(owner, "owner");
        Checks.notNull(facility, "facility");
        OwnerAccess access = owners.get(owner);
        return access == null ? Optional.empty() : access.lastReport(facility);
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

    /** An owner's access at one facility, or, without one, the change of the owner's key. */
    private record Place(KeyOwner owner, Optional<Facility> facility, Instant touchedAt) {}

    /** Drops what was learned longest ago, a little more than needed, so that this is not done at every report. */
    private void makeRoom() {
        synchronized (makingRoom) {
            int tooMany = size.get() - maximumSize;
            if (tooMany <= 0) {
                return;
            }
            List<Place> places = new ArrayList<>();
            owners.forEach((owner, access) -> {
                if (access.facilities().isEmpty()) {
                    places.add(new Place(owner, Optional.empty(), access.changedAt()));
                }
                for (Map.Entry<Facility, FacilityAccess> facility :
                        access.facilities().entrySet()) {
                    places.add(new Place(
                            owner,
                            Optional.of(facility.getKey()),
                            facility.getValue().touchedAt()));
                }
            });
            places.sort(Comparator.comparing(Place::touchedAt));
            places.stream().limit(tooMany + maximumSize / 16).forEach(this::forget);
        }
    }

    private void forget(Place place) {
        update(place.owner(), access -> {
            OwnerAccess fewer = place.facility().map(access::without).orElse(OwnerAccess.EMPTY);
            Instant ofFacility = place.facility()
                    .map(access::existing)
                    .map(FacilityAccess::touchedAt)
                    .orElse(FacilityAccess.NEVER);
            Instant dropped = fewer.isEmpty() ? FacilityAccess.latest(access.touchedAt(), ofFacility) : ofFacility;
            forgottenUntil.accumulateAndGet(dropped, FacilityAccess::latest);
            return fewer;
        });
    }

    /** {@return how much is in the cache} */
    @Override
    public String toString() {
        return "AccessCache[" + size + " of " + maximumSize + ", fresh for " + freshFor + "]";
    }

    /** Collects the settings of a cache. Not safe for use by several threads. */
    public static final class Builder {

        private Duration freshFor = Duration.ofHours(12);
        private int maximumSize = 2_000;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets how long a decision is relied on.
         *
         * @param freshFor 1 second to 31 days; by default 12 hours, which is one long shift and a choice of this
         *     library: Metrc tells nobody when permissions change
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the duration is out of range
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
         * Sets how much is remembered. What was learned longest ago is dropped first.
         *
         * @param maximumSize the number of keys at facilities, each worth a report of some 10 kilobytes; 1 to
         *     1,000,000, by default 2,000
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the number is out of range
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
         * Sets the clock, which must be the one that the probe uses.
         *
         * @param clock the clock; by default, the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Makes the cache.
         *
         * @return an empty cache
         */
        public AccessCache build() {
            return new AccessCache(this);
        }
    }
}

package io.github.metrckeys.custody;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verify and save: a key that somebody enters is validated first, and stored only if it works. Until then the key
 * that was there stays in force, and whatever fails leaves everything as it was.
 *
 * <pre>{@code
 * Enrollment enrollment = Enrollment.builder(store, probe).ledger(ledger).build();
 *
 * EnrollmentResult result = enrollment.verifyAndSave(
 *         ProbeRequest.individual(shop, user, vendorKey, UserApiKey.of(pasted)));
 * result.notices().forEach(notice -> show(notice.sentence()));
 * if (result.outcome() == EnrollmentResult.Outcome.UNDECIDED) {
 *     enrollment.savePending(request);   // Metrc is down: verify the key later
 * }
 * }</pre>
 *
 * <p>A key is saved if the verdict is {@link Verdict#ALL_GOOD} or {@link Verdict#PERMISSIONS_MISSING}: that key
 * works, and what is missing is granted in Metrc. It is not saved if Metrc refuses it or a {@link Notice} blocks it,
 * unless somebody says why it should be.
 *
 * <p>That the old key stays in force is said of the store. A Metrc user has one current key, and making a new one
 * ends the one before at once (observed): if the key that was entered is the person's new one, the old one is dead
 * already, and it is so wherever else it is stored, as a master key of any facility too. So enter the new key there
 * as well: {@link Notice.Code#OLD_KEY_STILL_STORED} says where. If it is not saved since its user is not attached to
 * the license, verify it at a license to which the user is.
 *
 * <p>To verify pending keys later, go through the list of {@link KeyStore#pending()}, and give each owner of the
 * facility's server to {@link #verifyPending}.
 *
 * <p>Changes are recorded in the ledger: give the store as it is, or a {@link RecordedKeyStore} over the same ledger,
 * which is recognized. Immutable, and as safe for use by several threads as what it is built of.
 */
public final class Enrollment {

    private static final Logger LOG = LoggerFactory.getLogger(Enrollment.class);

    private final RecordedKeyStore store;
    private final PermissionProbe probe;
    private final KeyLedger ledger;
    private final InstantSource clock;
    private final boolean requireAllGood;

    private Enrollment(Builder builder) {
        this.store = RecordedKeyStore.of(builder.store, builder.ledger, builder.clock);
        this.probe = builder.probe;
        this.ledger = builder.ledger;
        this.clock = builder.clock;
        this.requireAllGood = builder.requireAllGood;
    }

    /**
     * Begins an enrollment.
     *
     * @param store where the keys are
     * @param probe validates them
     * @return a builder
     */
    public static Builder builder(KeyStore store, PermissionProbe probe) {
        return new Builder(store, probe);
    }

    /**
     * Validates a key, and stores it for its subject if it works.
     *
     * @param request the key, whose it is, where it is to work, and the vendor key
     * @return what became of it, always with the report
     * @throws io.github.metrckeys.error.MetrcKeysException if the store or the ledger cannot be reached, or the
     *     thread was interrupted while Metrc was asked; nothing was changed
     */
    public EnrollmentResult verifyAndSave(ProbeRequest request) {
        return verifyAndSave(Checks.notNull(request, "request"), Optional.empty());
    }

    /**
     * Validates a key, and stores it for its subject whatever the verdict and the notices are. If something speaks
     * against it, the reason is logged as a warning and recorded with the key.
     *
     * @param request the key, whose it is, where it is to work, and the vendor key
     * @param overrideReason why it is right to store it, for whoever reads it in a year
     * @return what became of it, always with the report
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the reason is blank, longer than
     *     {@value KeyEvent#MAX_REASON_LENGTH} characters, or has a control character in it, and with {@link
     *     ErrorCode#MISMATCH} if the key stands in it, or one that the owner has, in force or pending
     * @throws io.github.metrckeys.error.MetrcKeysException as without a reason
     */
    public EnrollmentResult verifyAndSave(ProbeRequest request, String overrideReason) {
        Checks.notNull(request, "request");
        String reason = OverrideReason.checked(overrideReason);
        if (request.holdsKey(reason)) {
            throw keyInReason();
        }
        return verifyAndSave(request, Optional.of(reason));
    }

    private static InvalidInputException keyInReason() {
        return new InvalidInputException(
                ErrorCode.MISMATCH,
                "The reason has a key in it, and it is recorded and logged: give the reason without the key.");
    }

    private EnrollmentResult verifyAndSave(ProbeRequest request, Optional<String> overrideReason) {
        KeyOwner owner = request.subject();
        Optional<StoredKey> before = store.find(owner);
        if (overrideReason
                .filter(reason -> Stream.of(before, pending(owner))
                        .flatMap(Optional::stream)
                        .anyMatch(stored -> stored.key().standsIn(reason)))
                .isPresent()) {
            throw keyInReason();
        }
        ValidationReport report = probe.validate(request);
        boolean unchanged =
                before.filter(stored -> stored.key().equals(request.userKey())).isPresent();
        // After the validation, which takes a while, so that somebody else's key of meanwhile is seen.
        List<Notice> notices = notices(owner, request.userKey(), unchanged);
        EnrollmentDecision decision = EnrollmentDecision.of(
                report.verdict(),
                unchanged,
                notices.stream().anyMatch(Notice::blocks) || ofAnother(report),
                requireAllGood,
                overrideReason.isPresent());
        return switch (decision) {
            case SAVE -> save(request, before, report, notices, Optional.empty());
            case SAVE_IN_SPITE -> save(request, before, report, notices, overrideReason);
            case LEAVE_AS_IS -> leave(request, before, report, notices);
            case REFUSE -> result(EnrollmentResult.Outcome.NOT_SAVED, request, before, report, notices);
            case WAIT -> result(EnrollmentResult.Outcome.UNDECIDED, request, before, report, notices);
        };
    }

    /**
     * What is to be said about a key before it is saved, without asking Metrc: its form, and who else has it.
     *
     * @param owner whose key it is to become
     * @param key the key
     * @return the notices, those first that stand against saving it
     * @throws io.github.metrckeys.error.MetrcKeysException if the store or the ledger cannot be reached
     */
    public List<Notice> notices(KeyOwner owner, UserApiKey key) {
        Checks.notNull(owner, "owner");
        Checks.notNull(key, "key");
        return notices(
                owner,
                key,
                store.find(owner).filter(stored -> stored.key().equals(key)).isPresent());
    }

    /**
     * Stores a key that could not be verified as the owner's pending one, which signs nothing, in place of one that
     * is there.
     *
     * @param request the key and whose it is; nothing is asked of Metrc
     * @return the version of the pending key, or the conflict if somebody else stored one at the same moment
     */
    public StoreResult savePending(ProbeRequest request) {
        KeyOwner owner = Checks.notNull(request, "request").subject();
        KeyVersion there = pending(owner).map(StoredKey::version).orElse(KeyVersion.NONE);
        return store.pending().put(owner, request.userKey(), there);
    }

    /**
     * The owner's pending key. It is removed once {@link #verifyAndSave(ProbeRequest)} saved that very key; one that
     * Metrc refused, or in whose stead another key was saved, stays until {@link #discardPending}.
     *
     * @param owner whose key it is to become
     * @return the key; empty if there is none
     */
    public Optional<StoredKey> pending(KeyOwner owner) {
        return store.pending().find(Checks.notNull(owner, "owner"));
    }

    /**
     * Validates the owner's pending key, and puts it in force if it works, as {@link #verifyAndSave(ProbeRequest)}
     * does.
     *
     * @param owner whose key it is to become
     * @param request makes the request from the pending key: for this owner, at a facility of the owner's server
     * @return what became of it; empty if no key is pending, as if somebody discarded it meanwhile
     * @throws InvalidInputException with {@link ErrorCode#MISMATCH} if the request is for another owner, as one at
     *     another server is, or has another key; nothing was sent
     * @throws io.github.metrckeys.error.MetrcKeysException as {@link #verifyAndSave(ProbeRequest)}
     */
    public Optional<EnrollmentResult> verifyPending(KeyOwner owner, Function<UserApiKey, ProbeRequest> request) {
        Checks.notNull(owner, "owner");
        Checks.notNull(request, "request");
        return pending(owner).map(pending -> verifyAndSave(matching(pending, request.apply(pending.key()))));
    }

    private static ProbeRequest matching(StoredKey pending, ProbeRequest request) {
        if (!request.subject().equals(pending.owner()) || !request.userKey().equals(pending.key())) {
            throw new InvalidInputException(
                    ErrorCode.MISMATCH,
                    "The request is for the " + request.subject() + ", and the pending key is the "
                            + KeyState.PENDING.keyOf(pending.owner())
                            + ": make the request with the pending key, for its owner, on the same server.");
        }
        return request;
    }

    /**
     * Removes the owner's pending key.
     *
     * @param owner whose key it was to become
     * @return true if one was removed; false if there is none, or if another one was stored at the same moment
     */
    public boolean discardPending(KeyOwner owner) {
        return pending(owner)
                .map(this::removePending)
                .filter(StoreResult.Done.class::isInstance)
                .isPresent();
    }

    /** Somebody else's key must not become a person's own without a stated reason. */
    private static boolean ofAnother(ValidationReport report) {
        return report.cause().equals(Optional.of(Cause.KEY_OF_ANOTHER));
    }

    private StoreResult removePending(StoredKey pending) {
        return store.remove(pending.info());
    }

    /**
     * Records whose personal Metrc key serves as the master key of a facility. The same key may then be that person's
     * own, and once that person left, it is known why Metrc refuses the master key. To be called for each facility
     * whose master key is this person's, and again when one becomes another person's.
     *
     * @param facility the facility
     * @param holder the person
     * @throws io.github.metrckeys.error.MetrcKeysException if the ledger cannot be reached
     */
    public void nameHolder(Facility facility, UserId holder) {
        Checks.notNull(facility, "facility");
        Checks.notNull(holder, "holder");
        ledger.append(new KeyEvent.HolderNamed(clock.instant(), new KeyOwner.Master(facility), holder));
    }

    private EnrollmentResult save(
            ProbeRequest request,
            Optional<StoredKey> before,
            ValidationReport report,
            List<Notice> notices,
            Optional<String> overrideReason) {
        KeyVersion expected = before.map(StoredKey::version).orElse(KeyVersion.NONE);
        StoreResult stored = store.put(request.subject(), request.userKey(), expected, overrideReason);
        if (stored instanceof StoreResult.Conflict conflict) {
            return new EnrollmentResult(
                    EnrollmentResult.Outcome.CONFLICT,
                    request.subject(),
                    Optional.of(conflict.actual()).filter(actual -> !actual.equals(KeyVersion.NONE)),
                    report,
                    notices);
        }
        KeyVersion version = stored.orThrow();
        overrideReason.ifPresent(reason -> LOG.warn(
                "The {} {} was saved in spite of the verdict {} and the notices {}: {}",
                request.subject(),
                version,
                report.verdict(),
                notices.stream().map(Notice::code).toList(),
                reason));
        settled(request, version, report);
        List<Notice> all = new ArrayList<>(notices);
        before.ifPresent(replaced -> all.addAll(stillStored(replaced)));
        return new EnrollmentResult(
                EnrollmentResult.Outcome.SAVED, request.subject(), Optional.of(version), report, all);
    }

    /** Who else has the key that was replaced. The new one is in force, and must not look as if it were not. */
    private List<Notice> stillStored(StoredKey replaced) {
        KeyOwner owner = replaced.owner();
        try {
            return DuplicateKeys.elsewhere(replaced.key(), owner, store).stream()
                    // Each server has keys of its own: there, this one was never alive, or still is.
                    .filter(other -> other.owner().jurisdiction().equals(owner.jurisdiction()))
                    .map(other -> Notice.about(Notice.Code.OLD_KEY_STILL_STORED, other))
                    .toList();
        } catch (RuntimeException e) {
            LOG.warn("The {} is in force, and who else has the one that it replaced is not known.", owner, e);
            return List.of();
        }
    }

    /**
     * The owner had this key before Metrc was asked, which takes a while: whether it is still there has to be looked
     * at.
     */
    private EnrollmentResult leave(
            ProbeRequest request, Optional<StoredKey> before, ValidationReport report, List<Notice> notices) {
        Optional<StoredKey> now = store.find(request.subject());
        if (!now.map(StoredKey::version).equals(before.map(StoredKey::version))) {
            return result(EnrollmentResult.Outcome.CONFLICT, request, now, report, notices);
        }
        now.ifPresent(stored -> settled(request, stored.version(), report));
        return result(EnrollmentResult.Outcome.UNCHANGED, request, now, report, notices);
    }

    private static EnrollmentResult result(
            EnrollmentResult.Outcome outcome,
            ProbeRequest request,
            Optional<StoredKey> before,
            ValidationReport report,
            List<Notice> notices) {
        return new EnrollmentResult(outcome, request.subject(), before.map(StoredKey::version), report, notices);
    }

    /** The key is in force: what is left to do must not make it look as if it were not. */
    private void settled(ProbeRequest request, KeyVersion version, ValidationReport report) {
        if (report.verdict() != Verdict.INCONCLUSIVE) {
            store.record(new KeyEvent.Verified(
                    clock.instant(),
                    request.subject(),
                    KeyState.IN_FORCE,
                    version,
                    request.facility(),
                    report.verdict()));
        }
        try {
            pending(request.subject())
                    .filter(pending -> pending.key().equals(request.userKey()))
                    .ifPresent(this::removePending);
        } catch (RuntimeException e) {
            LOG.warn("The {} is in force, and is still stored as pending as well.", request.subject(), e);
        }
    }

    private List<Notice> notices(KeyOwner owner, UserApiKey key, boolean unchanged) {
        List<KeyInfo> others = DuplicateKeys.othersWith(key, owner, store);
        List<Notice> notices = new ArrayList<>();
        if (!others.isEmpty()) {
            KeyHistory history = KeyHistory.of(ledger.events());
            others.forEach(other -> notices.addAll(DuplicateKeys.notices(owner, other, history)));
        }
        Set<KeyShape> shape = key.shape();
        Stream.of(
                        Optional.of(new Notice(Notice.Code.UNUSUAL_SHAPE, Optional.empty(), KeyState.IN_FORCE, shape))
                                .filter(notice -> !shape.isEmpty()),
                        Optional.of(Notice.of(Notice.Code.UNCHANGED)).filter(notice -> unchanged))
                .flatMap(Optional::stream)
                .forEach(notices::add);
        notices.sort(Comparator.comparing(notice -> !notice.blocks()));
        return notices;
    }

    /** Collects the settings. Not safe for use by several threads. */
    public static final class Builder {

        private final KeyStore store;
        private final PermissionProbe probe;
        private KeyLedger ledger = InMemoryKeyLedger.create();
        private InstantSource clock = InstantSource.system();
        private boolean requireAllGood;

        private Builder(KeyStore store, PermissionProbe probe) {
            this.store = Checks.notNull(store, "store");
            this.probe = Checks.notNull(probe, "probe");
        }

        /**
         * Sets where it is recorded what happens to keys.
         *
         * @param ledger the ledger; one in memory, gone with the enrollment and with what {@link
         *     Enrollment#nameHolder} said, if this is not called
         * @return this builder
         */
        public Builder ledger(KeyLedger ledger) {
            this.ledger = Checks.notNull(ledger, "ledger");
            return this;
        }

        /**
         * Sets the clock that events are recorded by.
         *
         * @param clock tells the time; the system's if this is not called
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Has keys refused that lack permissions, which are saved if this is not called.
         *
         * @return this builder
         */
        public Builder requireAllGood() {
            this.requireAllGood = true;
            return this;
        }

        /**
         * Makes the enrollment.
         *
         * @return the enrollment
         */
        public Enrollment build() {
            return new Enrollment(this);
        }
    }
}

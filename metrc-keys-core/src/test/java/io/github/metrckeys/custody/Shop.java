package io.github.metrckeys.custody;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Diagnosis;
import io.github.metrckeys.report.Findings;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A shop with people and keys, a clock that is set by hand, and a Metrc that says what it is told to. */
final class Shop {

    static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    static final Facility SHOP = Facility.of(COLORADO, "402-00001");
    static final UserId KIM = UserId.of("kim");
    static final UserId LEE = UserId.of("lee");
    static final KeyOwner KIMS = KeyOwner.individual(COLORADO, KIM);
    static final KeyOwner LEES = KeyOwner.individual(COLORADO, LEE);
    static final KeyOwner.Master MASTER = new KeyOwner.Master(SHOP);
    static final UserApiKey KEY = key("a");
    static final UserApiKey OTHER_KEY = key("b");
    static final VendorApiKey VENDOR_KEY = VendorApiKey.of("v".repeat(48));
    static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    private Shop() {}

    static UserApiKey key(String letter) {
        return UserApiKey.of(letter.repeat(48));
    }

    static ProbeRequest of(UserId user, UserApiKey key) {
        return ProbeRequest.individual(SHOP, user, VENDOR_KEY, key);
    }

    static ProbeRequest ofMaster(UserApiKey key) {
        return ProbeRequest.master(SHOP, VENDOR_KEY, key);
    }

    static ValidationReport report(ProbeRequest request, Verdict verdict) {
        Optional<Cause> cause = switch (verdict) {
            case ALL_GOOD -> Optional.empty();
            case PERMISSIONS_MISSING -> Optional.of(Cause.PERMISSION_MISSING);
            case KEY_REFUSED -> Optional.of(Cause.USER_KEY_REJECTED);
            case INCONCLUSIVE -> Optional.of(Cause.METRC_UNAVAILABLE);
        };
        return new ValidationReport(
                request.subject(),
                request.facility(),
                Optional.empty(),
                Findings.NONE,
                new Diagnosis(verdict, cause, List.of(), List.of()),
                NINE,
                Duration.ZERO,
                1);
    }

    static final class Clock implements InstantSource {
        private volatile Instant now = NINE;

        @Override
        public Instant instant() {
            return now;
        }

        void set(Instant instant) {
            now = instant;
        }

        void pass(Duration duration) {
            now = now.plus(duration);
        }
    }

    /** Says of every key what it is told to say, after it has done what it is told to do meanwhile. */
    static final class Metrc implements PermissionProbe {
        private Verdict verdict = Verdict.ALL_GOOD;
        private Runnable meanwhile = () -> {};

        void says(Verdict says) {
            verdict = says;
        }

        void meanwhile(Runnable happening) {
            meanwhile = happening;
        }

        @Override
        public ValidationReport validate(ProbeRequest request) {
            meanwhile.run();
            return report(request, verdict);
        }

        @Override
        public CompletableFuture<ValidationReport> validateAsync(ProbeRequest request) {
            return CompletableFuture.completedFuture(validate(request));
        }
    }
}

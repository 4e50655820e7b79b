package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * One key that an owner has or had, and what is known about it. It holds neither the key nor its fingerprint.
 *
 * @param owner whose key it is
 * @param version which of the owner's keys it is
 * @param from since when the owner has it; empty where nobody recorded that
 * @param until until when the owner had it; empty where the owner has it, or where nobody recorded the end
 * @param held whether the store has it now
 * @param verifiedAt when Metrc last said something about it
 * @param verdict what Metrc said then, at the facility where the key was last validated
 * @param lastUsedAt when it last signed a call, as far as that is recorded
 * @param uses how many calls it was chosen for, as far as that is recorded
 * @param overrideReason why a person had it stored in spite of what spoke against it
 */
public record CustodyRecord(
        KeyOwner owner,
        KeyVersion version,
        Optional<Instant> from,
        Optional<Instant> until,
        boolean held,
        Optional<Instant> verifiedAt,
        Optional<Verdict> verdict,
        Optional<Instant> lastUsedAt,
        long uses,
        Optional<String> overrideReason) {

    /**
     * Describes a key.
     *
     * @param owner whose key it is
     * @param version which of the owner's keys it is
     * @param from since when the owner has it
     * @param until until when the owner had it
     * @param held whether the store has it now
     * @param verifiedAt when Metrc last said something about it
     * @param verdict what Metrc said then
     * @param lastUsedAt when it last signed a call
     * @param uses how many calls it was chosen for
     * @param overrideReason why a person had it stored in spite of what spoke against it
     */
    public CustodyRecord {
        Checks.notNull(owner, "owner");
        Checks.notNull(version, "version");
        Checks.notNull(from, "from");
        Checks.notNull(until, "until");
        Checks.notNull(verifiedAt, "verifiedAt");
        Checks.notNull(verdict, "verdict");
        Checks.notNull(lastUsedAt, "lastUsedAt");
        Checks.notNull(overrideReason, "overrideReason");
    }
}

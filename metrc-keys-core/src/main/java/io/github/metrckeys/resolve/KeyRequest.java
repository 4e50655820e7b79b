package io.github.metrckeys.resolve;

import io.github.metrckeys.Access;
import io.github.metrckeys.Facility;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.check.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that needs a key: at which facility, by which employee, and whether it reads or writes.
 *
 * <pre>{@code
 * KeyRequest.write(shop).by(UserId.of("emp-7"))   // emp-7 rings a sale
 * KeyRequest.read(shop)                           // a nightly job without an employee
 * }</pre>
 *
 * <p>A call that is sent later keeps the actor who requested it.
 */
public final class KeyRequest {

    private final Facility facility;
    private final Access access;
    private final @Nullable UserId actor;

    private KeyRequest(Facility facility, Access access, @Nullable UserId actor) {
        this.facility = Checks.notNull(facility, "facility");
        this.access = Checks.notNull(access, "access");
        this.actor = actor;
    }

    /**
     * A call that only reads, without an actor.
     *
     * @param facility the facility of the call
     * @return the request
     */
    public static KeyRequest read(Facility facility) {
        return new KeyRequest(facility, Access.READ, null);
    }

    /**
     * A call that changes something, without an actor.
     *
     * @param facility the facility of the call
     * @return the request
     */
    public static KeyRequest write(Facility facility) {
        return new KeyRequest(facility, Access.WRITE, null);
    }

    /**
     * The same call with an employee as the actor.
     *
     * @param actor the employee who acts, not the one who is logged in when a deferred call is sent
     * @return the request
     */
    public KeyRequest by(UserId actor) {
        return new KeyRequest(facility, access, Checks.notNull(actor, "actor"));
    }

    /**
     * The facility of the call.
     *
     * @return the facility
     */
    public Facility facility() {
        return facility;
    }

    /**
     * Whether the call reads or writes.
     *
     * @return the access
     */
    public Access access() {
        return access;
    }

    /**
     * The employee who acts.
     *
     * @return the employee; empty if nobody acts, as in a nightly job
     */
    public Optional<UserId> actor() {
        return Optional.ofNullable(actor);
    }

    /** {@return such as {@code WRITE at CO 402-00001 by emp-7}} */
    @Override
    public String toString() {
        return access + " at " + facility + (actor == null ? "" : " by " + actor);
    }
}

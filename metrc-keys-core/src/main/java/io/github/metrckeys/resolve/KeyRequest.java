package io.github.metrckeys.resolve;

import io.github.metrckeys.Access;
import io.github.metrckeys.Facility;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.check.Checks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call that a key is wanted for: at which facility, by whom, and whether it reads or writes.
 *
 * <pre>{@code
 * KeyRequest.write(shop).by(UserId.of("emp-7"))   // emp-7 rings a sale
 * KeyRequest.read(shop)                           // a nightly job that nobody acts in
 * }</pre>
 *
 * <p>A call that is sent later than it was asked for keeps the actor who asked for it.
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
     * A call that only looks, in which nobody acts.
     *
     * @param facility where
     * @return the request
     */
    public static KeyRequest read(Facility facility) {
        return new KeyRequest(facility, Access.READ, null);
    }

    /**
     * A call that changes something, in which nobody acts.
     *
     * @param facility where
     * @return the request
     */
    public static KeyRequest write(Facility facility) {
        return new KeyRequest(facility, Access.WRITE, null);
    }

    /**
     * The same call in the name of an employee.
     *
     * @param actor the employee who acts, not the one who happens to be logged in when a deferred call is sent
     * @return the request
     */
    public KeyRequest by(UserId actor) {
        return new KeyRequest(facility, access, Checks.notNull(actor, "actor"));
    }

    /**
     * Where the call is made.
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
     * Who acts.
     *
     * @return the employee; empty where nobody acts, as in a nightly job
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

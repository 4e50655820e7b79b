package io.github.metrckeys.access;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.diagnosis.AnsweredCall;
import io.github.metrckeys.internal.diagnosis.CallDiagnostician;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.AuthorizationHeader;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the application's own was answered, to be explained by a report about the key that signed it.
 *
 * <pre>{@code
 * Explanation why = CallResult.of(HttpMethod.POST, "/sales/v2/receipts", 401)
 *         .signedBy(found.owner())
 *         .actedBy(employee)
 *         .explainedBy(report);
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. It holds no key.
 */
public final class CallResult {

    private final HttpMethod method;
    private final String path;
    private final OptionalInt httpStatus;
    private final @Nullable KeyOwner signer;
    private final @Nullable UserId actor;
    private final boolean wellSigned;
    private final Set<Circumstance> circumstances;

    private CallResult(
            HttpMethod method,
            String path,
            OptionalInt httpStatus,
            @Nullable KeyOwner signer,
            @Nullable UserId actor,
            boolean wellSigned,
            Set<Circumstance> circumstances) {
        this.method = Checks.notNull(method, "method");
        int query = Checks.notNull(path, "path").indexOf('?');
        this.path = query < 0 ? path : path.substring(0, query);
        this.httpStatus = httpStatus;
        this.signer = signer;
        this.actor = actor;
        this.wellSigned = wellSigned;
        this.circumstances = Set.copyOf(circumstances);
    }

    /**
     * A call that was answered.
     *
     * @param method the HTTP method
     * @param path the path, such as {@code /packages/v2/4711}; a query is dropped
     * @param httpStatus the status of the answer
     * @return the result
     */
    public static CallResult of(HttpMethod method, String path, int httpStatus) {
        return new CallResult(method, path, OptionalInt.of(httpStatus), null, null, true, Set.of());
    }

    /**
     * A call that no answer came to.
     *
     * @param method the HTTP method
     * @param path the path; a query is dropped
     * @return the result
     */
    public static CallResult unanswered(HttpMethod method, String path) {
        return new CallResult(method, path, OptionalInt.empty(), null, null, true, Set.of());
    }

    /**
     * The same result, and whose key signed the call.
     *
     * @param owner the owner of the key
     * @return the result
     */
    public CallResult signedBy(KeyOwner owner) {
        return new CallResult(
                method, path, httpStatus, Checks.notNull(owner, "owner"), actor, wellSigned, circumstances);
    }

    /**
     * The same result, and who acted, whose key should have signed the call.
     *
     * @param user the employee
     * @return the result
     */
    public CallResult actedBy(UserId user) {
        return new CallResult(
                method, path, httpStatus, signer, Checks.notNull(user, "user"), wellSigned, circumstances);
    }

    /**
     * The same result, and the Authorization header that was sent. Its form is checked; it is neither kept nor
     * repeated.
     *
     * @param value the value of the header
     * @return the result
     */
    public CallResult withHeader(String value) {
        return new CallResult(
                method, path, httpStatus, signer, actor, AuthorizationHeader.wellFormed(value), circumstances);
    }

    /**
     * The same result, and what people know.
     *
     * @param known the circumstances
     * @return the result
     */
    public CallResult knowing(Circumstance... known) {
        return new CallResult(
                method,
                path,
                httpStatus,
                signer,
                actor,
                wellSigned,
                Set.copyOf(Arrays.asList(Checks.notNull(known, "known"))));
    }

    /**
     * Explains what the call was answered. It asks nobody.
     *
     * @param report a report about the key that signed it, at the facility that it was about; the younger, the better
     * @return why, and what to do; if the report says that the key itself is refused, that
     */
    public Explanation explainedBy(ValidationReport report) {
        Checks.notNull(report, "report");
        return CallDiagnostician.explain(
                new AnsweredCall(method, path, httpStatus, wellSigned, signedByActor(), circumstances), report);
    }

    /** If either of the two is not known, nobody is blamed. */
    private boolean signedByActor() {
        return signer == null
                || actor == null
                || (signer instanceof KeyOwner.Individual individual
                        && individual.user().equals(actor));
    }

    /** {@return the call and its status, without a query and without any key} */
    @Override
    public String toString() {
        return "CallResult[" + method + " " + path + ": "
                + (httpStatus.isPresent() ? httpStatus.getAsInt() : "no answer") + "]";
    }
}

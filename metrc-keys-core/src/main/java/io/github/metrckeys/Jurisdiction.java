package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.ResourceTable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One Metrc server: the production server, the sandbox or another server of a state or territory.
 *
 * <p>Each server has its own users and its own keys. So the production server, the sandbox and a server at another
 * address are three different jurisdictions, and a key that belongs to one is never sent to another.
 *
 * <pre>{@code
 * Jurisdiction colorado = Jurisdiction.of("CO");
 * Jurisdiction sandbox = colorado.sandbox();
 * Jurisdiction fake = colorado.at(URI.create("http://127.0.0.1:8080"));
 * }</pre>
 *
 * <p>Names and hosts come from Metrc's documentation pages of 2024 and 2026 (documented).
 */
public final class Jurisdiction {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9-]{1,15}");
    private static final String SANDBOX_SUFFIX = "/sandbox";

    private final String code;
    private final String name;
    private final Environment environment;
    private final URI baseUri;
    private final Optional<URI> sandboxUri;
    private final IndividualKeys individualKeys;
    private final String id;

    private Jurisdiction(
            String code,
            String name,
            Environment environment,
            URI baseUri,
            Optional<URI> sandboxUri,
            IndividualKeys individualKeys) {
        this.code = code;
        this.name = name;
        this.environment = environment;
        this.baseUri = baseUri;
        this.sandboxUri = sandboxUri;
        this.individualKeys = individualKeys;
        this.id = switch (environment) {
            case PRODUCTION -> code;
            case SANDBOX -> code + SANDBOX_SUFFIX;
            case CUSTOM -> code + "@" + baseUri;
        };
    }

    /** Which server of a state or territory this is: production, sandbox, or another address. */
    public enum Environment {
        /** The real server, which the state sees. */
        PRODUCTION,
        /** Metrc's test server, with its own keys. */
        SANDBOX,
        /** A server at an address that the application chose, such as a fake server. */
        CUSTOM
    }

    /**
     * The production server of a state or territory.
     *
     * @param code the two letters of a state or territory that uses Metrc, in upper or lower case
     * @return the production server
     * @throws InvalidInputException with {@link ErrorCode#JURISDICTION_UNKNOWN} if no Metrc server is known for this
     *     code
     */
    public static Jurisdiction of(String code) {
        String wanted = normalized(code);
        Jurisdiction known = Known.BY_CODE.get(wanted);
        if (known == null) {
            throw new InvalidInputException(
                    ErrorCode.JURISDICTION_UNKNOWN,
                    "No Metrc server is known for the jurisdiction " + wanted + ": use one of "
                            + String.join(", ", Known.CODES)
                            + ", or give the address of its server along with the code.");
        }
        return known;
    }

    /**
     * The server of a state or territory at an address that you choose. The library does not need to know the code.
     *
     * @param code 2 to 16 letters, digits and hyphens, starting with a letter, in upper or lower case
     * @param baseUri the server's address: https, or http on a loopback address
     * @return the server
     * @throws InvalidInputException with {@link ErrorCode#JURISDICTION_CODE_INVALID} if the code has another form, or
     *     {@link ErrorCode#BASE_URI_REFUSED} if the address would not protect keys
     */
    public static Jurisdiction of(String code, URI baseUri) {
        String wanted = normalized(code);
        Jurisdiction known = Known.BY_CODE.get(wanted);
        return known != null
                ? known.at(baseUri)
                : new Jurisdiction(
                        wanted,
                        wanted,
                        Environment.CUSTOM,
                        ServerAddress.checked(baseUri),
                        Optional.empty(),
                        Known.individualKeysAt(baseUri).orElse(IndividualKeys.UNKNOWN));
    }

    /**
     * Parses a text that {@link #id()} returned.
     *
     * @param id such as {@code CO}, {@code CO/sandbox} or {@code CO@https://metrc.example}
     * @return the jurisdiction with that id
     * @throws InvalidInputException if the code is unknown or the address is refused
     */
    public static Jurisdiction parse(String id) {
        Checks.notNull(id, "id");
        int at = id.indexOf('@');
        if (at >= 0) {
            return of(id.substring(0, at), ServerAddress.parse(id.substring(at + 1)));
        }
        return id.endsWith(SANDBOX_SUFFIX)
                ? of(id.substring(0, id.length() - SANDBOX_SUFFIX.length())).sandbox()
                : of(id);
    }

    /**
     * The production servers of all states and territories that are known to use Metrc.
     *
     * @return the servers, ordered by code
     */
    public static List<Jurisdiction> known() {
        return Known.ALL;
    }

    /**
     * The sandbox of this state or territory.
     *
     * @return the sandbox server
     * @throws InvalidInputException with {@link ErrorCode#JURISDICTION_UNKNOWN} if no sandbox is known for this
     *     jurisdiction
     */
    public Jurisdiction sandbox() {
        URI uri = sandboxUri.orElseThrow(() -> new InvalidInputException(
                ErrorCode.JURISDICTION_UNKNOWN,
                "No sandbox is known for the jurisdiction " + code + ": give its address with at(URI)."));
        return new Jurisdiction(code, name, Environment.SANDBOX, uri, sandboxUri, individualKeys);
    }

    /**
     * This state or territory on a server at another address.
     *
     * @param baseUri the server's address: https, or http on a loopback address; a path is allowed; user info, query
     *     and fragment are not
     * @return the server
     * @throws InvalidInputException with {@link ErrorCode#BASE_URI_REFUSED} if keys would travel unprotected
     */
    public Jurisdiction at(URI baseUri) {
        return new Jurisdiction(
                code,
                name,
                Environment.CUSTOM,
                ServerAddress.checked(baseUri),
                sandboxUri,
                Known.individualKeysAt(baseUri).orElse(individualKeys));
    }

    /**
     * The code of the state or territory.
     *
     * @return such as {@code CO}, in upper case
     */
    public String code() {
        return code;
    }

    /**
     * The name of the state or territory.
     *
     * @return such as {@code Colorado}; the code if the library does not know the name
     */
    public String name() {
        return name;
    }

    /**
     * The server's name for people to read.
     *
     * @return such as {@code Colorado}, {@code Colorado (sandbox)} or {@code Colorado at https://metrc.example}
     */
    public String displayName() {
        return displayName(Messages.english());
    }

    /**
     * The server in words for people.
     *
     * @param messages the language; the name of the state or territory stays English
     * @return such as {@code Colorado}, {@code Colorado (sandbox)} or {@code Colorado at https://metrc.example}
     */
    public String displayName(Messages messages) {
        return Checks.notNull(messages, "messages").text("jurisdiction." + environment, name, baseUri);
    }

    /**
     * Which server of the state or territory this is.
     *
     * @return the environment
     */
    public Environment environment() {
        return environment;
    }

    /**
     * The server's address.
     *
     * @return an https address, or http on a loopback address, without a trailing slash
     */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * What is known about whether individual keys are required here.
     *
     * @return the statement, with its date and its source
     */
    public IndividualKeys individualKeys() {
        return individualKeys;
    }

    /**
     * The text that identifies this server in stores and files. Unlike the address of a known server, it does not
     * change if Metrc changes its host names.
     *
     * @return such as {@code CO}, {@code CO/sandbox} or {@code CO@https://metrc.example}
     */
    public String id() {
        return id;
    }

    /** {@return whether the other is the same server} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jurisdiction that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@return the {@link #id()}} */
    @Override
    public String toString() {
        return id;
    }

    private static String normalized(String code) {
        String upper = Checks.notNull(code, "code").strip().toUpperCase(Locale.ROOT);
        if (!CODE.matcher(upper).matches()) {
            throw new InvalidInputException(
                    ErrorCode.JURISDICTION_CODE_INVALID,
                    "This is not the code of a jurisdiction: use the two letters of a state or territory, such as CO.");
        }
        return upper;
    }

    /** Read on first use, so that a program that never names a state pays nothing. */
    private static final class Known {
        static final List<Jurisdiction> ALL = ResourceTable.read(Jurisdiction.class, "jurisdictions.txt", Known::read);
        static final List<String> CODES = ALL.stream().map(Jurisdiction::code).toList();
        static final Map<String, Jurisdiction> BY_CODE =
                ALL.stream().collect(Collectors.toUnmodifiableMap(Jurisdiction::code, Function.identity()));

        /**
         * What is known about the state whose server has this address, even if the address was given with another code.
         */
        static Optional<IndividualKeys> individualKeysAt(URI uri) {
            return ALL.stream()
                    .filter(known -> sameHost(known.baseUri, uri)
                            || known.sandboxUri
                                    .filter(sandbox -> sameHost(sandbox, uri))
                                    .isPresent())
                    .findFirst()
                    .map(Jurisdiction::individualKeys);
        }

        private static boolean sameHost(URI known, URI uri) {
            return known.getHost().equalsIgnoreCase(uri.getHost());
        }

        private static Jurisdiction read(ResourceTable.Row row) {
            String asOf = row.text(5);
            IndividualKeys individualKeys = asOf.equals(ResourceTable.NOTHING)
                    ? IndividualKeys.UNKNOWN
                    : new IndividualKeys(IndividualKeys.Demand.valueOf(row.text(4)), asOf, row.text(6));
            return new Jurisdiction(
                    row.text(0),
                    row.text(1),
                    Environment.PRODUCTION,
                    URI.create("https://" + row.text(2)),
                    Optional.of(URI.create("https://" + row.text(3))),
                    individualKeys);
        }
    }

    /**
     * What is known about whether a jurisdiction requires each employee's calls to carry that employee's own key.
     *
     * @param demand whether it is required
     * @param asOf the month of the statement, such as {@code 2026-11}; empty if nothing is known
     * @param basis who says so; empty if nothing is known. None of these statements comes from Metrc itself: check with
     *     the state
     */
    public record IndividualKeys(Demand demand, String asOf, String basis) {

        /** Nothing is known. */
        public static final IndividualKeys UNKNOWN = new IndividualKeys(Demand.UNKNOWN, "", "");

        /** Refuses null. */
        public IndividualKeys {
            Checks.notNull(demand, "demand");
            Checks.notNull(asOf, "asOf");
            Checks.notNull(basis, "basis");
        }

        /** Whether individual keys are required. */
        public enum Demand {
            /** Each employee's calls must carry that employee's key. */
            REQUIRED,
            /** Nothing is known; the state may still require it. */
            UNKNOWN
        }

        /**
         * Whether individual keys are known to be required.
         *
         * @return true if they are; false only means that nothing is known
         */
        public boolean required() {
            return demand == Demand.REQUIRED;
        }
    }
}

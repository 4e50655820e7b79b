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
 * One Metrc server: a state or territory, and which of its addresses is meant.
 *
 * <p>Each server has its own users and its own keys, so the production server, the sandbox and a server at another
 * address are three jurisdictions that are never equal, and a key that belongs to one is sent to no other.
 *
 * <pre>{@code
 * Jurisdiction colorado = Jurisdiction.of("CO");
 * Jurisdiction sandbox = colorado.sandbox();
 * Jurisdiction fake = colorado.at(URI.create("http://127.0.0.1:8080"));
 * }</pre>
 *
 * <p>Names and hosts are those on Metrc's documentation pages of 2024 and 2026 (documented).
 */
public final class Jurisdiction {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9-]{1,15}");
    private static final String SANDBOX_SUFFIX = "/sandbox";

    private final String code;
    private final String name;
    private final Environment environment;
    private final URI baseUri;
    private final Optional<URI> sandboxUri;
    private final Jurisdiction.IndividualKeys individualKeys;
    private final String id;

    private Jurisdiction(
            String code,
            String name,
            Environment environment,
            URI baseUri,
            Optional<URI> sandboxUri,
            Jurisdiction.IndividualKeys individualKeys) {
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

    /** Which of a jurisdiction's servers is meant. */
    public enum Environment {
        /** The server that the state looks at. */
        PRODUCTION,
        /** Metrc's own server for trying things out, with keys of its own. */
        SANDBOX,
        /** A server at an address that the application gave, such as a fake one. */
        CUSTOM
    }

    /**
     * The production server of a state or territory.
     *
     * @param code the two letters of a state or territory that uses Metrc, in upper or lower case
     * @return the production server
     * @throws InvalidInputException with {@link ErrorCode#JURISDICTION_UNKNOWN} where no Metrc server is known under
     *     this code
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
     * The server of a state or territory at an address of your own choice; the code may be one that the library does
     * not know.
     *
     * @param code 2 to 16 letters, digits and hyphens, beginning with a letter, in upper or lower case
     * @param baseUri where the server answers: https, or http on a loopback address
     * @return the server
     * @throws InvalidInputException with {@link ErrorCode#JURISDICTION_CODE_INVALID} or {@link
     *     ErrorCode#BASE_URI_REFUSED}
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
                        Known.individualKeysAt(baseUri).orElse(Jurisdiction.IndividualKeys.UNKNOWN));
    }

    /**
     * Reads what {@link #id()} wrote.
     *
     * @param id such as {@code CO}, {@code CO/sandbox} or {@code CO@https://metrc.example}
     * @return the jurisdiction of that id
     * @throws InvalidInputException where the code is unknown or the address refused
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
     * @throws InvalidInputException with {@link ErrorCode#JURISDICTION_UNKNOWN} where this jurisdiction has no sandbox
     *     that is known
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
     * @param baseUri where the server answers: https, or http on a loopback address; a path is allowed, user info,
     *     query and fragment are not
     * @return the server
     * @throws InvalidInputException with {@link ErrorCode#BASE_URI_REFUSED} where keys would travel unprotected
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
     * @return such as {@code Colorado}; the code where the library does not know the name
     */
    public String name() {
        return name;
    }

    /**
     * The server in words for people.
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
     * Where the server answers.
     *
     * @return an https address, or http on a loopback address, without a slash at its end
     */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * What is known about the demand for individual keys here.
     *
     * @return the statement, with its date and basis
     */
    public Jurisdiction.IndividualKeys individualKeys() {
        return individualKeys;
    }

    /**
     * The text that stands for this server wherever one is stored: unlike the address of a known server it does not
     * change when Metrc moves.
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
                    "This is no code of a jurisdiction: use the two letters of a state or territory, such as CO.");
        }
        return upper;
    }

    /** Read when first asked for, so that a program which never names a state pays nothing. */
    private static final class Known {
        static final List<Jurisdiction> ALL = ResourceTable.read(Jurisdiction.class, "jurisdictions.txt", Known::read);
        static final List<String> CODES = ALL.stream().map(Jurisdiction::code).toList();
        static final Map<String, Jurisdiction> BY_CODE =
                ALL.stream().collect(Collectors.toUnmodifiableMap(Jurisdiction::code, Function.identity()));

        /** What is known of the state whose server stands at an address, whatever code the address was given with. */
        static Optional<Jurisdiction.IndividualKeys> individualKeysAt(URI uri) {
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
            Jurisdiction.IndividualKeys individualKeys = asOf.equals(ResourceTable.NOTHING)
                    ? Jurisdiction.IndividualKeys.UNKNOWN
                    : new Jurisdiction.IndividualKeys(
                            Jurisdiction.IndividualKeys.Demand.valueOf(row.text(4)), asOf, row.text(6));
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
     * What is known about a jurisdiction's demand that each employee's calls carry that employee's own key.
     *
     * @param demand whether it is demanded
     * @param asOf the month of the statement, such as {@code 2026-11}; empty where nothing is known
     * @param basis who says so; empty where nothing is known. None of these statements is Metrc's own: check with the state
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

        /** Whether individual keys are demanded. */
        public enum Demand {
            /** Each employee's calls must carry that employee's key. */
            REQUIRED,
            /** Nothing is known; the state may demand it all the same. */
            UNKNOWN
        }

        /**
         * Whether individual keys are known to be demanded.
         *
         * @return true where they are; false says only that nothing is known
         */
        public boolean required() {
            return demand == Demand.REQUIRED;
        }
    }
}

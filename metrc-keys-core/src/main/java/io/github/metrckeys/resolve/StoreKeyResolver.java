package io.github.metrckeys.resolve;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoredKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A resolver that chooses keys from a {@link KeyStore} by a policy for each facility.
 *
 * <pre>{@code
 * KeyResolver resolver = StoreKeyResolver.builder(store)
 *         .policy(Jurisdiction.of("CO"), KeyPolicy.individual(KeyPolicy.MasterFallback.READS_ONLY))
 *         .policy(Jurisdiction.of("MI"), KeyPolicy.master())
 *         .build();
 * }</pre>
 *
 * <p>The policy of a facility takes precedence over the policy of its jurisdiction, and that over the default. The
 * default is {@link KeyPolicy#individual()}: an employee's own key or none. The store is asked for every call, in the
 * calling thread.
 *
 * <p>Immutable, and thread-safe if its store is.
 */
public final class StoreKeyResolver implements KeyResolver {

    private static final Logger LOG = LoggerFactory.getLogger(StoreKeyResolver.class);

    private final KeyStore store;
    private final Map<Facility, KeyPolicy> byFacility;
    private final Map<Jurisdiction, KeyPolicy> byServer;
    private final Map<String, KeyPolicy> byState;
    private final KeyPolicy otherwise;

    private StoreKeyResolver(Builder builder) {
        this.store = builder.store;
        this.byFacility = Map.copyOf(builder.byFacility);
        this.byServer = Map.copyOf(builder.byServer);
        this.byState = Map.copyOf(builder.byState);
        this.otherwise = builder.otherwise;
    }

    /**
     * Starts a resolver.
     *
     * @param store where the keys are
     * @return a builder
     */
    public static Builder builder(KeyStore store) {
        return new Builder(store);
    }

    @Override
    public KeyResolution resolve(KeyRequest request) {
        Checks.notNull(request, "request");
        KeyPolicy policy = policyOf(request.facility());
        List<KeyPolicy.Candidate> candidates = policy.candidates(request);
        for (KeyPolicy.Candidate candidate : candidates) {
            Optional<StoredKey> stored = store.find(candidate.owner());
            if (stored.isPresent()) {
                return resolved(candidate, stored.get());
            }
        }
        return new KeyResolution.Unresolved(request, gap(policy, request));
    }

    /**
     * The policy that applies to a facility.
     *
     * @param facility the facility
     * @return its own policy, else the policy of its jurisdiction, else the default
     */
    public KeyPolicy policyOf(Facility facility) {
        Checks.notNull(facility, "facility");
        KeyPolicy own = byFacility.get(facility);
        if (own != null) {
            return own;
        }
        KeyPolicy ofServer = byServer.get(facility.jurisdiction());
        return ofServer != null
                ? ofServer
                : byState.getOrDefault(facility.jurisdiction().code(), otherwise);
    }

    private static KeyResolution resolved(KeyPolicy.Candidate candidate, StoredKey stored) {
        if (!stored.owner().equals(candidate.owner())) {
            throw new MetrcKeysException(
                    ErrorCode.MISMATCH,
                    "The key store was asked for the " + candidate.owner() + " and gave the " + stored.owner()
                            + ": fix the store. Nothing was signed.");
        }
        LOG.debug("{} {} signs: {}", stored.owner(), stored.version(), candidate.choice());
        return new KeyResolution.Resolved(stored.owner(), stored.key(), stored.version(), candidate.choice());
    }

    private static KeyResolution.Gap gap(KeyPolicy policy, KeyRequest request) {
        if (policy.mode() == KeyMode.MASTER) {
            return KeyResolution.Gap.NO_MASTER_KEY;
        }
        if (request.actor().isPresent()) {
            return KeyResolution.Gap.NO_INDIVIDUAL_KEY;
        }
        return policy.fallback().covers(request.access())
                ? KeyResolution.Gap.NO_MASTER_KEY
                : KeyResolution.Gap.NO_ACTOR;
    }

    /** A builder that collects the policies. Not thread-safe. */
    public static final class Builder {

        private final KeyStore store;
        private final Map<Facility, KeyPolicy> byFacility = new HashMap<>();
        private final Map<Jurisdiction, KeyPolicy> byServer = new HashMap<>();
        private final Map<String, KeyPolicy> byState = new HashMap<>();
        private final Map<String, String> overrides = new TreeMap<>();
        private KeyPolicy otherwise = KeyPolicy.individual();

        private Builder(KeyStore store) {
            this.store = Checks.notNull(store, "store");
        }

        /**
         * Sets the policy of one facility.
         *
         * @param facility the facility
         * @param policy how its calls are signed
         * @return this builder
         */
        public Builder policy(Facility facility, KeyPolicy policy) {
            byFacility.put(Checks.notNull(facility, "facility"), Checks.notNull(policy, "policy"));
            return this;
        }

        /**
         * Sets the policy of all facilities on a server that have no policy of their own. A policy for a state's
         * production server also applies to its sandbox and its other addresses, unless they have their own policy. A
         * policy for one of those applies only there.
         *
         * @param jurisdiction the server
         * @param policy how their calls are signed
         * @return this builder
         */
        public Builder policy(Jurisdiction jurisdiction, KeyPolicy policy) {
            Checks.notNull(jurisdiction, "jurisdiction");
            Checks.notNull(policy, "policy");
            if (isProduction(jurisdiction)) {
                byState.put(jurisdiction.code(), policy);
            } else {
                byServer.put(jurisdiction, policy);
            }
            return this;
        }

        /**
         * Sets the policy of all facilities without a more specific policy.
         *
         * @param policy how their calls are signed; {@link KeyPolicy#individual()} if this method is not called
         * @return this builder
         */
        public Builder defaultPolicy(KeyPolicy policy) {
            otherwise = Checks.notNull(policy, "policy");
            return this;
        }

        /**
         * Lets the master key write although the state is known to require individual keys. The reason is logged. For a
         * sandbox or another address, this applies only there. For a state's production server, it applies to all
         * servers of the state.
         *
         * @param jurisdiction the server
         * @param reason why this is right here, for people who read the log
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#POLICY_REFUSED} if the reason is empty, longer than 1,000
         *     characters, or contains a control character
         */
        public Builder allowMasterKeyWrites(Jurisdiction jurisdiction, String reason) {
            overrides.put(
                    Checks.notNull(jurisdiction, "jurisdiction").id(),
                    Checks.text(
                            reason,
                            "reason",
                            "The reason for letting the master key write",
                            1000,
                            ErrorCode.POLICY_REFUSED,
                            "say in a sentence why that is right in " + jurisdiction.code()));
            return this;
        }

        /**
         * Creates the resolver.
         *
         * @return a resolver with the policies as they are now
         * @throws InvalidInputException with {@link ErrorCode#POLICY_REFUSED} if a policy would let the master key
         *     write in a state that is known to require individual keys, and no reason was given
         */
        public StoreKeyResolver build() {
            Set<String> writing = new TreeSet<>();
            byFacility.forEach((facility, policy) -> addIfRefused(writing, facility.jurisdiction(), policy));
            byServer.forEach((server, policy) -> addIfRefused(writing, server, policy));
            for (Jurisdiction state : Jurisdiction.known()) {
                addIfRefused(writing, state, byState.getOrDefault(state.code(), otherwise));
            }
            if (!writing.isEmpty()) {
                throw new InvalidInputException(
                        ErrorCode.POLICY_REFUSED,
                        "The master key would sign changes in " + String.join(", ", writing)
                                + ", where each employee's calls must carry that employee's own key (" + basis(writing)
                                + "): give "
                                + (writing.size() == 1 ? "it" : "each of them")
                                + " the policy KeyPolicy.individual(),"
                                + " or state a reason with allowMasterKeyWrites(jurisdiction, reason).");
            }
            overrides.forEach((server, reason) ->
                    LOG.warn("The master key may sign changes in {}, as configured, because: {}", server, reason));
            return new StoreKeyResolver(this);
        }

        private void addIfRefused(Set<String> servers, Jurisdiction jurisdiction, KeyPolicy policy) {
            if (policy.writesWithMasterKey()
                    && jurisdiction.individualKeys().required()
                    && !overrides.containsKey(jurisdiction.id())
                    && !overrides.containsKey(jurisdiction.code())) {
                servers.add(jurisdiction.id());
            }
        }

        private static String basis(Set<String> servers) {
            Jurisdiction.IndividualKeys known =
                    Jurisdiction.parse(servers.iterator().next()).individualKeys();
            return known.asOf() + ": " + known.basis() + "; check with the state";
        }

        private static boolean isProduction(Jurisdiction jurisdiction) {
            return jurisdiction.environment() == Jurisdiction.Environment.PRODUCTION;
        }
    }
}

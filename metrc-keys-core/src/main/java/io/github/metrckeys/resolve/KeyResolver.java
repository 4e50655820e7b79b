package io.github.metrckeys.resolve;

/**
 * Chooses the key that signs a call.
 *
 * <p>Implementations are safe for use by several threads, and never answer with the key of a person other than the one
 * who acts.
 */
@FunctionalInterface
public interface KeyResolver {

    /**
     * Chooses the key for a call that is about to be made.
     *
     * @param request where, who, and whether the call reads or writes; not null
     * @return the key, whose it is and why it was chosen, or why there is none and what to do about it
     * @throws io.github.metrckeys.error.MetrcKeysException where the answer could not be found out, as when a store cannot be
     *     reached; no other key is chosen in its stead
     */
    KeyResolution resolve(KeyRequest request);
}

package io.github.metrckeys.resolve;

/**
 * Chooses the key that signs a call.
 *
 * <p>Implementations are thread-safe, and never return the key of an employee other than the one who acts.
 */
@FunctionalInterface
public interface KeyResolver {

    /**
     * Chooses the key for a call before it is made.
     *
     * @param request the facility, the actor, and whether the call reads or writes; not null
     * @return the key with its owner and the reason for the choice, or why there is no key and what to do about it
     * @throws io.github.metrckeys.error.MetrcKeysException if the answer could not be found out, for example because a
     *     store cannot be reached; no other key is chosen instead
     */
    KeyResolution resolve(KeyRequest request);
}

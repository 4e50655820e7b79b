package io.github.metrckeys.catalog;

/** How far Metrc's own pages agree on what an endpoint needs. */
public enum Sources {
    /** The pages of 2024 and of 2026 say the same. */
    BOTH,
    /**
     * They differ: the page of 2026 was followed, or the older page's permission kept where the newer names gates only.
     */
    NEWER,
    /** Only one of them has this endpoint. */
    ONE
}

package io.github.metrckeys.catalog;

/** What a statement about Metrc is based on. */
public enum Provenance {
    /** Metrc's own pages say so. */
    DOCUMENTED,
    /** Others saw a real Metrc server answer this way. */
    OBSERVED,
    /** Concluded from names or from HTTP: likely, but never certain. */
    INFERRED
}

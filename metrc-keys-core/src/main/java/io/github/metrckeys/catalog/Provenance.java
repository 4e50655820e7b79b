package io.github.metrckeys.catalog;

/** What a statement about Metrc rests on. */
public enum Provenance {
    /** Metrc's own pages say so. */
    DOCUMENTED,
    /** Others saw a real Metrc server answer so. */
    OBSERVED,
    /** Concluded from names or from HTTP; likely, and never certain. */
    INFERRED
}

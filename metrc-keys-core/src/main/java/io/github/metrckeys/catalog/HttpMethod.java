package io.github.metrckeys.catalog;

import io.github.metrckeys.Access;

/** The methods that Metrc's endpoints have. */
public enum HttpMethod {
    /** Looks. */
    GET(Access.READ),
    /** Creates, or changes. */
    POST(Access.WRITE),
    /** Changes. */
    PUT(Access.WRITE),
    /** Discontinues or voids. */
    DELETE(Access.WRITE);

    private final Access access;

    HttpMethod(Access access) {
        this.access = access;
    }

    /**
     * Whether a call by this method looks or changes.
     *
     * @return read for GET, write for all others
     */
    public Access access() {
        return access;
    }
}

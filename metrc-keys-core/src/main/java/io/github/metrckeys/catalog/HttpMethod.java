package io.github.metrckeys.catalog;

import io.github.metrckeys.Access;

/** The HTTP methods that Metrc's endpoints use. */
public enum HttpMethod {
    /** Reads. */
    GET(Access.READ),
    /** Creates or changes records. */
    POST(Access.WRITE),
    /** Changes records. */
    PUT(Access.WRITE),
    /** Discontinues or voids records. */
    DELETE(Access.WRITE);

    private final Access access;

    HttpMethod(Access access) {
        this.access = access;
    }

    /**
     * Whether a call with this method reads or changes data.
     *
     * @return read for GET, write for all other methods
     */
    public Access access() {
        return access;
    }
}

package io.github.metrckeys.probe;

/**
 * Something that people or the application know and that Metrc does not say. It condemns no key; where Metrc refuses one, it
 * tells causes apart that look alike from outside.
 */
public enum Circumstance {
    /** A validation of this very key succeeded before. */
    WORKED_BEFORE,
    /**
     * The key is older than the application lets keys become; one vendor says that they end after "usually a year", and Metrc
     * documents nothing.
     */
    PAST_USUAL_AGE,
    /** The person whose key serves as the master key has left the company. */
    OWNER_LEFT,
    /** Nobody of the company can log in to Metrc's web pages either. */
    WEB_LOGIN_FAILS,
    /** A permission was granted in Metrc just now. */
    PERMISSION_JUST_GRANTED
}

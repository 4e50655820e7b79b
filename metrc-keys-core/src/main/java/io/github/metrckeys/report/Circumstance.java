package io.github.metrckeys.report;

/**
 * Something that people or the application know and that Metrc does not say. By itself, it never counts against a key.
 * If Metrc refuses a key, it helps to tell apart causes that look the same from outside.
 */
public enum Circumstance {
    /** An earlier validation of the same key succeeded. */
    WORKED_BEFORE,
    /**
     * The key is older than the application's limit for the age of keys. One vendor says that keys end after "usually a
     * year"; Metrc documents nothing about it.
     */
    PAST_USUAL_AGE,
    /** The person whose key serves as the master key has left the company. */
    OWNER_LEFT,
    /** Nobody in the company can log in to Metrc's web pages either. */
    WEB_LOGIN_FAILS,
    /** A permission was just granted in Metrc. */
    PERMISSION_JUST_GRANTED
}

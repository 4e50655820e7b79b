package io.github.metrckeys;

/** Whose key signs the calls of a facility. */
public enum KeyMode {
    /** One person's key, the master key, signs every call of the facility, no matter who acts. */
    MASTER,
    /** Each call is signed with the key of the employee who acts. */
    INDIVIDUAL
}

package io.github.metrckeys;

/** Whose key signs the calls of a facility. */
public enum KeyMode {
    /** One key of the facility signs every call, no matter who acts. */
    MASTER,
    /** Each call is signed with the key of the employee who acts. */
    INDIVIDUAL
}

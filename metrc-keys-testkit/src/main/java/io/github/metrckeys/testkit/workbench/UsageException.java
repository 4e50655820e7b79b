package io.github.metrckeys.testkit.workbench;

import java.io.Serial;

/** Says in one line what the user of the command line got wrong, and how to mend it. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

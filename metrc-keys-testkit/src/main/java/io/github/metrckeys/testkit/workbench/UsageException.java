package io.github.metrckeys.testkit.workbench;

import java.io.Serial;

/** A mistake of the user of the command line. Its message says in one line what is wrong and how to fix it. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

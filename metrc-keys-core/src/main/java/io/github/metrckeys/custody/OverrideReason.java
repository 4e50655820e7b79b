package io.github.metrckeys.custody;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.internal.check.Checks;

/** Why a person had a key stored in spite of what spoke against it. */
final class OverrideReason {

    private OverrideReason() {}

    /** The reason without surrounding white space, or a refusal. */
    static String checked(String text) {
        return Checks.text(
                text,
                "overrideReason",
                "The reason",
                KeyEvent.MAX_REASON_LENGTH,
                ErrorCode.SETTING_INVALID,
                "say in a sentence why this is right, for whoever reads it in a year");
    }
}
